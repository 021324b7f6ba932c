"""What a store is asked about alerts; `store.alerts` answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from dateline.errors import BadInput
from dateline.model.alert import Alert, Channel, Delivery, Each, Rhythm, is_hook, mail_parts
from dateline.store.alerts import finding, queue, rows
from dateline.store.alerts.preview import Firing, preview
from dateline.store.alerts.queue import Claim
from dateline.store.language import parse
from dateline.store.lists import ArticleRow, Listing
from dateline.store.opened import Opened
from dateline.store.query import printed
from dateline.store.search import understood

LONGEST_NAME = 100
LOOK_BACK = timedelta(days=1)
"""What is asked for on demand tells what came within this time, the first time it is asked for."""
_IDLE = timedelta(hours=2)
"""Where nothing is new, it is noted so seldom that it was looked at: pages are kept as long as nobody writes."""


class Alerts(Opened):
    """The alerts of a store; each is found by its id or its name."""

    def __init__(self, where: str, engine: Engine, *, read_only: bool) -> None:
        self.where, self.read_only = where, read_only
        self._engine = engine

    def add(
        self,
        name: str,
        query: str,
        *,
        channel: Channel,
        recipient: str,
        rhythm: Rhythm,
        each: Each,
        by: str,
        now: datetime | None = None,
    ) -> Alert:
        """Make an alert; what is added to the store from now on is told.

        Raises:
            BadInput: If the name is taken or none, or the recipient is none that the channel knows.
            QueryError: If the query cannot be understood.
        """
        now = now or datetime.now(UTC)
        name, query = _checked(name, query, channel, recipient.strip())
        began = now - LOOK_BACK if rhythm.pace == "on-demand" else now
        made = Alert(
            id=rows.new_id(),
            name=name,
            query=query,
            each=each,
            channel=channel,
            recipient=recipient.strip(),
            rhythm=rhythm,
            secret=rows.new_secret(),
            created_at=now,
            by=by,
            began=began,
            since=began,
            due_at=rhythm.next(now),
        )
        with self._changing() as connection:
            # What asks for a saved search is understood only where that is kept.
            understood(connection, query, now=now)
            rows.keep(connection, made)
        return made

    def all(self) -> tuple[Alert, ...]:
        """Return all alerts, by name."""
        with self._reading() as connection:
            return rows.every(connection)

    def get(self, named: str) -> Alert:
        """Return the alert of an id or a name.

        Raises:
            NotFound: If there is none.
        """
        with self._reading() as connection:
            return rows.find(connection, named)[2]

    def pause(self, named: str, *, by: str) -> None:
        """Let an alert rest; what comes meanwhile is told when it goes on."""
        with self._changing() as connection:
            key, _, alert = rows.find(connection, named)
            if alert.state == "active":
                rows.put_state(connection, key, "paused", f"paused by {by}")

    def stop(self, named: str, reason: str) -> None:
        """Stop an alert for a reason; `resume` lets it go on."""
        with self._changing() as connection:
            rows.put_state(connection, rows.find(connection, named)[0], "stopped", reason)

    def resume(self, named: str, *, now: datetime | None = None) -> None:
        """Let an alert go on: what could not be sent is tried again, and what came meanwhile is told next time."""
        with self._changing() as connection:
            key, _, alert = rows.find(connection, named)
            if alert.state != "active":
                rows.resume(connection, key, alert, now=now or datetime.now(UTC))

    def remove(self, named: str) -> None:
        """Remove an alert with its log."""
        with self._changing() as connection:
            rows.remove(connection, rows.find(connection, named)[0])

    def due(self, *, now: datetime, at_once: bool = True) -> tuple[str, ...]:
        """Return the ids of the alerts that are to be looked at for what is new, with those that are told at once."""
        with self._reading() as connection:
            return rows.due(connection, now, at_once=at_once)

    def make(self, id: str, *, now: datetime, asked_for: bool = False) -> str | None:
        """Make the message of an alert, if it is due (or asked for) and there is anything to tell; return its id.

        Raises:
            QueryError: If its search can be understood no more.
        """
        if not asked_for and self._idle(id, now):
            return None
        with self._changing() as connection:
            return queue.make(connection, id, now=now, asked_for=asked_for)

    def _idle(self, id: str, now: datetime) -> bool:
        """Say whether an alert that is looked at again and again has nothing to tell, without writing so."""
        with self._reading() as connection:
            key, _, alert = rows.find(connection, id)
            if alert.rhythm.pace != "at-once" or alert.since < now - _IDLE:
                return False
            return not queue.news_of(connection, key, alert, now=now)

    def claim(self, *, now: datetime, alert: str | None = None) -> Claim | None:
        """Claim a message that is to be sent; see `dateline.store.alerts.queue.claim`."""
        with self._changing() as connection:
            return queue.claim(connection, now=now, alert=alert)

    def waiting(self, *, now: datetime) -> bool:
        """Say whether a message is to be sent."""
        with self._reading() as connection:
            return queue.any_due(connection, now=now)

    def settle(self, claimed: Claim, *, sent: bool, says: str, again: datetime | None, now: datetime) -> None:
        """Note what became of a message; see `dateline.store.alerts.queue.settle`."""
        with self._changing() as connection:
            queue.settle(connection, claimed, sent=sent, says=says, again=again, now=now)

    def log(self, named: str, *, limit: int = 50, cursor: str | None = None) -> Listing[Delivery]:
        """Return the messages of an alert, the latest first.

        Raises:
            NotFound: If there is no such alert.
        """
        with self._reading() as connection:
            return queue.log(connection, named, limit=limit, cursor=cursor)

    def preview(
        self, query: str, *, each: Each, rhythm: Rhythm, since: datetime, until: datetime
    ) -> tuple[Firing, ...]:
        """Return when a search would have been told; see `dateline.store.alerts.preview`."""
        with self._reading() as connection:
            return preview(connection, query, each=each, rhythm=rhythm, since=since, until=until)

    def since(self, query: str, *, since: datetime, now: datetime | None = None) -> tuple[str, ...]:
        """Return what fits and was added since: the ids of first versions of articles, the first ones first.

        Raises:
            QueryError: If the query cannot be understood.
        """
        with self._reading() as connection:
            asked = understood(connection, query, now=now or datetime.now(UTC))
            return tuple(new.article for new in finding.found(connection, asked, began=since, since=since))

    def currently(self, articles: Iterable[str]) -> dict[str, ArticleRow]:
        """Return the current versions of articles by the ids of their first ones; what is gone is left out."""
        with self._reading() as connection:
            return finding.currently(connection, articles)


def _checked(name: str, query: str, channel: Channel, recipient: str) -> tuple[str, str]:
    """Return the name and the query of an alert as they are kept."""
    part = parse(query)
    name = " ".join(name.split()) or printed(part)[:LONGEST_NAME].strip() or "Everything"
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise BadInput(f"the name of an alert has 1 to {LONGEST_NAME} characters, all on one line")
    if channel == "mail" and mail_parts(recipient) is None:
        raise BadInput(f"{recipient or 'nothing'} is no mail address")
    if channel == "webhook" and not is_hook(recipient):
        raise BadInput(f"{recipient or 'nothing'} is no address of a webhook: http or https, without a password")
    return name, printed(part)
