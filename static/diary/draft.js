"use strict";

// What is being written is kept on the server as it is written, and nothing of it in the browser.
// The server answers with what stands under the box from then on: #kept.
{
  const PAUSE = 1000; // milliseconds after the last letter
  const LATEST = 2000; // and at most after the first that is not kept
  const LONGEST = 30000; // between two tries
  const GOES = 5000; // for which a press that leads away waits until the words are kept
  const ROOM = 62000; // bytes that a browser sends for a page that it has left

  // Each page that is open has a name of its own, by which the server tells two tabs apart.
  const page = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const WHY = {
    401: "", // session.js says it
    403: "",
    404: "Not kept: this record can no longer be opened. Copy what you wrote.",
  };
  const APART = new Set(["csrfmiddlewaretoken", "token", "draft", "version"]);
  const READ = new Set(["shown", "take"]); // what was read from the words, and what is taken of it

  let turn = 0; // how often this page has sent words
  let kept = null; // the words as the server has them
  let sending = null; // those on their way, and by which request
  let left = null; // those last sent because the page was left
  let tries = 0; // in a row that did not get through
  let over = false; // nothing is taken any more
  let saves = false; // the words are on their way to be saved, and the page with them
  let unasked = false; // it is tried again though nobody did anything: no reason to stay signed in
  let pause, latest;
  const waits = new WeakSet(); // forms that are sent once the words are

  const box = () => document.querySelector("form[data-drafts]");
  const under = () => document.getElementById("kept");
  const sent = (form, of) => new URLSearchParams(
    [...new FormData(form)].filter(([name]) => of(name))).toString();
  const typedIn = (form) => sent(form, (name) => !APART.has(name) && !READ.has(name));
  const readIn = (form) => sent(form, (name) => READ.has(name));
  const words = (form) => `${typedIn(form)} ${readIn(form)}`;
  const fits = (form) => new Blob([form.elements.notes.value]).size < ROOM;

  const say = (text, role) => {
    const place = under().querySelector(".kept__how");
    if (place.textContent !== text) {
      role && place.setAttribute("role", role);
      place.textContent = text;
    }
  };
  const wait = () => {
    clearTimeout(pause);
    clearTimeout(latest);
    pause = latest = undefined;
  };

  const send = (byItself = false) => {
    const form = box();
    wait();
    if (!form || over || sending || form.classList.contains("htmx-request")) {
      return; // whatever is under way asks again once it is answered
    }
    if (words(form) === kept) {
      tries = 0;
      say(form.dataset.kept);
    } else {
      unasked = byItself;
      htmx.process(under());
      htmx.trigger(under(), "keep");
    }
  };
  const typed = () => {
    saves = false; // what is written on meanwhile is none of that
    tries || say("Saving…");
    clearTimeout(pause);
    pause = setTimeout(send, PAUSE);
    latest ??= setTimeout(send, LATEST);
  };
  // Readings that were not there before are heard once; of those pressed since, the page is right.
  const hear = () => {
    const said = [...under().querySelectorAll(".readings__one")]
      .map((one) => one.textContent.trim().replace(/\s+/g, " ")).join(", ");
    const place = document.getElementById("heard");
    if (!place) {
      return; // nothing is read in this box
    }
    const now = said && `Read from your words: ${said}`;
    if (place.textContent !== now) {
      place.textContent = now;
    }
  };
  const pressAgain = (pressed) => {
    for (const [key, taken] of pressed) {
      const press = document.getElementById(`take-${key}`);
      if (press) {
        press.checked = taken;
      }
    }
  };
  const goOn = () => box() && words(box()) !== kept && typed();

  const answered = ({ successful, xhr }) => {
    const { typed: theirs, pressed } = sending;
    sending = null;
    if (!successful) {
      return failed(xhr.status);
    }
    tries = 0;
    kept = `${theirs} ${readIn(box())}`; // the server has read them, and shown what it read
    pressAgain(pressed);
    hear();
    box().dataset.kept = under().querySelector(".kept__how").textContent;
    if ("atOnce" in under().dataset) {
      kept = null;
      send();
    } else {
      goOn();
    }
  };
  const failed = (status) => {
    const device = matchMedia("(max-width: 880px)").matches ? "phone" : "computer";
    say(WHY[status]
      ?? `Not kept: still trying, keep this page open. Nothing is kept on this ${device}.`, "status");
    wait();
    over = status === 404; // asked again it would be refused again, and that noted each time
    pause = setTimeout(send, Math.min(LONGEST, PAUSE * 2 ** tries++), true);
  };

  // A page that is closed, or left for another, has its words kept at once.
  const leave = () => {
    const form = box();
    const now = form && words(form);
    if (!form || saves || now === kept || now === left) {
      return null;
    }
    left = now;
    const body = new FormData(form);
    body.set("page", page);
    body.set("turn", ++turn);
    body.set("leaving", "yes");
    return fetch(under().getAttribute("hx-post"), {
      method: "POST",
      body,
      keepalive: fits(form),
      headers: { "HX-Request": "true" },
      signal: AbortSignal.timeout(GOES), // which a page that is gone does not keep
    }).then(({ ok }) => { left = ok ? left : null; }, () => { left = null; });
  };

  const begin = () => {
    const form = box();
    wait();
    kept = sending = left = null;
    tries = 0;
    over = false;
    if (!form) {
      return;
    }
    if (form.elements.page) {
      form.elements.page.value = page; // of a form that is sent without this script's doing
    }
    form.autocomplete = "off"; // what the server has is newer than what a browser would bring back
    form.dataset.kept = under().querySelector(".kept__how").textContent;
    const text = form.elements.notes;
    text.setSelectionRange(text.value.length, text.value.length); // what was begun goes on at its end
    if (!("atOnce" in under().dataset) && text.value === text.defaultValue) {
      kept = words(form);
    } else {
      send();
    }
  };

  document.addEventListener("change", ({ target }) =>
    target.name === "take" && sending?.pressed.set(target.value, target.checked));
  for (const type of ["input", "change"]) {
    // Of the form that is there: a box taken away with the focus in it says once more that it changed.
    document.addEventListener(type, (event) => event.target.form && event.target.form === box() && typed());
  }
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.elt.id === "kept" || detail.elt === box()) {
      detail.parameters.page = page;
      detail.parameters.turn = ++turn;
    }
    if (detail.elt.id === "kept" && unasked) {
      detail.headers["By-Itself"] = "yes";
    }
  });
  document.addEventListener("htmx:beforeSend", ({ detail: { elt, xhr } }) => {
    if (elt.id === "kept") {
      sending = { typed: typedIn(box()), pressed: new Map(), xhr };
      // On itself: once its form was saved it is in the page no more, and its answer comes too late.
      elt.addEventListener("htmx:beforeSwap", (event) =>
        sending?.xhr === event.detail.xhr || event.preventDefault());
    } else if (elt === box()) {
      sending = null;
    }
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (sending?.xhr === detail.xhr) {
      answered(detail);
    } else if (detail.elt === box() && !detail.successful) {
      goOn();
    }
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => detail.target.id === "diary" && begin());
  window.addEventListener("online", () => tries && send(true));
  window.addEventListener("pageshow", () => { saves = false; });
  document.addEventListener("visibilitychange", () => document.hidden && leave());
  window.addEventListener("pagehide", leave);
  window.addEventListener("beforeunload", (event) => {
    leave();
    const form = box();
    const unkept = form && !saves && words(form) !== kept && (tries || !fits(form));
    if (unkept || (form && !saves && "notKept" in under().dataset)) {
      event.preventDefault(); // nobody has them but this page
    }
  });
  document.addEventListener("submit", (event) => {
    const { target, submitter } = event;
    if (target.matches("[data-throws-this]")) {
      const { token, draft, version } = box().elements;
      target.elements.draft.value = draft.value || token.value;
      target.elements.version.value = version.value;
      kept = words(box()); // and nothing more is sent of it
    } else if (target === box() && !event.defaultPrevented) {
      wait();
      saves = true;
    } else if (target !== box() && !event.defaultPrevented && !waits.has(target)) {
      // Signing out, say, and all else by which the page goes: not before the words are kept.
      const going = leave();
      if (going) {
        event.preventDefault();
        waits.add(target);
        going.finally(() => target.requestSubmit(submitter));
      }
    }
  });
  begin();
}
