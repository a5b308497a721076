"use strict";

// What is added to an entry, put in its place or answered goes with its page when it is saved: it is
// sent once the diary answers, and stays in its box until then.
{
  const LONGEST = 30_000; // milliseconds between two tries
  const PATIENCE = 8_000; // for which an answer is waited for
  const form = document.querySelector("form[data-saves]:not([hx-post])");
  const place = form?.querySelector(".trouble");
  let goes = false; // it is on its way, and the page with it
  let asking = false;
  let tries = 0;
  let next = null;

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
  }
}
