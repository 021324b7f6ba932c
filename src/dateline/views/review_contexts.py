"""Contexts of the review: the queue, one fact, one story or identity, what was decided, how far people agree."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model.memory import GroupKind
from dateline.story.agreement import Agreement
from dateline.views.contexts import SCREEN, Snippet, StoryLine
from dateline.views.correcting import FormField
from dateline.views.facts import Fact
from dateline.views.verdicts import FieldChange, VerdictLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Who looks at the page: under which name they judge, and whether anything can be judged here."""

    name: str
    can: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A fact in the sentence it stands in, and where it opens."""

    fact: Fact
    kind: str
    url: str
    sentence: Snippet | None
    article: StoryLine
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """Facts that nobody has judged yet, the least sure first.

    Args:
        kinds: Which kinds are looked at; all, where none is named.
        story: Which story they are from, if from one.
        rows: The facts.
        next, next_url: Where to go on.
        judge: Who judges.
        here: This very page, to come back to.
    """

    kinds: tuple[str, ...]
    story: str | None
    rows: tuple[FactRow, ...]
    next: str | None
    next_url: str | None
    judge: Judge
    all_kinds: tuple[tuple[str, str], ...] = field(metadata=SCREEN)
    here: str = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """A judgement, what it was about, and what became of it.

    Args:
        line: The judgement.
        what: What it was about, in words.
        kind: The kind of fact or group; empty where that is not known.
        url: Where that is shown.
        changes: What was corrected.
        undone: Whether it was undone.
        undoes: What an undo undid.
    """

    line: VerdictLine
    what: str
    kind: str
    url: str | None
    changes: tuple[FieldChange, ...]
    undone: bool
    undoes: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """What people decided, the latest first."""

    by: str | None
    target: str | None
    rows: tuple[HistoryRow, ...]
    next: str | None
    next_url: str | None
    judge: Judge
    here: str = field(metadata=SCREEN)
    first: bool = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPage:
    """One fact to be judged: its sentence, the form that corrects it, and all that was decided of it."""

    row: FactRow
    fields: tuple[FormField, ...]
    names: tuple[str, ...]
    history: tuple[HistoryRow, ...]
    judge: Judge
    here: str = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """A member of a story, an identity or an event: what it is called, where it opens, and its day."""

    id: str
    label: str
    url: str
    outlet: str | None
    day: str
    day_shown: str
    lang: str
    dir: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPage:
    """A story, an identity or an event: what belongs to it, forms to split and to merge, what was decided of it."""

    kind: GroupKind
    id: str
    label: str
    url: str
    members: tuple[MemberRow, ...]
    left: int
    history: tuple[HistoryRow, ...]
    judge: Judge
    here: str = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """How far people who judged the same facts agree; `missing` says what to install where it cannot be computed."""

    rows: tuple[Agreement, ...]
    people: tuple[tuple[str, int], ...]
    missing: str | None
    judge: Judge
