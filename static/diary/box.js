"use strict";

// Boxes to write in grow with the words, and say how many there are once that comes near the limit.
{
  const NEAR = 0.9; // of it
  const GROWS = CSS.supports("field-sizing", "content");
  const boxes = () => document.querySelectorAll("textarea[data-limit]");
  const said = (number) => number.toLocaleString("en-GB");
  // As Python counts: a character that takes two of JavaScript's places is one.
  const length = (box) => [...box.value].length;
  const isTooLong = (box) =>
    box.value.length > box.dataset.limit && length(box) > box.dataset.limit;

  const place = (box) => {
    const id = `${box.id}_count`;
    let found = document.getElementById(id);
    if (!found) {
      found = document.createElement("p");
      found.id = id;
      found.className = "count";
      box.after(found);
      const described = box.getAttribute("aria-describedby");
      box.setAttribute("aria-describedby", described ? `${described} ${id}` : id);
    }
    return found;
  };
  const count = (box) => {
    const near = box.value.length >= NEAR * box.dataset.limit;
    if (near || document.getElementById(`${box.id}_count`)) {
      const limit = said(+box.dataset.limit);
      place(box).hidden = !near;
      place(box).classList.toggle("count--over", isTooLong(box));
      place(box).textContent = isTooLong(box)
        ? `${said(length(box))} characters; the diary takes ${limit}. Save the rest as another contact.`
        : `${said(length(box))} of ${limit} characters`;
    }
  };
  const grow = (box) => {
    if (!GROWS) {
      box.style.height = "auto";
      box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
    }
  };
  const look = (box) => {
    count(box);
    grow(box);
  };

  document.addEventListener("input", ({ target }) => target.matches("textarea[data-limit]") && look(target));
  document.addEventListener("htmx:afterSwap", () => boxes().forEach(look));
  document.addEventListener("submit", (event) => {
    const box = event.target.querySelector("textarea[data-limit]");
    if (box && isTooLong(box)) {
      event.preventDefault();
      event.stopImmediatePropagation(); // nor does htmx send it
      place(box).setAttribute("role", "alert");
      count(box);
      box.focus();
    }
  }, true);
  boxes().forEach(look);
}
