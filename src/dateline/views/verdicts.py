"""What people decided, in words: a judgement as a line, a fact with the judgement that stands on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.model.review import Standing
from dateline.model.story import Judgement
from dateline.views.i18n.formats import day, moment, number
from dateline.views.i18n.labels import label
from dateline.views.i18n.languages import N_
from dateline.views.i18n.languages import gettext as _

DONE = {
    "accept": N_("accepted"),
    "correct": N_("corrected"),
    "reject": N_("rejected"),
    "split": N_("split off"),
    "merge": N_("merged"),
    "undo": N_("undone"),
    "note": N_("noted"),
}
_UNSAID = frozenset({"quad", "intensity", "lat", "lon", "feature_code"})
"""Fields that follow from others: they are corrected with them, and nobody need read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictLine:
    """A judgement: what somebody decided, when, and what they wrote beside it."""

    id: str
    target: str
    verdict: str
    done: str
    by: str
    at: str
    at_shown: str
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field that was corrected: what was read, and what holds; empty where nothing is said."""

    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What people decided of a fact.

    Args:
        target: The id of its statement.
        seen: The id of the latest judgement on it, which a next one is made in sight of.
        stands: The judgement that stands, if one does.
        beside: Others on the same fact that were not undone, the latest first.
        notes: What people wrote of it.
        changes: The fields that hold otherwise than they were read.
        title_was: What the fact came to as it was read, if that is something else now.
        anew: Whether it was read anew since, to something else.
        kept: Whether it is no longer read at all and stands because a person said so.
        rejected: Whether it does not hold.
    """

    target: str
    seen: str | None = None
    stands: VerdictLine | None = None
    beside: tuple[VerdictLine, ...] = ()
    notes: tuple[VerdictLine, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    title_was: str | None = None
    anew: bool = False
    kept: bool = False
    rejected: bool = False


def verdict_line(judgement: Judgement) -> VerdictLine:
    """Return a judgement as a line shows it."""
    return VerdictLine(
        id=judgement.id,
        target=judgement.target,
        verdict=judgement.verdict,
        done=_(DONE[judgement.verdict]),
        by=judgement.by,
        at=judgement.at.isoformat(),
        at_shown=moment(judgement.at),
        note=judgement.note,
    )


def changes_of(was: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Return what was corrected, field by field."""
    return tuple(
        FieldChange(field=label(name), was=shown(was.get(name)), now=shown(value))
        for name, value in now.items()
        if name not in _UNSAID
    )


def changes_in(standing: Standing) -> tuple[FieldChange, ...]:
    """Return what a judgement that stands changed."""
    return changes_of(standing.was, standing.now)


def shown(value: Any) -> str:
    """Return a value of a field in words; nothing for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return number(value)
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return day(value) if isinstance(value, str) else str(value)
