"""What the pages of alerts show: all of them, one with its log, and when one would have been told."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.views.contexts import SCREEN, StoryLine
from dateline.views.search_contexts import SavedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLine:
    """An alert.

    Args:
        id, name: What it is known by, and what people call it.
        query: What it asks.
        each: story or article: whether a story is told once, or each article that fits.
        channel, recipient: mail or webhook, and its address; print: it is told on demand.
        rhythm: When it is told, in words.
        pace, at, weekday, zone: The same in parts.
        state: active, paused or stopped; `reason` says why.
        created_at, by: Since when, and by whom it was made.
        due_at: When it is told next.
        url: Its page; search_url: what its search finds.
    """

    id: str
    name: str
    query: str
    each: str
    channel: str
    recipient: str
    rhythm: str
    pace: str
    at: str
    weekday: str
    zone: str
    state: str
    reason: str | None
    created_at: str
    created_shown: str = field(metadata=SCREEN)
    by: str
    due_at: str | None
    due_shown: str | None = field(metadata=SCREEN)
    url: str
    search_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FiringLine:
    """A message that would have been: when, of how many stories and articles, and the latest of these."""

    at: str
    at_shown: str = field(metadata=SCREEN)
    stories: int
    articles: int
    rows: tuple[StoryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """When an alert would have been told lately, by when articles were first seen.

    Args:
        query: The search.
        each: story or article.
        rhythm: When it would be told, in words.
        days: How far it looks back, from `since` to `until`.
        times: How often it would have been told.
        stories, articles: How much, all in all.
        rows: Each time, the latest first.
    """

    query: str
    each: str
    rhythm: str
    days: int
    since: str
    until: str
    times: int
    stories: int
    articles: int
    rows: tuple[FiringLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertForm:
    """What stands in the form that makes an alert."""

    q: str = ""
    name: str = ""
    to: str = ""
    pace: str = "daily"
    at: str = "08:00"
    on: str = "monday"
    zone: str = "UTC"
    each: str = ""
    days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsPage:
    """All alerts.

    Args:
        rows: They.
        form: What stands in the form that makes one.
        preview: When it would have been told; `error` says what is wrong with it, if anything is.
        saved: The searches that are kept, to be told.
        can: Whether the reader may make, pause and remove them.
        mail: Whether a mail server is set.
    """

    rows: tuple[AlertLine, ...]
    form: AlertForm = field(metadata=SCREEN)
    preview: PreviewPage | None = field(default=None, metadata=SCREEN)
    error: str | None = field(default=None, metadata=SCREEN)
    saved: tuple[SavedLine, ...] = field(default=(), metadata=SCREEN)
    can: bool = field(default=False, metadata=SCREEN)
    mail: bool = field(default=False, metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLine:
    """A message of an alert.

    Args:
        id: What mail and webhooks carry, the same however often it was tried.
        made_at: When it was found that there is something to tell.
        articles: How many it tells; `rows` are the first of them.
        state: waiting, sent or failed.
        tries: How often it was tried.
        says: What the other side said, or what went wrong.
        settled_at: When it was last tried.
        due_at: When it is tried next, if it waits.
    """

    id: str
    made_at: str
    made_shown: str = field(metadata=SCREEN)
    articles: int
    rows: tuple[StoryLine, ...]
    state: str
    tries: int
    says: str | None
    settled_at: str | None
    due_at: str | None
    due_shown: str | None = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPage:
    """An alert with its messages, the latest first.

    Args:
        alert: It.
        rows: Its messages.
        preview: When it would have been told lately.
        secret: What its webhooks are signed with, where somebody asked for it.
        tried: Whether a message arrived that tried the way, and what the other side said.
        can: Whether the reader may change it.
        can_try: Whether such a message can be sent.
    """

    alert: AlertLine
    rows: tuple[DeliveryLine, ...]
    next: str | None
    next_url: str | None
    preview: PreviewPage | None = field(default=None, metadata=SCREEN)
    secret: str | None = field(default=None, metadata=SCREEN)
    tried: tuple[bool, str] | None = field(default=None, metadata=SCREEN)
    can: bool = field(default=False, metadata=SCREEN)
    can_try: bool = field(default=False, metadata=SCREEN)
