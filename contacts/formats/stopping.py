"""Whether the server has been told to stop, so that what is still going out can say so."""

import threading

told = threading.Event()
