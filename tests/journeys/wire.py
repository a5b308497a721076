"""A wire between a browser and the server, on this machine alone, that fails as real ones do."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

AT_ONCE = 64 * 1024  # bytes
PATIENCE = 60  # seconds for which nothing may come

CARRIES = "carries"
DROPS = "drops"  # nobody is there
HANGS = "hangs"  # what is sent is taken, and never answered
CUTS = "cuts"  # what is sent arrives, and is broken off before its answer is back


class Wire:
    """Listens at `address` until it is stopped; `does` says what becomes of what goes over it."""

    def __init__(self, server: str) -> None:
        at = urlsplit(server)
        self._to = (at.hostname or "", at.port or 0)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._does = CARRIES
        self.carried = 0  # requests that arrived, as far as one goes at a time
        self.address = f"http://{at.hostname}:{self._listener.getsockname()[1]}"
        self._start(self._listen)

    @property
    def does(self) -> str:
        return self._does

    @does.setter
    def does(self, what: str) -> None:
        """From now on; what was under way is broken off."""
        self._does = what
        self._break_off()

    def stop(self) -> None:
        self._listener.close()
        self._break_off()

    def _start(self, what: Callable[..., None], *given: socket.socket) -> None:
        threading.Thread(target=what, args=given, daemon=True).start()

    def _break_off(self) -> None:
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _listen(self) -> None:
        with suppress(OSError):  # it was stopped
            while True:
                browser, _ = self._listener.accept()
                self._start(self._join, browser)

    def _join(self, browser: socket.socket) -> None:
        """Both ends of one connection, until either goes."""
        with browser, suppress(OSError):
            if self._does == DROPS:
                return
            with socket.create_connection(self._to, timeout=PATIENCE) as server:
                browser.settimeout(PATIENCE)
                self._open |= {browser, server}
                back = threading.Thread(target=self._carry, args=(server, browser), daemon=True)
                back.start()
                self._carry(browser, server)
                back.join()
                self._open -= {browser, server}

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        answer = one.getpeername()[1] == self._to[1]
        with suppress(OSError):
            while sent := one.recv(AT_ONCE):
                if self._does == CUTS and answer:
                    break
                if self._does != HANGS:
                    self.carried += not answer
                    other.sendall(sent)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
