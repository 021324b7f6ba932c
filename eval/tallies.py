"""Tallies on our own gold of many articles: which figures are one tally, and who vouches for each.

`python -m eval.tallies [-v]` prints the scores, with -v what was split, merged, or given to somebody else. The figures
are those the reader finds at the marks, end to end; all batches are asked at once, as a search over everything.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.model.told import FigureRow
from dateline.story.numbers.tallies import tallies
from dateline.story.rows import together
from eval.joined import joined
from eval.many import MANY, Mark, bcubed
from eval.marked import marked, marks, split_and_merged, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A marked figure: the tally it is in (its own id if it is in none), and who is said to vouch for it."""

    mark: Mark
    article: str
    figure: FigureRow
    tally: str
    series: str | None
    authority: str | None


def score_tallies(folder: Path = MANY) -> dict[str, float]:
    """Return BCubed of tallies, and of those of vouched figures the share given to the right authority."""
    found = list(rows(folder))
    clustered = bcubed([(r.mark.key, r.tally) for r in found])
    vouched = [r for r in found if r.mark.authority]
    answered = [r for r in vouched if r.authority]
    right = sum(is_right(r, folder) for r in answered)
    voices = bcubed([(f"{r.mark.key} {r.mark.authority}", f"{r.tally} {r.series or r.figure.id}") for r in vouched])
    return {
        "tally f1": clustered.f1,
        "tally precision": clustered.precision,
        "tally recall": clustered.recall,
        "figures found": len(found) / marks("F", folder),
        "authority right": right / len(answered),
        "authority found": len(answered) / len(vouched),
        "series f1": voices.f1,
    }


def rows(folder: Path = MANY) -> Iterator[Row]:
    """Yield every marked figure that the reader found."""
    where: dict[str, tuple[str, str | None, str | None]] = {}
    for tally in tallies(together(one.told for one in joined(folder))):
        for series in tally.series:
            for stated in (s for claim in series.claims for s in claim.stated):
                for figure in (stated.figure, *stated.copies):
                    where[figure] = (tally.id, series.authority, f"{stated.authority} {series.authority}")
    for one, mark, span in marked("F", folder):
        found = next((f for f in one.told.figures if f.words.span.touches(span)), None)
        if found is not None:
            group, name, shown = where.get(found.id, (found.id, None, None))
            yield Row(
                mark=mark,
                article=one.case.given.id,
                figure=found,
                tally=group,
                series=name,
                authority=shown if name is not None else None,
            )


# What the short keys of the gold stand for, in the words articles have for them; a state stands for its government.
_MEANS = {
    "houthi": "ansar",
    "hospital": "medics doctors doctor medical",
    "hospitals": "medics doctors doctor hospital",
    "lawyers": "lawyer",
    "ministry": "minister government officials health lebanon sudan khartoum guinea",
    "army": "military directorate troops",
    "governor": "governor mutombo state",
    "province": "balochistan officials minister",
    "ngo": "rights groups",
    "syria": "port authorities",
    "coe": "emergency officials",
    "ses": "emergency",
    "edn": "medics emergency",
    "government": "adviser ministry kinshasa",
    "ndma": "disaster pakistan",
    "ingd": "disaster",
    "lb": "qassem kassem",
    "coast": "india defence",
    "police": "officer",
    "state": "officials emergency control",
}
_WORD = re.compile(r"[^\W_]{2,}")


def is_right(row: Row, folder: Path = MANY) -> bool:
    """Say whether the authority named is the one the gold means by its short key: by words, acronym, or its table."""
    wanted = {w.lower() for w in _WORD.findall(row.mark.authority or "")}
    meant = wanted | {w for key in wanted for w in _MEANS.get(key, "").split()}
    named = [w.lower() for w in _WORD.findall(row.authority or "")]
    known = set(named) | _noted(row.mark.key[0], set(named), folder)
    capitals = "".join(w[0] for w in _WORD.findall(row.authority or "") if w[0].isupper()).lower()
    joined = "".join(named)
    return bool(meant & known) or any(w in capitals or w in joined for w in wanted)


@cache
def _entities(folder: Path) -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    out = []
    for row in table("entities", folder):
        label = {w.lower() for w in _WORD.findall(row["label"])}
        note = {w.lower() for w in _WORD.findall(f"{row['note'] or ''} {row['key'].split('-')[-1]}")}
        out.append((row["key"][0], frozenset(label), frozenset(note)))
    return tuple(out)


def _noted(batch: str, named: set[str], folder: Path) -> set[str]:
    """Return what the gold's own table notes of the entities that bear the names."""
    out: set[str] = set()
    for key, label, note in _entities(folder):
        if key == batch and {w for w in label & named if len(w) > 3}:
            out |= note
    return out


def _show(found: Sequence[Row]) -> Iterator[str]:
    """Yield what was split, merged, or given to somebody else."""
    yield from split_and_merged((r.mark.key, r.tally, f"{r.article}:{r.figure.words.exact}") for r in found)
    for r in found:
        if r.mark.authority and r.authority and not is_right(r):
            yield f"not {r.mark.authority} but {r.authority}: {r.article} {r.figure.sentence.exact[:100]}"


if __name__ == "__main__":
    for name, value in score_tallies().items():
        print(f"{name:<18}{value:.3f}")
    if "-v" in sys.argv:
        print(*_show(list(rows())), sep="\n")
