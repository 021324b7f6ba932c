"""How far people agree who judged the same facts: Krippendorff's alpha, by kind of fact and over all.

Klaus Krippendorff, Content Analysis (4th ed. 2019), chapter 12; computed by the library of that name
(`pip install dateline[review]`). 1 is full agreement, 0 what chance would give; under 0.667 build
nothing on it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.errors import MissingLibrary
from dateline.model.review import VERDICTS, on_each
from dateline.model.story import Judgement

ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far people agree on one kind of fact.

    Args:
        kind: The kind; "all" for all of them.
        facts: How many facts were judged by two people or more.
        same: On how many of these all gave the same verdict.
        alpha: Krippendorff's alpha, nominal; None where it says nothing, for the reason given.
        reason: Why there is none.
    """

    kind: str
    facts: int
    same: int
    alpha: float | None
    reason: str | None = None


def coded(judgements: Sequence[Judgement]) -> dict[str, dict[str, str]]:
    """Return, by fact, each person's latest verdict that was not undone."""
    out: dict[str, dict[str, str]] = {}
    for target, mine in on_each(judgements).items():
        out[target] = {j.by: j.verdict for j in reversed(mine)}
    return out


def agreement(judgements: Sequence[Judgement]) -> tuple[Agreement, ...]:
    """Return how far people agree, over all facts and by kind.

    Args:
        judgements: All of them, in the order of time.

    Raises:
        MissingLibrary: If the library that computes it is not installed.
    """
    by_kind: defaultdict[str, list[Mapping[str, str]]] = defaultdict(list)
    kinds = _kinds(judgements)
    for target, verdicts in coded(judgements).items():
        if len(verdicts) > 1:
            for kind in (ALL, kinds.get(target, "other")):
                by_kind[kind].append(verdicts)
    return tuple(_agreement(kind, by_kind[kind]) for kind in sorted(by_kind, key=lambda k: (k != ALL, k)))


def _kinds(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return the kind of each fact that was judged."""
    told = ((j.target, json.loads(j.value)) for j in judgements if j.verdict in VERDICTS and j.value)
    return {target: value["kind"] for target, value in told}


def _agreement(kind: str, units: Sequence[Mapping[str, str]]) -> Agreement:
    same = sum(len(set(verdicts.values())) == 1 for verdicts in units)
    given = {verdict for verdicts in units for verdict in verdicts.values()}
    if len(given) < 2:
        why = f"every verdict is the same ({next(iter(given))}): agreement beyond chance cannot be told"
        return Agreement(kind=kind, facts=len(units), same=same, alpha=None, reason=why)
    return Agreement(kind=kind, facts=len(units), same=same, alpha=_alpha(units))


def _alpha(units: Sequence[Mapping[str, str]]) -> float:
    try:
        import krippendorff  # noqa: PLC0415
    except ImportError as error:
        raise MissingLibrary("agreement is computed by a library: pip install 'dateline[review]'") from error
    counts = [[sum(v == verdict for v in verdicts.values()) for verdict in VERDICTS] for verdicts in units]
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
