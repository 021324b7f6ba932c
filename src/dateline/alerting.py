"""Tells what is new: makes the messages of alerts that are due, sends them, and notes what became of each."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dateline.carrying import carry
from dateline.errors import DatelineError, NotFound, QueryError
from dateline.sending.outcome import MOST_TRIES, Outcome, next_try
from dateline.sending.ways import Sending
from dateline.store import Store, open_store
from dateline.store.alerts.queue import Claim
from dateline.views.digest import of_alert
from dateline.views.digest_messages import text

_LOG = logging.getLogger("dateline.alerts")
EVERY = 20.0
"""Seconds between two looks at what is due."""


@dataclass(slots=True)
class Told:
    """What a round did: messages made, sent, to be tried again, given up; what each that was tried came to."""

    made: int = 0
    sent: int = 0
    later: int = 0
    failed: int = 0


def clock() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def tell(store: Store, how: Sending, *, now: Callable[[], datetime] = clock, changed: bool = True) -> Told:
    """Make the messages that are due and send those that wait, until none is left that can be sent now.

    Args:
        store: Where alerts and messages are kept; several may do this at once.
        how: How messages leave.
        now: The clock.
        changed: Whether anybody has written to the store since the last time: else nothing is to be told at once.

    Raises:
        StoreError: If the store cannot be written.
    """
    told = Told()
    for id in store.alerts.due(now=now(), at_once=changed):
        told.made += make(store, id, now=now())
    # Writing, even of nothing, has others draw their pages anew.
    while store.alerts.waiting(now=now()):
        claimed = store.alerts.claim(now=now())
        if claimed is None:
            break
        count(told, deliver(store, claimed, how, now=now))
    return told


def make(store: Store, id: str, *, now: datetime) -> bool:
    """Make the message of an alert that is due; one whose search cannot be understood any more stops and says so."""
    try:
        return store.alerts.make(id, now=now) is not None
    except QueryError as error:
        store.alerts.stop(id, f"its search cannot be asked any more: {error.message}")
    except NotFound:
        # Somebody removed it between the two looks.
        pass
    return False


def deliver(store: Store, claimed: Claim, how: Sending, *, now: Callable[[], datetime] = clock) -> str:
    """Send a message that was claimed, and note what became of it; return that: sent, later or failed."""
    outcome = _send(store, claimed, how)
    became = note(store, claimed, outcome, now=now())
    # Neither what is asked for nor who gets it: logs are read by others.
    told = {"alert": claimed.alert.id, "id": claimed.delivery.id, "tries": claimed.delivery.tries}
    _LOG.log(logging.INFO if became == "sent" else logging.WARNING, "message %s", became, extra=told)
    return became


def note(store: Store, claimed: Claim, outcome: Outcome, *, now: datetime) -> str:
    """Note what became of a message; return that: sent, later or failed."""
    sent = outcome.kind == "sent"
    again = next_try(outcome, tries=claimed.delivery.tries, id=claimed.delivery.id, now=now)
    store.alerts.settle(claimed, sent=sent, says=outcome.says, again=again, now=now)
    return "sent" if sent else "later" if again else "failed"


def send_now(store: Store, alert: str, how: Sending, *, out: Callable[[str], object]) -> Iterator[Outcome]:
    """Send the messages of one alert that wait, due or not; yield what became of each, up to the first that fails.

    Args:
        store: Where they are kept.
        alert: The id of the alert.
        how: How messages leave.
        out: Prints what is for printing.
    """
    while (claimed := store.alerts.claim(now=clock(), alert=alert)) is not None:
        outcome = _printed(store, claimed, how, out) if claimed.alert.channel == "print" else _send(store, claimed, how)
        note(store, claimed, outcome, now=clock())
        yield outcome
        if outcome.kind != "sent":
            return


def _printed(store: Store, claimed: Claim, how: Sending, out: Callable[[str], object]) -> Outcome:
    found = of_alert(store, claimed.alert, claimed.delivery.articles)
    try:
        out(text(found, base=how.base))
    except OSError:
        # Who read it went away: it is printed again the next time, at once.
        store.alerts.settle(claimed, sent=False, says="was not read to its end", again=clock(), now=clock())
        raise
    return Outcome(kind="sent", says="printed")


def count(told: Told, what: str) -> None:
    """Count what became of a message."""
    told.sent += what == "sent"
    told.later += what == "later"
    told.failed += what == "failed"


def _send(store: Store, claimed: Claim, how: Sending) -> Outcome:
    if claimed.delivery.tries > MOST_TRIES:
        return Outcome(kind="never", says=f"was begun {MOST_TRIES} times and never ended")
    return carry(store, claimed.alert, claimed.delivery, how)


def keep_telling(store: str | Path, how: Sending, stop: threading.Event, *, every: float = EVERY) -> None:
    """Tell what is new until somebody says stop; what fails is logged, and tried again.

    Args:
        store: The file of the store.
        how: How messages leave.
        stop: Set when it is to end.
        every: Seconds between two looks.
    """
    with open_store(store) as opened:
        before: object = None
        while not stop.is_set():
            # Taken before looking: what is written meanwhile is looked at the next time.
            stamp = opened.stamp()
            try:
                tell(opened, how, changed=stamp != before)
                before = stamp
            except DatelineError as error:
                _LOG.warning("nothing could be told: %s", error)
            stop.wait(every)
