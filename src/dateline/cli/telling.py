"""Commands that tell what is new: digest, and alerts with what can be done to them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from threading import Event
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dateline.cli.app import JsonlOption, StoreOption, app, fail, print_json, reporting, settings_of

if TYPE_CHECKING:
    from dateline.model.alert import Channel, Rhythm
    from dateline.store import Store

alerts = typer.Typer(help="Searches that are told in a rhythm, by mail or webhook: list, make, try, run.")
app.add_typer(alerts, name="alerts", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Its name or id.")]
Pace = Annotated[
    Literal["at-once", "hourly", "daily", "weekly"], typer.Option("--rhythm", help="How often what is new is told.")
]
At = Annotated[str, typer.Option(help="The time of day of daily and weekly ones.")]
On = Annotated[
    Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    typer.Option(help="The day of weekly ones."),
]
Zone = Annotated[str | None, typer.Option(help="The time zone of that time, such as Europe/Oslo [DATELINE_TIMEZONE].")]
Each = Annotated[
    Literal["story", "article"] | None,
    typer.Option(help="Tell a story once, when it is new (what at-once does), or each new article (what others do)."),
]
Query = Annotated[str, typer.Argument(help="A search, as `dateline search` takes it; without one, everything.")]


@app.command()
def digest(
    search: Annotated[str | None, typer.Option(metavar="NAME", help="A saved search; without it, all stories.")] = None,
    *,
    to: Annotated[Literal["stdout", "mail", "webhook"], typer.Option(help="Where it goes.")] = "stdout",
    recipient: Annotated[str, typer.Option(help="The address of mail or webhook.")] = "",
    since: Annotated[
        str | None, typer.Option(help="Print what came since then (P7D, 2024-08-30) instead of since the last digest.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Tell what is new since the last digest, story by story; nothing new, nothing said."""
    from dateline.store import open_store

    settings = settings_of()
    path = store or settings.store
    query = f'search:"{search}"' if search else ""
    if since and to != "stdout":
        fail("--since looks back, and is for printing: what is sent is sent once")
    with reporting():
        open_store(path, read_only=True).close()
        with open_store(path, read_only=bool(since)) as opened:
            if since:
                _look_back(opened, query, since, title=search or "Everything", base=settings.url)
                return
            channel: Channel = "print" if to == "stdout" else to
            _digest(opened, query, channel=channel, recipient=recipient, title=search or "Everything")


def _look_back(store: Store, query: str, since: str, *, title: str, base: str) -> None:
    """Print what was added since a day; nothing is noted of it."""
    from datetime import UTC, datetime, time

    from dateline.errors import QueryError
    from dateline.store.periods import period
    from dateline.views.digest import digest as put_together
    from dateline.views.digest_messages import text

    try:
        first, _ = period(since, column=1).at(datetime.now(UTC))
    except QueryError:
        fail(f"{since} is no day; --since takes one like 2024-08-30, or P7D for the last seven days")
    articles = store.alerts.since(query, since=datetime.combine(first, time(), tzinfo=UTC))
    if articles:
        typer.echo(text(put_together(store, articles, title=title, query=query), base=base))


def _digest(store: Store, query: str, *, channel: Channel, recipient: str, title: str) -> None:
    """Tell what is new since the last time, and note that it was told."""
    from dateline.alerting import clock, send_now
    from dateline.model.alert import Rhythm
    from dateline.store.language import parse
    from dateline.store.query import printed

    asked = (printed(parse(query)), channel, recipient)
    kept = [a for a in store.alerts.all() if (a.query, a.channel, a.recipient) == asked]
    found = next((a for a in kept if a.rhythm.pace == "on-demand"), None)
    if found is None:
        name = f"Digest: {title}"[:50]
        if name in {a.name for a in store.alerts.all()}:
            name += f" to {recipient or 'print'}"[:50]
        rhythm = Rhythm(pace="on-demand")
        found = store.alerts.add(
            name, query, channel=channel, recipient=recipient, rhythm=rhythm, each="article", by="command line"
        )
    if found.state != "active":
        store.alerts.resume(found.id)
    store.alerts.make(found.id, now=clock(), asked_for=True)
    outcomes = list(send_now(store, found.id, settings_of().sending(), out=typer.echo))
    for outcome in outcomes:
        if channel != "print":
            typer.echo(f"{found.recipient}: {outcome.says}", err=outcome.kind != "sent")
    raise typer.Exit(1 if any(outcome.kind != "sent" for outcome in outcomes) else 0)


@alerts.command("list")
def list_(store: StoreOption = None, jsonl: JsonlOption = False) -> None:
    """Print the alerts, with what keeps any from being told."""
    from dateline.store import open_store
    from dateline.views.alerts import alert_line
    from dateline.views.render import plain
    from dateline.views.terminal_alerts import alert_words

    with reporting(), open_store(store or settings_of().store, read_only=True) as opened:
        lines = [alert_line(alert) for alert in opened.alerts.all()]
    for line in lines:
        print_json(plain(line)) if jsonl else typer.echo(alert_words(line))


