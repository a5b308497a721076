"""Browser windows that stay open from one journey to the next.

To open a window takes a browser longer than most journeys take in it. Each journey has a tab of
its own in one, without anything that an earlier one left: no cookie, nothing stored, no history.
"""

from collections import defaultdict

from playwright.sync_api import Browser, BrowserContext, Page

from journeys.hands import Way
from journeys.watch import REPORT_VIOLATIONS


class Windows:
    """All the windows of one browser, of which nobody has two at the same time."""

    def __init__(self, browser: Browser, address: str, patience: int) -> None:
        self.browser, self.address, self.patience = browser, address, patience
        self._free: dict[bool, list[BrowserContext]] = defaultdict(list)

    def take(self, way: Way) -> BrowserContext:
        """A window as if it were new, with or without scripts."""
        free = self._free[way.script]
        return free.pop() if free else self.open(way)

    def tab(self, window: BrowserContext, way: Way) -> Page:
        page = window.new_page()
        page.set_viewport_size({"width": way.width, "height": 900})
        return page

    def give_back(self, window: BrowserContext, way: Way) -> None:
        """Without what was done in it, for the next journey."""
        for page in self.tabs(window):
            page.evaluate("localStorage.clear()")
        for page in window.pages[1:]:
            page.close()
        window.set_offline(False)
        window.clear_cookies()
        self._free[way.script].append(window)

    def tabs(self, window: BrowserContext) -> list[Page]:
        """Those in which something was opened."""
        return [page for page in window.pages if page.url != "about:blank"]

    def open(self, way: Way) -> BrowserContext:
        """One that nobody had, nor has after whoever opens it and closes it again."""
        window = self.browser.new_context(
            base_url=self.address, java_script_enabled=way.script, locale="en-GB"
        )
        window.set_default_timeout(self.patience)
        window.add_init_script(REPORT_VIOLATIONS)
        window.new_page()  # an empty tab, which keeps the window open
        return window
