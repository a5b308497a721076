"use strict";

// What is added to an entry, put in its place or answered stands in its box alone until it is
// saved: whoever leaves is asked first, and it is sent once the diary answers.
{
  const LONGEST = 30_000; // milliseconds between two tries
  const PATIENCE = 8_000; // for which an answer is waited for
  const form = document.querySelector("form[data-saves]:not([data-drafts])");
  const place = form?.querySelector(".trouble");
  const refused = document.querySelector(".govuk-error-summary") !== null; // what stands there
  let goes = false; // it is on its way, and the page with it
  let asking = false;
  let tries = 0;
  let next = null;

  const unsaved = () => [...form.querySelectorAll("textarea")].some(
    ({ value, defaultValue }) => value.trim() && (refused || value !== defaultValue));

  // To ask how the session stands is no activity, and any answer but a failure will do.
  const answers = () => fetch(document.querySelector("[data-session]").dataset.session, {
    headers: { "HX-Request": "true" },
    signal: AbortSignal.timeout(PATIENCE),
  }).then(({ status }) => status < 500, () => false);

  const say = (then) => {
    place.textContent = `Not saved: no connection. Your words are still here. ${then}`;
    place.hidden = false;
  };

  const send = async () => {
    const pressed = {};
    next = pressed;
    asking = true;
    const there = await answers();
    asking = false;
    if (next !== pressed) {
      return; // written on meanwhile
    }
    if (there) {
      goes = true;
      form.requestSubmit();
    } else {
      say("Trying again by itself: keep this page open.");
      setTimeout(() => next === pressed && send(), Math.min(LONGEST, 1000 * 2 ** tries++));
    }
  };

  if (form) {
    form.addEventListener("submit", (event) => {
      if (!goes) {
        event.preventDefault();
        asking || send();
      }
    });
    form.addEventListener("input", () => {
      next = null;
      tries = 0;
      place.hidden || say("Press the button again: they are saved once only.");
    });
    window.addEventListener("pageshow", () => { goes = false; });
    window.addEventListener("beforeunload", (event) => goes || (unsaved() && event.preventDefault()));
  }
}
