"use strict";

// What a page does beyond its forms and links. Everything here also works without it.

document.documentElement.classList.add("script");

// htmx notes the address, with whatever was searched for, in the browser's storage: not here.
sessionStorage.removeItem("htmx-current-path-for-history");

// Ctrl+Enter saves.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.target.closest("form[data-saves]")?.requestSubmit();
  }
});

// Pressing a chosen kind again, or Space on it, takes it away.
let chosen = null;
const remember = (radio) => { chosen = radio?.checked ? radio : null; };
const takeAway = (event) => {
  if (chosen && event.target === chosen) {
    event.type === "keyup" && event.preventDefault(); // else Space would choose it again
    chosen.checked = false;
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
    chosen = null;
  }
};
document.addEventListener("pointerdown", (event) =>
  remember(event.target.closest(".kinds__one")?.querySelector("input")));
document.addEventListener("click", takeAway);
document.addEventListener("keydown", (event) =>
  remember(event.key === " " ? event.target.closest(".kinds input") : null));
document.addEventListener("keyup", (event) => event.key === " " && takeAway(event));

// Nobody on the list is looked up again to narrow it: no request, nothing in the address.
// The same letters as `fold` in contacts/formats/texts.py.
const strokes = { ł: "l", ø: "o", đ: "d", ħ: "h", ŧ: "t", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th", ð: "d", ə: "e" };
const fold = (text) =>
  text.normalize("NFKD").toLowerCase().normalize("NFKD")
    .replace(/\p{M}|['`´ʻʼ‘’‛＇]/gu, "").replace(/[-‐‑‒–]/g, " ")
    .replace(/[łøđħŧıßæœþðə]/g, (letter) => strokes[letter]).replace(/\s+/g, " ").trim();

const narrow = (typed) => {
  const wanted = fold(typed);
  let found = 0;
  for (const row of document.querySelectorAll("tr[data-find]")) {
    row.hidden = !row.dataset.find.includes(wanted);
    found += !row.hidden;
  }
  for (const table of document.querySelectorAll(".people")) {
    const empty = table.querySelector("tr[data-find]:not([hidden])") === null;
    const group = table.closest(".group");
    (group ?? table).hidden = empty;
    if (group) {
      group.open = wanted !== "" && !empty;
    }
  }
  document.querySelector(".nobody").hidden = found > 0;
};

const box = document.querySelector(".narrow input[name=find]");
box?.addEventListener("input", () => narrow(box.value));
box?.form.addEventListener("submit", (event) => event.preventDefault());
// On the way back a browser may have kept what was typed.
window.addEventListener("pageshow", () => box?.value && narrow(box.value));

// A long file takes its time to get here.
document.querySelector("form[data-sends]")?.addEventListener("submit", (event) => {
  event.target.querySelector(".sending").hidden = false;
});

// Paper is one press away; the browser's own menu does the same.
const onPaper = document.querySelector("[data-print]");
if (onPaper) {
  onPaper.hidden = false;
  onPaper.addEventListener("click", () => window.print());
}

// One press copies an entry as nDelius takes it, and the diary remembers that nDelius has it.
const intoClipboard = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { // there is none, or it may not be written to
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    const copied = document.execCommand("copy");
    box.remove();
    return copied;
  }
};
document.addEventListener("click", async (event) => {
  const press = event.target.closest("[data-copies]");
  if (!press) return;
  const place = press.closest("[data-copying]");
  const from = document.getElementById(press.dataset.copies);
  const copied = await intoClipboard(from.value ?? from.textContent);
  press.focus();
  place.querySelector("[data-said]").textContent = copied ? place.dataset.copying : "Not copied: copy it by hand.";
  place.querySelector("[data-then]")?.removeAttribute("hidden");
  copied || place.querySelector("[data-by-hand]")?.classList.remove("no-script");
  if (copied && "copiesAll" in press.dataset) {
    const form = press.form ?? place.querySelector("form");
    // It is copied, whether the diary hears of it or not.
    htmx.ajax("POST", form.action, { source: form, swap: "none" }).catch(() => {});
  }
});

// After a save the next words can be written at once.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "diary") {
    const diary = document.getElementById("diary");
    (diary.querySelector("[autofocus]") ?? diary.querySelector("form[data-saves] textarea"))?.focus();
  }
});

// Pressed once more as it was being saved: the box is empty since it is saved already.
document.addEventListener("submit", (event) => {
  const notes = event.target.matches("[data-drafts]") && event.target.elements.notes;
  if (notes && !notes.value.trim() && document.querySelector("#diary .saved")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    notes.focus();
  }
}, true);

// What could not be saved stays in the box, and the page says so and tries again by itself until
// the words change: sent twice, they are saved once.
let nextTry = null;
let tried = 0;
let byItself = false;
const again = (form) => {
  nextTry = null;
  byItself = true;
  form.isConnected && form.requestSubmit();
  byItself = false;
};
const stopTrying = () => {
  clearTimeout(nextTry);
  nextTry = null;
  tried = 0;
};
const trouble = (event, why, then) => {
  const { elt } = event.detail;
  const press = elt.closest(".open, form.readings");
  const form = press ? null : elt.closest("form");
  const place = (press ?? form ?? elt.closest(".older"))?.querySelector(".trouble");
  if (place && elt.id !== "kept") {
    place.textContent = form
      ? `Not saved: ${why} Your words are still here. ${then}`
      : `Not ${press ? "done" : "shown"}: ${why} Try again.`;
    place.hidden = false;
    press || document.querySelector(".saved")?.remove();
    if (form && then === TRYING) {
      clearTimeout(nextTry);
      nextTry = setTimeout(again, Math.min(30_000, 1000 * 2 ** tried++), form);
    }
  }
};
const TRYING = "Trying again by itself: keep this page open.";
const AGAIN = "Press Save again: they are saved once only.";
const gone = (event) => trouble(event, "no connection.", TRYING);
document.addEventListener("htmx:sendError", gone);
document.addEventListener("htmx:timeout", gone);
// What 401 and 403 say, session.js shows.
document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  if (![401, 403].includes(status)) {
    const why = status === 503 ? "is not available just now" : "did not answer as it should";
    trouble(event, `the diary ${why}.`, status < 500 ? AGAIN : TRYING);
  }
});
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.elt.matches("form[data-saves]")) {
    clearTimeout(nextTry);
    byItself && (detail.headers["By-Itself"] = "yes"); // nobody is at it, to be kept signed in
  }
});
document.addEventListener("htmx:afterSwap", (event) =>
  event.detail.target.id === "diary" && stopTrying());
document.addEventListener("input", (event) => {
  if (nextTry !== null && event.target.form?.matches("[data-saves]")) {
    stopTrying();
    event.target.form.querySelector(".trouble").textContent =
      `Not saved. Your words are still here. ${AGAIN}`;
  }
});
window.addEventListener("online", () => {
  const form = document.querySelector("form[data-saves]");
  if (nextTry !== null && form) {
    clearTimeout(nextTry);
    again(form);
  }
});
