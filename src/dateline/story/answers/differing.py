"""Where columns differ on one fact: their values side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from dateline.model.told import EventRow, FigureRow, QuoteRow, Who
from dateline.story.answers.facts import TOLD, When, when_of
from dateline.story.answers.selecting import parties_of

T = TypeVar("T")
_CONFLICT = (3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field on which columns do not agree.

    Args:
        field: "date", "country", "actors", "parties", "factuality", "figure" or "words".
        values: Each value with the columns that have it, the most widely held first.
        against: The columns whose value does not agree with the most widely held one; all where none is.
    """

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
    against: tuple[str, ...]


def differences_of_event(rows: Mapping[str, Sequence[EventRow]]) -> tuple[Difference, ...]:
    """Return where columns differ on an event."""
    found = (
        _differ("date", _voted(rows, _date), _meet, _shown_date),
        _differ("country", _voted(rows, lambda r: r.country), _equal, str),
        _differ("actors", _codes(rows, _blamed), _overlap, ", ".join),
        _differ("parties", _codes(rows, _together), _overlap, ", ".join),
        _differ("factuality", _voted(rows, _happened), _equal, str),
    )
    return tuple(d for d in found if d)


def differences_of_figures(rows: Mapping[str, Sequence[FigureRow]]) -> tuple[Difference, ...]:
    """Return where columns give other numbers for one day; numbers for different days need not agree."""
    days: dict[str, dict[str, FigureRow]] = defaultdict(dict)
    for column, figures in rows.items():
        for figure in figures:
            days[figure.as_of[:10]][column] = figure
    found = (_differ(f"figure {day}", values, _ranges_meet, _shown_figure) for day, values in sorted(days.items()))
    return tuple(d for d in found if d)


def differences_of_quotes(rows: Mapping[str, Sequence[QuoteRow]], *, reworded: Set[str]) -> tuple[Difference, ...]:
    """Return where columns have other words between quotation marks.

    Args:
        rows: The quotations of each column.
        reworded: The ids of those that are neither the longest one nor cut from it.
    """
    said = {column: max((_marked(q) for q in quotes), key=len) for column, quotes in rows.items()}
    said = {column: words for column, words in said.items() if words}
    kept = {c for c, quotes in rows.items() if any(q.id not in reworded and q.marked for q in quotes)}
    own = {column: (column not in kept, words) for column, words in said.items()}
    found = _differ("words", own, lambda a, b: a[0] == b[0], lambda words: words[1])
    return (found,) if found else ()


def _marked(quote: QuoteRow) -> str:
    return " … ".join(w.exact for w in quote.marked)


def _differ(
    field: str, values: Mapping[str, T], agree: Callable[[T, T], bool], shown: Callable[[T], str]
) -> Difference | None:
    """Return the values side by side if any two of them do not agree."""
    columns = list(values)
    with_it = {c: sum(agree(values[c], values[o]) for o in columns) for c in columns}
    if all(n == len(columns) for n in with_it.values()):
        return None
    most = max(columns, key=lambda c: with_it[c])
    against = [c for c in columns if not agree(values[c], values[most])]
    if any(with_it[c] == with_it[most] for c in against):
        against = [c for c in columns if with_it[c] < len(columns)]
    if not against:  # what the most widely held value leaves open is no disagreement with it
        return None
    held: dict[str, list[str]] = defaultdict(list)
    for column in columns:
        held[shown(values[column])].append(column)
    side_by_side = sorted(held.items(), key=lambda vc: -len(vc[1]))
    return Difference(field=field, values=tuple((v, tuple(cs)) for v, cs in side_by_side), against=tuple(against))


def _voted(rows: Mapping[str, Sequence[EventRow]], value: Callable[[EventRow], T | None]) -> dict[str, T]:
    """Return for each column the value that most of its rows have, if any has one."""
    out: dict[str, T] = {}
    for column, own in rows.items():
        counts = Counter(v for v in map(value, own) if v is not None)
        if counts:
            out[column] = counts.most_common(1)[0][0]
    return out


def _date(row: EventRow) -> When | None:
    when = when_of(row)
    return when if when and when.basis == "text" else None


def _meet(one: When, other: When) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _shown_date(when: When) -> str:
    fine = {"year": 4, "month": 7, "day": 10}[when.precision]
    first, last = when.earliest[:fine], when.latest[:fine]
    return first if first == last else f"{first}/{last}"


def _codes(
    rows: Mapping[str, Sequence[EventRow]], parties: Callable[[EventRow], Iterable[Who]]
) -> dict[str, tuple[str, ...]]:
    """Return the codes of all whom a column names, where it names any."""
    found = {c: tuple(sorted({w.code for r in own for w in parties(r) if w.code})) for c, own in rows.items()}
    return {column: codes for column, codes in found.items() if codes}


def _blamed(row: EventRow) -> tuple[Who, ...]:
    """Return who did it, where that is a question: those who meet or agree do it together, whoever is named first."""
    return row.actors if row.quad in _CONFLICT else ()


def _together(row: EventRow) -> Iterable[Who]:
    """Return who takes part, whatever their part, where that is no question of who did it to whom."""
    return () if row.quad in _CONFLICT else parties_of(row)


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not set(one).isdisjoint(other)


def _equal(one: object, other: object) -> bool:
    return one == other


def _happened(row: EventRow) -> str | None:
    return "told" if row.factuality in TOLD else "denied" if row.factuality == "negated" else None


def _ranges_meet(one: FigureRow, other: FigureRow) -> bool:
    least = max((low for low in (one.low, other.low) if low is not None), default=None)
    most = min((high for high in (one.high, other.high) if high is not None), default=None)
    return least is None or most is None or least <= most


def _shown_figure(figure: FigureRow) -> str:
    who = f", {figure.authority.label}" if figure.authority else ""
    return "".join(_numbers(figure)) + who


def _numbers(figure: FigureRow) -> Iterator[str]:
    if figure.low is not None and figure.low == figure.high:
        yield f"{figure.low:g}"
    else:
        yield f"{figure.low:g}" if figure.low is not None else ""
        yield "–"
        yield f"{figure.high:g}" if figure.high is not None else ""
