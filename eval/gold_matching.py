"""How facts read are paired with facts written down by hand, and counted: one row a fact, shares and f1 over rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from eval.corpora import Json

Span = tuple[int, int]
Pair = tuple[Json, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fact of the gold: its case, what of it is right (None: not asked), and its words; or one found too many."""

    case: str
    right: dict[str, bool | None]
    where: str
    words: str
    too_many: bool = False


FOUND = "found"
"""What is asked of every fact of the gold."""


def f1(right: int, found: int, wanted: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * right / (found + wanted) if found + wanted else 0.0


def share(hits: int, of: int) -> float:
    """Return hits / of, 0 for none."""
    return hits / of if of else 0.0


def span(value: Json) -> Span:
    """Return where a fact stands."""
    return value["start"], value["end"]


def overlap(a: Span, b: Span) -> int:
    """Return how many characters two stretches share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def by_span(found: Json, wanted: Json) -> float:
    """Fit by the characters shared."""
    return overlap(span(found), span(wanted))


def match(found: Sequence[Json], wanted: Sequence[Json], fit: Callable[[Json, Json], float]) -> list[Pair]:
    """Pair found with wanted facts one to one, best fit first."""
    fits = sorted(((fit(f, w), i, j) for i, f in enumerate(found) for j, w in enumerate(wanted)), reverse=True)
    used: tuple[set[int], set[int]] = set(), set()
    out = []
    for value, i, j in fits:
        if value > 0 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            out.append((found[i], wanted[j]))
    return out


def is_one_of(found: object, wanted: object) -> bool:
    """Say whether a value is the one wanted, or one of several that would do; case does not count, null is empty."""
    several = wanted if isinstance(wanted, list) else [wanted]
    return _plain(found) in {_plain(value) for value in several}


def _plain(value: object) -> object:
    return (value or "").lower() if value is None or isinstance(value, str) else value


def is_right(found: Json, wanted: Json, key: str) -> bool | None:
    """Say whether a field is as wanted; None where the gold does not ask for it."""
    return is_one_of(found[key], wanted[key]) if key in wanted else None


def right_of(rows: Iterable[Row], what: str) -> float:
    """Return the share of rows in which something asked is right."""
    asked = [row.right[what] for row in rows if row.right.get(what) is not None]
    return share(sum(map(bool, asked)), len(asked))


def f1_of(rows: Sequence[Row], what: str = FOUND) -> float:
    """Return f1 of the facts found (or of those right in something) against those too many and those missed."""
    right = sum(bool(row.right.get(what)) for row in rows)
    found = sum(bool(row.right.get(FOUND)) or row.too_many for row in rows)
    return f1(right, found, sum(FOUND in row.right for row in rows))
