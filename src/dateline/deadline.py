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

    Time of the processor counts, not of the clock: which pages are read must not depend on what else the machine does.
    Reading waits for nothing, so that what takes no time of the processor does not take long.

    Timers of the operating system reach only the main thread of a process, and there are none on Windows: elsewhere
    (the desk reads in threads, one person waiting) the work goes on without a bound.

    Args:
        seconds: How long the work may take, in seconds of the processor, all threads of the process together.

    Raises:
        Overdue: When the time is over; the regular expressions of Python look for it, too.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise Overdue(seconds)

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
