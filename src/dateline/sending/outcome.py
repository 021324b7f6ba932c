"""What became of a message: sent, to be tried again, or never to be tried again; and when to try again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

MOST_TRIES = 8
"""So often one message is tried, over about a day; then its alert stops and says why."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
LONGEST_ASKED = timedelta(hours=24)
"""However long a server asks us to wait, it is no longer than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a message.

    Args:
        kind: sent; later: worth another try; never: the recipient wants none, or there is none.
        says: What the other side said, or what happened, in a sentence.
        wait: How long the other side asks us to wait.
    """

    kind: Literal["sent", "later", "never"]
    says: str
    wait: timedelta | None = None


def next_try(outcome: Outcome, *, tries: int, id: str, now: datetime) -> datetime | None:
    """Return when to try again; None: never.

    Each wait is four times as long as the one before, and up to a fifth longer than that, so that messages which failed
    together do not all come back together.

    Args:
        outcome: What became of the last try.
        tries: How many there were.
        id: The message's id, which says how much longer.
        now: When the last one ended.
    """
    if outcome.kind != "later" or tries >= MOST_TRIES:
        return None
    wait = min(FIRST_WAIT * (1 << 2 * (tries - 1)), LONGEST_WAIT)
    share = hashlib.sha256(f"{id}.{tries}".encode()).digest()[0] / 255
    return now + max(wait * (1 + share / 5), min(outcome.wait or timedelta(), LONGEST_ASKED))
