"""Facts drawn for the eye are facts of the record, and verdicts are counted as they were given."""

from __future__ import annotations

from pathlib import Path

from dateline.flow import lines, read_page
from dateline.model.page import Page
from eval.judged import KINDS, draw, table, tallies

TEXT = """Ministers of Norway and Kenya meet in Oslo

OSLO, March 3, 2024 - The foreign ministers of Norway and Kenya met in Oslo on Sunday, and 12 people protested.

"We agreed on more than we hoped for," Norwegian Foreign Minister Ingrid Solberg said."""


def test_what_is_drawn_stands_where_it_is_said_to() -> None:
    found = list(lines(read_page(Page(id="p", content=TEXT))))
    drawn = list(draw(found, count=3, seed=1))
    assert {fact.kind for fact in drawn} == set(KINDS)
    assert drawn == list(draw(found, count=3, seed=1))
    for fact in drawn:
        words = found[fact.n]["text"][fact.start : fact.end].replace("\n", " ¶ ")
        assert f"[[{words}]]" in fact.words


def test_verdicts_are_counted(tmp_path: Path) -> None:
    kept = tmp_path / "judged.tsv"
    rows = ["# made by hand", "kind\tpage\tn\tstart\tend\tverdict\twhy"]
    rows += [f"time\tp\t0\t{n}\t{n + 1}\t{verdict}\t" for n, verdict in enumerate(["true"] * 8 + ["part", "false"])]
    kept.write_text("\n".join(rows) + "\n", "utf8")
    (found,) = tallies(kept).values()
    assert (found.true, found.part, found.judged) == (8, 1, 10)
    low, high = found.interval()
    assert 0.45 < low < 0.8 < high < 0.96  # Wilson's bounds of 8 in 10: .49 and .94
    assert "| time | 10 | 8 | 49% to 94% | 1 |" in table(kept)


def test_a_hundred_of_each_kind_are_kept() -> None:
    assert {kind: found.judged for kind, found in tallies().items()} == dict.fromkeys(KINDS, 100)
