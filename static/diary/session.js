"use strict";

// Whoever does nothing for 20 minutes is locked out (contacts/formats/idle.py). Two minutes before,
// the page asks whether anybody is still here; without scripts the lock alone is enough. Looking
// how long is left is no activity: only what somebody does is.
{
  const bar = document.querySelector("[data-session]");
  const stays = bar.querySelector("form");
  const ASKS = 120; // seconds before
  let due = 0, timer = 0, did = 0;

  const show = (part) => {
    bar.hidden = !part;
    for (const one of bar.querySelectorAll("[data-part]")) {
      one.hidden = one.dataset.part !== part;
    }
  };

  const unsaved = () =>
    [...document.querySelectorAll("form[data-saves] textarea")].some((one) => one.value !== one.defaultValue);

  const say = (line) => {
    const place = bar.querySelector("[data-part=ended]");
    place.innerHTML = line;
    const link = place.querySelector("a");
    if (link && unsaved()) {
      link.target = "_blank";
      link.append(" in a new tab: what you wrote stays here");
    }
    show("ended");
  };

  const send = (address, sent) =>
    fetch(address, { ...sent, headers: { "HX-Request": "true", "HX-Current-URL": location.href } });

  const renew = (token) => {
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) {
      field.value = token;
    }
  };

  const again = (seconds) => {
    clearTimeout(timer);
    due = Date.now() + seconds * 1000;
    timer = setTimeout(() => look(), seconds * 1000);
  };

  const look = async (address = bar.dataset.session, sent = {}) => {
    const answer = await send(address, sent).catch(() => null);
    if (answer?.status === 401) {
      clearTimeout(timer);
      due = 0; // looked for again when somebody comes back to this page
      return say(await answer.text());
    }
    if (answer?.status === 403) {
      return look(); // signed in again in another tab: this one's token is renewed
    }
    if (!answer?.ok) {
      return again(30);
    }
    const { left, whose, token } = await answer.json();
    if (whose !== bar.dataset.whose) {
      return show("other");
    }
    renew(token);
    if (left <= ASKS && Date.now() - did < 20_000) {
      return stay(); // somebody is at it this moment
    }
    show(left <= ASKS && "asks");
    again(left <= ASKS ? left + 1 : left - ASKS);
  };

  const stay = () => {
    did = 0;
    show(null);
    look(stays.action, { method: "POST", body: new URLSearchParams(new FormData(stays)) });
  };

  const asked = () => !stays.hidden && !bar.hidden;

  for (const type of ["keydown", "pointerdown", "wheel", "touchmove"]) {
    document.addEventListener(type, (event) => {
      did = event.isTrusted ? Date.now() : did;
      if (asked() && (type === "keydown" || type === "pointerdown")) {
        stay();
      }
    }, { passive: true });
  }
  stays.addEventListener("submit", (event) => {
    event.preventDefault();
    if (asked()) {
      stay();
    }
  });

  // A machine that slept, or a page behind another: somebody may have signed in there meanwhile.
  document.addEventListener("visibilitychange", () => !document.hidden && Date.now() >= due && look());
  window.addEventListener("pageshow", (event) => event.persisted && look());
  again(20 * 60 - ASKS);

  // Beside the box, what became of what was sent; and once more with the token that holds by now.
  const tried = new WeakSet();
  document.addEventListener("htmx:afterRequest", ({ detail }) =>
    detail.successful && tried.delete(detail.elt));
  document.addEventListener("htmx:responseError", ({ detail: { elt, xhr, requestConfig } }) => {
    const place = (elt.closest("form, .older"))?.querySelector(".trouble");
    const token = xhr.getResponseHeader("Fresh-Token");
    if (xhr.status === 403 && token && !tried.has(elt)) {
      tried.add(elt);
      renew(token);
      return htmx.trigger(elt, requestConfig.triggeringEvent.type);
    }
    tried.delete(elt);
    if (![401, 403].includes(xhr.status)) {
      return;
    }
    if (place) {
      place.innerHTML = xhr.responseText;
      place.hidden = false;
      elt.matches("form.readings") || document.querySelector(".saved")?.remove();
      show(null);
    } else if (xhr.status === 401 && bar.hidden) {
      say(xhr.responseText);
    }
  });
}
