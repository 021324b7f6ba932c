"""Alerts as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.alert import Delivery
from dateline.views.alert_contexts import AlertLine, PreviewPage
from dateline.views.terminal import counted


def alert_words(line: AlertLine) -> str:
    """Return an alert as two lines: what it is called and how it fares, what it asks and for whom."""
    state = line.state if line.reason is None else f"{line.state}: {line.reason}"
    whom = f"{line.channel} to {line.recipient}" if line.recipient else line.channel
    return f"{line.name}  [{state}]\n    {line.rhythm}, each {line.each}, {whom}: {line.query or 'everything'}"


def preview_words(found: PreviewPage) -> Iterator[str]:
    """Yield how often an alert would have been told, and each time with its first headlines."""
    yield f"would {times(found.times)} in the last {found.days} days, {found.rhythm}, each {found.each}"
    for firing in found.rows:
        counts = f"{stories(firing.stories)}, {counted(firing.articles, 'article')}"
        yield f"{firing.at[:16].replace('T', ' ')}  {counts}"
        for line in firing.rows:
            yield f"    {line.headline or 'No headline'}"


def stories(n: int) -> str:
    """Return "1 story" or "2 stories"."""
    return "1 story" if n == 1 else f"{n} stories"


def times(n: int) -> str:
    """Return "have been told once", "have been told 3 times", "never have been told"."""
    return "never have been told" if not n else f"have been told {'once' if n == 1 else f'{n} times'}"


def delivery_words(delivery: Delivery) -> str:
    """Return a message as a line."""
    at = (delivery.settled_at or delivery.made_at).isoformat()[:16].replace("T", " ")
    return f"{at}  {delivery.state:<8} tries {delivery.tries}  articles {len(delivery.articles)}  {delivery.says or ''}"
