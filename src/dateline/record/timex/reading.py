"""An expression where it stands, and what it was found to say: what every reader of times takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.model.statement import TimexType
from dateline.record.lexemes import Lexeme
from dateline.record.timex.calendar import Way, start_of
from dateline.record.timex.tense import way_of
from dateline.record.timex.vocabulary import MONTHS, UNITS, WEEKDAYS

APOSTROPHES = frozenset("'’‘")
_LAST_CENTURY = 50
NO_ANCHOR = "no publication date to count from"
NO_FOCUS = "the text names no day before it to count from"


@dataclass(frozen=True, slots=True)
class Found:
    """What an expression says: its type and TIMEX3 value, or why there is none, and which lexemes are its own."""

    type: TimexType
    value: str | None
    start: int
    end: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression in its sentence.

    Args:
        lexemes: The lexemes of the whole sentence.
        start, end: Which of them are the expression.
        anchor: The day of writing, if known.
        focus: The value of the day, month or year the text spoke of last.
        day: The value of the nearest day in the same sentence, for clock times and anniversaries.
        country: The country the article speaks of most (ISO 3166-1 alpha-3), for financial years; "" if none.
    """

    lexemes: Sequence[Lexeme]
    start: int
    end: int
    anchor: date | None
    focus: str | None = None
    day: str | None = None
    country: str = ""

    @property
    def own(self) -> Sequence[Lexeme]:
        """The lexemes of the expression."""
        return self.lexemes[self.start : self.end]

    @property
    def words(self) -> list[str]:
        """The words of the expression, in lower case."""
        return [x.text for x in self.own]

    def before(self, steps: int = 1) -> str:
        """Return the word so many steps before the expression, or ""."""
        k = self.start - steps
        return self.lexemes[k].text if k >= 0 else ""

    def after(self, steps: int = 1) -> str:
        """Return the word so many steps after the expression, or ""."""
        k = self.end + steps - 1
        return self.lexemes[k].text if k < len(self.lexemes) else ""

    def has(self, *words: str) -> bool:
        """Say whether one of the words is part of the expression."""
        return any(x.text in words for x in self.own)

    def numbers(self) -> Iterator[int]:
        """Yield the whole numbers and ordinals of the expression, in order."""
        return (int(x.value) for x in self.own if x.value is not None)

    def year(self) -> int | None:
        """Return the year of the expression, if it has one: of four digits, or of two behind an apostrophe."""
        written = next((int(x.text) for x in self.own if len(x.text) == 4 and x.text.isdigit()), None)
        if written is None and len(self.own) > 2 and self.own[-2].text in APOSTROPHES:
            short = int(self.own[-1].text)
            return short + (2000 if short < _LAST_CENTURY else 1900)
        return written

    def month(self) -> int | None:
        """Return the number of the month it names."""
        return next((MONTHS[x.text] for x in self.own if x.capital and x.text in MONTHS), None)

    def weekday(self) -> int | None:
        """Return the weekday it names, Monday being 0."""
        return next((WEEKDAYS[x.text] for x in self.own if x.capital and x.text in WEEKDAYS), None)

    def unit(self) -> str:
        """Return the unit it counts in; the last one, if there are two."""
        return next(UNITS[x.text] for x in reversed(self.own) if x.text in UNITS and x.kind == "word")

    def told_way(self) -> Way | None:
        """Say whether it lies before or after the day of writing, if the clause tells."""
        return way_of(self.lexemes, self.start, self.end)

    def way(self) -> Way:
        """Say whether it lies before or after the day of writing; news tells of the past unless it says otherwise."""
        return self.told_way() or "past"

    def side(self) -> int:
        """Return -1 for "last", 1 for "next", 0 for "this"."""
        return -1 if self.has("last", "previous", "preceding") else 1 if self.has("next", "coming", "following") else 0

    def focus_day(self) -> date | None:
        """Return the first day of what the text spoke of last."""
        return start_of(self.focus) if self.focus else None

    def found(self, kind: TimexType, value: str | None, reason: str | None = None) -> Found:
        """Say what the expression means."""
        return Found(kind, value, self.start, self.end, reason)


Reader = Callable[[Expression], Found | None]
"""Reads an expression that matched a rule; None says that the words are no time after all."""
