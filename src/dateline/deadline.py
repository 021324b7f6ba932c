"""A bound on how long one page may take, so that one that never ends does not hold up the others."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn


class Overdue(BaseException):
    """The time is over. No Exception, so that no step of reading takes it for its own failure."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise Overdue if the work inside takes longer.

    Timers of the operating system reach only the main thread of a process, and there are none on Windows: elsewhere
    (the desk reads in threads, one person waiting) the work goes on without a bound.

    Args:
        seconds: How long the work may take.

    Raises:
        Overdue: When the time is over; the regular expressions of Python look for it, too.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise Overdue(seconds)

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
