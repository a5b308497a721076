"use strict";

// What a page does beyond its forms and links. Everything here also works without it.

document.documentElement.classList.add("script");

// Ctrl+Enter saves.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.target.closest("form[data-saves]")?.requestSubmit();
  }
});

// Pressing a chosen kind again takes it away.
let chosen = null;
document.addEventListener("pointerdown", (event) => {
  const radio = event.target.closest(".kinds__one")?.querySelector("input");
  chosen = radio?.checked ? radio : null;
});
document.addEventListener("click", (event) => {
  if (event.target === chosen) {
    chosen.checked = false;
    chosen = null;
  }
});

// Nobody on the list is looked up again to narrow it: no request, nothing in the address.
const fold = (text) =>
  text.normalize("NFKD").replace(/[\p{M}'’‘`´ʼ]/gu, "").replace(/[-‐‑–]/g, " ")
    .toLowerCase().replaceAll("ł", "l").replaceAll("ø", "o").replaceAll("đ", "d")
    .replaceAll("ß", "ss").replaceAll("æ", "ae").replace(/\s+/g, " ").trim();

const narrow = (typed) => {
  const wanted = fold(typed);
  let found = 0;
  for (const row of document.querySelectorAll("tr[data-find]")) {
    row.hidden = !row.dataset.find.includes(wanted);
    found += !row.hidden;
  }
  for (const group of document.querySelectorAll("details.fold:has(.people)")) {
    group.open = wanted !== "" && group.querySelector("tr[data-find]:not([hidden])") !== null;
  }
  document.querySelector(".nobody").hidden = found > 0;
};

const box = document.querySelector(".narrow input[name=find]");
box?.addEventListener("input", () => narrow(box.value));
box?.form.addEventListener("submit", (event) => event.preventDefault());

// After a save the next words can be written at once.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "diary") {
    const diary = document.getElementById("diary");
    (diary.querySelector("[autofocus]") ?? diary.querySelector("textarea"))?.focus();
  }
});

// What could not be saved stays in the box, and the page says so.
const trouble = (event, sentence) => {
  const place = event.detail.elt.querySelector?.(".box__trouble");
  if (place) {
    place.textContent = sentence;
    place.hidden = false;
  }
};
document.addEventListener("htmx:sendError", (event) =>
  trouble(event, "Not saved: no connection. Your words are still here. Try again."));
document.addEventListener("htmx:responseError", (event) =>
  trouble(event, event.detail.xhr.status === 401
    ? "Not saved: you have been signed out. Copy your words, sign in again, and save them."
    : "Not saved: the diary did not answer as it should. Your words are still here. Try again."));
