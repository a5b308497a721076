"""Whatever goes wrong in a browser without anybody seeing it."""

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, WebError

# A refused form or address is an answer of ours; the browser calls it a failure to load.
AN_ANSWER = r"Failed to load resource: the server responded with a status of (404|409|422) "

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy violated: ${event.violatedDirective} by ${event.blockedURI}`));
"""


class Watch:
    """Listens to every page of a browser, and tells what it heard that nobody expected."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.heard: list[str] = []
        context.on("console", self._console)
        context.on("weberror", self._error)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.heard.append(message.text)

    def _error(self, error: WebError) -> None:
        self.heard.append(f"page error: {error.error}")

    def stop(self, expected: list[str]) -> list[str]:
        """Listen no longer, and tell it."""
        self.context.remove_listener("console", self._console)
        self.context.remove_listener("weberror", self._error)
        known = [AN_ANSWER, *expected]
        return [said for said in self.heard if not any(re.match(one, said) for one in known)]


def kept_by_the_browser(page: Page) -> str:
    """Everything of this page that outlives it, or that others can read over a shoulder."""
    return str(
        page.evaluate(
            "() => JSON.stringify([localStorage, sessionStorage, history.state,"
            " document.title, location.href])"
        )
    )
