"""An alert: a search that is asked again and again, and what is new in it is told to somebody, in its rhythm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateline.errors import BadInput

Pace = Literal["at-once", "hourly", "daily", "weekly", "on-demand"]
Channel = Literal["mail", "webhook", "print"]
Each = Literal["story", "article"]
State = Literal["active", "paused", "stopped"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST_ADDRESS = 254
# RFC 5321's dot-string; what is quoted or holds other letters is refused by too many servers.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@({_LABEL}(?:\.{_LABEL})*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When an alert is told.

    Args:
        pace: at-once; at every full hour; daily or weekly at a time of day; on-demand: when somebody asks for it.
        at: The time of day, for daily and weekly.
        weekday: 0 is Monday, for weekly.
        zone: The time zone of that time, by its name (IANA).
    """

    pace: Pace
    at: time = time(8)
    weekday: int = 0
    zone: str = "UTC"

    def next(self, after: datetime) -> datetime | None:
        """Return the next moment to tell, in UTC; None if nobody knows.

        At once is the moment itself. An hour that clocks skip is taken an hour later, one they repeat the first time.

        Args:
            after: The moment it must lie behind, with time zone.
        """
        match self.pace:
            case "on-demand":
                return None
            case "at-once":
                return after.astimezone(UTC)
            case "hourly":
                full = after.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
                return full + timedelta(hours=1)
        local = after.astimezone(ZoneInfo(self.zone))
        for days in range(9):
            day = local.date() + timedelta(days=days)
            if self.pace == "daily" or day.weekday() == self.weekday:
                moment = datetime.combine(day, self.at, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)
                if moment > after:
                    return moment
        return None

    @property
    def words(self) -> str:
        """It in words: "daily at 08:00 (Europe/Oslo)"."""
        if self.pace not in ("daily", "weekly"):
            return self.pace.replace("-", " ")
        day = f" on {WEEKDAYS[self.weekday].capitalize()}" if self.pace == "weekly" else ""
        return f"{self.pace}{day} at {self.at:%H:%M} ({self.zone})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """An alert.

    Args:
        id: What it is known by.
        name: What people call it; no other has the same.
        query: What it asks, in the search language; empty: everything.
        each: story: a story is told once, when its first article fits; article: each article that fits is told.
        channel: mail; webhook; print: it is told to whoever asks for it.
        recipient: The address of mail or webhook; empty for print.
        rhythm: When.
        state: active; paused by somebody; stopped, because it cannot be told.
        reason: Why it is paused or stopped.
        secret: What webhooks are signed with, and the address that ends it.
        created_at, by: Since when, and by whom it was made.
        began: What was in the store before is nothing new.
        since: What was added to the store before was looked at.
        due_at: When it is told next; None if only on demand.
    """

    id: str
    name: str
    query: str
    each: Each
    channel: Channel
    recipient: str
    rhythm: Rhythm
    state: State = "active"
    reason: str | None = None
    secret: str
    created_at: datetime
    by: str
    began: datetime
    since: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A message of an alert: what it tells, and what became of it.

    Args:
        id: The same however often it is tried; mail and webhooks carry it.
        alert: The id of its alert.
        made_at: When it was found that there is something to tell.
        articles: What it tells: of each article the id of its first version, which no later version changes.
        state: waiting, to be sent or tried again; sent; failed.
        tries: How often it was tried.
        due_at: When it is tried next.
        says: What the other side said, or what went wrong.
        settled_at: When it was last tried.
    """

    id: str
    alert: str
    made_at: datetime
    articles: tuple[str, ...]
    state: Literal["waiting", "sent", "failed"] = "waiting"
    tries: int = 0
    due_at: datetime
    says: str | None = None
    settled_at: datetime | None = None


def rhythm_named(pace: str, *, at: str = "08:00", on: str = "monday", zone: str = "UTC") -> Rhythm:
    """Return the rhythm that is written in words.

    Args:
        pace: at-once, hourly, daily, weekly or on-demand.
        at: The time of day, such as 08:00.
        on: The day of the week.
        zone: The name of the time zone.

    Raises:
        BadInput: If one of them is none.
    """
    if pace not in get_args(Pace):
        raise BadInput(f"{pace or 'nothing'} is no rhythm; there are {', '.join(get_args(Pace))}")
    if on.lower() not in WEEKDAYS:
        raise BadInput(f"{on or 'nothing'} is no day of the week")
    if not is_zone(zone):
        raise BadInput(f"{zone or 'nothing'} is no time zone; they are called like Europe/Oslo")
    try:
        clock = datetime.strptime(at.strip(), "%H:%M").time()
    except ValueError as error:
        raise BadInput(f"{at or 'nothing'} is no time of day; write it like 08:00") from error
    return Rhythm(pace=pace, at=clock, weekday=WEEKDAYS.index(on.lower()), zone=zone)  # type: ignore[arg-type]


def mail_parts(address: str) -> tuple[str, str] | None:
    """Return the local part and the domain of a mail address; None if it is none."""
    found = _MAIL.fullmatch(address) if len(address) <= _LONGEST_ADDRESS else None
    return (found[1], found[2]) if found else None


def is_hook(url: str) -> bool:
    """Say whether something may be the address of a webhook: http or https, a host, no password."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        return False


def is_zone(name: str) -> bool:
    """Say whether there is a time zone of that name."""
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
