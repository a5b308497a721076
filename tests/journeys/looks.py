"""What every page must be, whoever reads it and however: said as a list of what is wrong."""

from collections.abc import Callable
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT as AXE
from playwright.sync_api import Locator, Page

LAPTOP, PHONE = 1280, 390
Look = Callable[[Page], list[str]]

# `target-size` is off in axe unless asked for: 24 pixels, or room enough around.
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
VIOLATIONS = "rules => axe.run(rules).then(found => found.violations)"

TOO_WIDE = """
() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.querySelectorAll("body *")].filter((element) =>
    element.scrollWidth > room || element.getBoundingClientRect().right > room + 1);
  return wide.map((element) => `wider than the page: ${element.tagName}.${element.className}`);
}
"""

# The lines, letters and words as far apart as a reader may set them (WCAG 2.2, 1.4.12).
SPACED_OUT = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}
"""
AS_IT_WAS = (
    "() => { document.adoptedStyleSheets = []; document.documentElement.style.fontSize = '' }"
)

# A line that can be read: in view as a whole, and nothing lies over any corner of it.
UNCOVERED = """
element => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return [[left, top], [right, top], [left, bottom], [right, bottom]].every(([x, y]) =>
    element.contains(document.elementFromPoint(
      x === left ? x + 1 : x - 1, y === top ? y + 1 : y - 1)));
}
"""

TWICE_AS_LARGE = "() => { document.documentElement.style.fontSize = '200%' }"

# How the focus shows: on the element itself, or on the label that lies over a hidden one.
FOCUS = """
() => {
  const element = document.activeElement;
  const choice = element.closest(".kinds__one, .govuk-checkboxes__item");
  const shown = choice?.querySelector("label") ?? element;
  const drawn = element.matches(".govuk-checkboxes__input") ? "::before" : null;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown, drawn);
  const box = shown.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {
    name: `${element.tagName} ${element.textContent.trim().slice(0, 40)}`,
    nowhere: element === document.body,
    seen: (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none",
    covered: !(top && (shown.contains(top) || top.contains(shown) || element.contains(top))),
    small: !["auto", "inline"].includes(getComputedStyle(shown).display) && box.height < 24,
  };
}
"""


def faults(page: Page) -> list[str]:
    """What axe finds on this page, and what it does not look for."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = [_said(violation) for violation in page.evaluate(VIOLATIONS, RULES)]
    headings = page.get_by_role("heading", level=1).count()
    if headings != 1:
        found.append(f"{headings} headings of the first level")
    return found + page.evaluate(TOO_WIDE)


def in_the_clear(element: Locator) -> bool:
    """Whether all of it is in view and nothing lies over it."""
    return bool(element.evaluate(UNCOVERED))


def _said(violation: dict[str, Any]) -> str:
    where = ", ".join(str(node["target"]) for node in violation["nodes"][:3])
    return f"{violation['id']}: {violation['help']} at {where}"


def at_both_widths(page: Page, *looks: Look) -> list[str]:
    """What each look finds on a laptop's page, and on the same when it is as narrow as a phone."""
    found = []
    for look in looks:
        for width in (PHONE, LAPTOP):
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{page.url}, {width} pixels: {fault}" for fault in look(page)]
    return found


def faults_with_every_fold_open(page: Page) -> list[str]:
    """They stay open: a look of another kind comes before this one."""
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    return faults(page)


def faults_when_spaced_out(page: Page) -> list[str]:
    return _too_wide_once(page, SPACED_OUT)


def faults_when_twice_as_large(page: Page) -> list[str]:
    return _too_wide_once(page, TWICE_AS_LARGE)


def _too_wide_once(page: Page, changed: str) -> list[str]:
    page.evaluate(changed)
    found = list(page.evaluate(TOO_WIDE))
    page.evaluate(AS_IT_WAS)
    return found


def faults_of_focus(page: Page) -> list[str]:
    """Tab through everything: each stop shows, and nothing lies over it."""
    found = []
    for number in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["nowhere"]:
            return found if number else ["there is nowhere to stop"]
        for fault in ("covered", "small"):
            if stop[fault]:
                found.append(f"{stop['name']} is {fault}")
        if not stop["seen"]:
            found.append(f"{stop['name']} does not show that it has the focus")
    return [*found, "the end is never reached"]
