"""What a person does at a page, with a pointer or with the keyboard alone."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

IS_FOCUSED = "element => element === document.activeElement"
# Whoever presses Tab sees where they are and stops there. To look after each press takes as long
# as the press, so a few are made at once, and those that come after the last have no effect.
STOP_HERE = """
element => {
  self.goOn = new AbortController();
  const stop = (event) => {
    if (event.key === "Tab" && element === document.activeElement) event.preventDefault();
  };
  addEventListener("keydown", stop, { capture: true, signal: self.goOn.signal });
}
"""
GO_ON = "() => self.goOn.abort()"
AT_ONCE, FARTHEST = 5, 400  # presses of Tab; no page of ours has as many places to stop at


@dataclass(frozen=True)
class Way:
    """How somebody comes to the diary: how wide, with what, and whether scripts run."""

    name: str
    width: int
    keyboard: bool = False
    script: bool = True


LAPTOP = Way("laptop", 1280)
PHONE = Way("phone", 390)
KEYBOARD_ALONE = Way("laptop, keyboard alone", 1280, keyboard=True)
WITHOUT_SCRIPT = Way("phone, no JavaScript", 390, script=False)
# Between them each width, either hand, and pages without scripts.
WAYS = [KEYBOARD_ALONE, PHONE, WITHOUT_SCRIPT]
WITH_SCRIPT = [KEYBOARD_ALONE, PHONE]


@dataclass
class Hands:
    """One person at one page. Everything they do goes through here, so that either hand can."""

    page: Page
    way: Way
    expected: list[str] = field(default_factory=list)  # what the console may say, as patterns

    def open(self, address: str) -> None:
        self.page.goto(address)

    def press(self, what: Locator, key: str = "Enter") -> None:
        """Press a link, a button, a fold or a tick."""
        if self.way.keyboard:
            self.reach(what)
            self.page.keyboard.press(key)
        else:
            what.click()

    def press_button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name))

    def press_link(self, name: str) -> None:
        self.press(self.page.get_by_role("link", name=name, exact=True))

    def write(self, where: Locator, text: str) -> None:
        """Put these words in the place of what stands in a field."""
        if not self.way.keyboard:
            where.fill(text)
            return
        self.reach(where)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def choose_kind(self, name: str) -> None:
        radio = self.page.get_by_role("radio", name=name)
        if not self.way.keyboard:
            radio.check()
            return
        self.reach(self.page.get_by_role("radio").first)
        self.page.keyboard.press("Space")
        while not radio.is_checked():
            self.page.keyboard.press("ArrowRight")

    def choose(self, where: Locator, option: str) -> None:
        if self.way.keyboard:
            self.reach(where)
            self.page.keyboard.type(option)
        else:
            where.select_option(label=option)

    def reach(self, what: Locator) -> None:
        """Go to something with Tab alone, as somebody without a pointer must."""
        there = what.element_handle()
        there.evaluate(STOP_HERE)
        for _ in range(0, FARTHEST, AT_ONCE):
            if there.evaluate(IS_FOCUSED):
                self.page.evaluate(GO_ON)
                return
            for _ in range(AT_ONCE):
                self.page.keyboard.press("Tab")
        raise AssertionError(f"{what} cannot be reached with the keyboard")

    def lose_the_network(self) -> None:
        """The browser and htmx both report it, and it is meant to happen."""
        self.expected += ["Failed to load resource: net::ERR_INTERNET_DISCONNECTED", "htmx:"]
        self.page.context.set_offline(True)

    def find_the_network(self) -> None:
        self.page.context.set_offline(False)