@alerts.command()
def add(
    query: Query = "",
    *,
    mail: Annotated[str, typer.Option(metavar="ADDRESS", help="Tell it to this mail address.")] = "",
    webhook: Annotated[str, typer.Option(metavar="URL", help="Post it to this address, signed.")] = "",
    name: Annotated[str, typer.Option(help="What to call it; the search, if nothing is given.")] = "",
    rhythm: Pace = "daily",
    at: At = "08:00",
    on: On = "monday",
    zone: Zone = None,
    each: Each = None,
    store: StoreOption = None,
) -> None:
    """Make an alert: what is added from now on and fits the search is told in its rhythm."""
    from dateline.store import open_store

    if bool(mail) == bool(webhook):
        fail("say where it goes: --mail ADDRESS or --webhook URL")
    path = store or settings_of().store
    with reporting(query):
        when = _rhythm(rhythm, at, on, zone)
        open_store(path, read_only=True).close()
        with open_store(path) as opened:
            made = opened.alerts.add(
                name,
                query,
                channel="mail" if mail else "webhook",
                recipient=mail or webhook,
                rhythm=when,
                each=each or ("story" if rhythm == "at-once" else "article"),
                by="command line",
            )
    typer.echo(f"{made.name}: {when.words} to {made.recipient}; `dateline alerts run` or `dateline serve` tells it")
    if webhook:
        typer.echo(f"signed with {made.secret} (Standard Webhooks)")


def _rhythm(pace: str, at: str, on: str, zone: str | None) -> Rhythm:
    from dateline.model.alert import rhythm_named

    return rhythm_named(pace, at=at, on=on, zone=zone or settings_of().timezone)


@alerts.command()
def preview(
    query: Query = "",
    *,
    days: Annotated[int, typer.Option(min=1, max=3660, help="How far to look back.")] = 7,
    rhythm: Pace = "at-once",
    at: At = "08:00",
    on: On = "monday",
    zone: Zone = None,
    each: Each = None,
    store: StoreOption = None,
) -> None:
    """Print when an alert would have been told lately, by when articles were first seen."""
    from dateline.store import open_store
    from dateline.views.alerts import preview_page
    from dateline.views.terminal_alerts import preview_words

    with reporting(query), open_store(store or settings_of().store, read_only=True) as opened:
        when = _rhythm(rhythm, at, on, zone)
        found = preview_page(opened, query, each=each, rhythm=when, days=days)
    for line in preview_words(found):
        typer.echo(line)


@alerts.command()
def pause(name: Name, store: StoreOption = None) -> None:
    """Let an alert rest."""
    with _changing(store) as opened:
        opened.alerts.pause(name, by="command line")


@alerts.command()
def resume(name: Name, store: StoreOption = None) -> None:
    """Let an alert go on: what could not be sent is tried again, what came meanwhile is told."""
    with _changing(store) as opened:
        opened.alerts.resume(name)


@alerts.command()
def remove(name: Name, store: StoreOption = None) -> None:
    """Remove an alert with its log."""
    with _changing(store) as opened:
        opened.alerts.remove(name)


@alerts.command()
def test(name: Name, store: StoreOption = None) -> None:
    """Send the newest articles that fit, new or not, to try the way; nothing is noted of it."""
    from dateline.alerting import clock
    from dateline.carrying import try_out
    from dateline.store import open_store

    settings = settings_of()
    with reporting(), open_store(store or settings.store, read_only=True) as opened:
        outcome = try_out(opened, name, settings.sending(), now=clock())
    typer.echo(f"{outcome.kind if outcome.kind == 'sent' else 'not sent'}: {outcome.says}")
    raise typer.Exit(0 if outcome.kind == "sent" else 1)


@alerts.command()
def log(
    name: Name,
    *,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="The most to print.")] = 20,
    store: StoreOption = None,
) -> None:
    """Print the messages of an alert, the latest first, and what became of each."""
    from dateline.store import open_store
    from dateline.views.terminal_alerts import delivery_words

    with reporting(), open_store(store or settings_of().store, read_only=True) as opened:
        for delivery in opened.alerts.log(name, limit=limit).rows:
            typer.echo(delivery_words(delivery))


@alerts.command()
def run(
    once: Annotated[bool, typer.Option("--once", help="Look once, send what is due, and end.")] = False,
    store: StoreOption = None,
) -> None:
    """Tell what is due, and go on doing so; the desk does the same while it is open."""
    from dateline.alerting import keep_telling, tell
    from dateline.logs import set_up_logs
    from dateline.store import open_store

    settings = settings_of()
    path = store or settings.store
    with reporting():
        open_store(path, read_only=True).close()
        if not once:
            set_up_logs(settings.log)
            keep_telling(path, settings.sending(), _until_signal())
            return
        with open_store(path) as opened:
            told = tell(opened, settings.sending())
    typer.echo(f"{told.made} messages made, {told.sent} sent, {told.later} to be tried again, {told.failed} given up")
    raise typer.Exit(1 if told.later or told.failed else 0)


def _until_signal() -> Event:
    """Return what is set once somebody presses Ctrl-C or ends the process: the message in hand is sent before."""
    import signal

    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda _signal, _frame: stop.set())
    return stop


@contextlib.contextmanager
def _changing(store: str | None) -> Iterator[Store]:
    """Open a store that is there, to change it."""
    from dateline.store import open_store

    path = store or settings_of().store
    with reporting():
        open_store(path, read_only=True).close()
        with open_store(path) as opened:
            yield opened
