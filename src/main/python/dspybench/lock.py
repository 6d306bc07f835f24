"""The interpreter lock, watched and kept busy."""

from __future__ import annotations

import sys
import threading
from typing import Any

_KNOCK_EVERY_US = 1_000
_KNOCKING_US = 10_000
_RESTING_US = 90_000
"""A hundred knocks a second: a fifth of a percent of one CPU."""


def watch() -> Any | None:
    """Starts a thread that knocks at the lock now and then, and measures how long it waits.

    Returns:
        A ``gilknocker.KnockKnock``; nothing where that is not installed, or there is no lock.
    """
    if not getattr(sys, "_is_gil_enabled", lambda: True)():
        return None
    try:
        from gilknocker import KnockKnock
    except ImportError:
        return None
    knocker = KnockKnock(_KNOCK_EVERY_US, _KNOCKING_US, _RESTING_US)
    knocker.start()
    return knocker


class BusyThreads:
    """Threads that compute in Python until they are stopped, and give up the lock only when asked to."""

    def __init__(self, count: int) -> None:
        self._stopped = False
        self._threads = [threading.Thread(target=self._compute, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ends the threads and waits for it."""
        self._stopped = True
        for thread in self._threads:
            thread.join()

    def _compute(self) -> None:
        number = 0
        while not self._stopped:
            number = (number * 31 + 7) % 1_000_003
