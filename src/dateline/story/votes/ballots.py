"""The votes of independent sources on one event: what each says of a field, and who holds what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dateline.model.told import EventRow

Value = Callable[[EventRow], str | None]
"""What a mention says of a field, written so that equal values are equal; None if nothing."""
Held = tuple[str, str, tuple[str, ...]]
"""A field, a value that the vote did not choose, and the mentions that hold it."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The mentions in the order they came out, and the source of each."""

    mentions: tuple[EventRow, ...]
    source: Mapping[str, int]

    def ranked(self, value_of: Value) -> list[str]:
        """Return the values of a field, that of most sources first, of equals the one told first."""
        said: defaultdict[int, Counter[str]] = defaultdict(Counter)
        first: dict[str, int] = {}
        for n, mention in enumerate(self.mentions):
            value = value_of(mention)
            if value is not None:
                said[self.source[mention.id]][value] += 1
                first.setdefault(value, n)
        votes = Counter(min(counts, key=lambda v: (-counts[v], first[v])) for counts in said.values())
        return sorted(first, key=lambda v: (-votes[v], first[v]))

    def holders(self, value_of: Value, value: str) -> tuple[str, ...]:
        """Return the mentions that hold a value."""
        return tuple(m.id for m in self.mentions if value_of(m) == value)

    def differ(self, field: str, value_of: Value, apart: Callable[[str], bool]) -> tuple[Held, ...]:
        """Return the values of a field that cannot stand beside the one that was chosen."""
        values = [v for v in self.ranked(value_of) if apart(v)]
        return tuple((field, value, self.holders(value_of, value)) for value in values)

    def agreeing(self, value_of: Value, value: str, agree: Callable[[str, str], bool]) -> int:
        """Return how many sources hold a value that can stand beside this one."""
        held = ((self.source[m.id], value_of(m)) for m in self.mentions)
        return len({source for source, v in held if v is not None and agree(v, value)})
