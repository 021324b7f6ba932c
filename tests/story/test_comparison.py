"""Comparison: facts by outlets, values side by side, words and voices; forty copies are one column."""

from __future__ import annotations

from dateline.story.answers.comparison import Compared, Comparison, compare
from dateline.story.numbers.tallies import tallies
from dateline.story.speech.utterances import utterances
from tests.story.telling_rows import Writer, reads_back, told_by, who

FRONT = {"identity": "i-front", "type": "organization"}
VALLEY, ARMY = who("Valley Front", "REB", **FRONT), who("army", "KRV")
MINISTER = who("Ada Renn", "KRV", identity="i-renn", type="person")
WIRE_TEXT = (
    "The army said on Monday that 12 people were killed when the Valley Front shelled the market of Tolm. "
    '"We counted twelve coffins in the square of Tolm," Health Minister Ada Renn told reporters. '
    "The terror outfit Valley Front has not spoken of the shelling of the market."
)


def wire(n: int, *, original: str | None = None) -> Writer:
    writer = Writer(
        f"w{n}", WIRE_TEXT, outlet=f"Mirror {n}", agency="Coastal Press Service", original=original,
        published=f"2025-03-04T{8 + n % 12:02}:00:00+00:00",
    )  # fmt: skip
    writer.event("shelled", "ASSAULT", event="shelling", day="2025-03-03", actors=(VALLEY,), recipients=(ARMY,))
    writer.figure("12", 12, as_of="2025-03-03", authority="army")
    writer.quote("We counted twelve coffins in the square of Tolm,", MINISTER)
    return writer.name("Valley Front has", VALLEY)


OWN = Writer(
    "o1",
    "Nineteen people died on Tuesday as rockets of the Valley Front hit the market of Tolm, the hospital said. "
    "The militants say that soldiers had been hiding between the stalls of the market. "
    "The army accused neighboring Lorn of having sold the rockets to the fighters.",
    outlet="Tolm Observer",
    published="2025-03-04T06:00:00+00:00",
)
OWN.event("hit", "ASSAULT", event="shelling", day="2025-03-04", actors=(VALLEY,), recipients=(ARMY,))
OWN.event("accused", "ACCUSE", event="sold", actors=(ARMY,), recipients=(who("Lorn", "LRN"),))
OWN.figure("Nineteen", 19, as_of="2025-03-03", authority="hospital").name("The militants", VALLEY, "nominal")
OWN.quote("soldiers had been hiding between the stalls of the market", VALLEY, marked=False)
BRIEF = Writer(
    "r1",
    "Rockets hit the market of Tolm on Monday, and the army blames the Valley Front for the attack on the market. "
    "The resistance, as the Valley Front calls itself, denies that it fired rockets at the market.",
    outlet="Radio Lorn",
    published="2025-03-04",
).event("hit", "ASSAULT", event="shelling", day="2025-03-03", actors=(VALLEY,), recipients=(ARMY,))
BRIEF.name("The resistance", VALLEY, "nominal")
COPIES = [wire(0), *(wire(n, original="w0") for n in range(1, 40))]
WRITERS = [*COPIES, OWN, BRIEF]


def compared() -> Comparison:
    told = told_by(*WRITERS)
    return compare(told, tallies=tallies(told), utterances=utterances(told))


def fact(comparison: Comparison, key: str) -> Compared:
    return next(f for f in comparison.facts if f.id == key)


def test_forty_copies_of_one_wire_text_are_one_column() -> None:
    columns = compared().columns
    assert [c.label for c in columns] == ["Radio Lorn", "Tolm Observer", "Coastal Press Service"]
    wired = columns[-1]
    assert (len(wired.texts), len(wired.copies), len(wired.outlets)) == (1, 39, 40)


def test_where_columns_differ_their_values_stand_side_by_side() -> None:
    shelling = fact(compared(), "shelling")
    (difference,) = shelling.differences
    assert difference.field == "date"
    assert dict(difference.values) == {
        "2025-03-03": ("outlet Radio Lorn", "agency Coastal Press Service"),
        "2025-03-04": ("outlet Tolm Observer",),
    }
    status = {c.column: c.status for c in shelling.cells}
    assert status["outlet Tolm Observer"] == "differs"
    assert status["agency Coastal Press Service"] == "reported"


def test_figures_of_one_tally_that_do_not_meet_differ() -> None:
    figure = next(f for f in compared().facts if f.kind == "figure" and f.differences)
    values = dict(figure.differences[0].values)
    assert set(values) == {"12, army", "19, hospital"}


def test_who_was_first_as_far_as_dates_tell() -> None:
    comparison = compared()
    # Radio Lorn gives no more than the day, so it may have been first.
    assert set(fact(comparison, "shelling").first) == {"outlet Tolm Observer", "outlet Radio Lorn"}
    assert fact(comparison, "sold").first == ("outlet Tolm Observer",)


def test_what_only_one_has_and_what_one_leaves_out() -> None:
    comparison = compared()
    assert "sold" in comparison.only["outlet Tolm Observer"]
    figure = next(f for f in comparison.facts if f.kind == "figure" and f.differences)
    assert figure.id in comparison.omitted["outlet Radio Lorn"]
    cell = next(c for c in fact(comparison, "sold").cells if c.column == "outlet Radio Lorn")
    assert (cell.status, cell.words) == ("not found", ())


def test_what_the_same_body_is_called() -> None:
    wording = next(w for w in compared().wordings if w.id == "i-front")
    assert wording.label == "Valley Front"
    assert {u.column: u.form for u in wording.uses} == {
        "agency Coastal Press Service": "terror outfit",
        "outlet Tolm Observer": "militants",
        "outlet Radio Lorn": "resistance",
    }
    assert all(u.texts == 1 for u in wording.uses)


def test_who_is_quoted_and_at_what_length() -> None:
    voices = {(v.column, v.speaker): v for v in compared().voices}
    renn = voices["agency Coastal Press Service", "Ada Renn"]
    assert (renn.words, renn.verbatim, renn.share, len(renn.quotes)) == (9, 9, 1.0, 1)
    front = voices["outlet Tolm Observer", "Valley Front"]
    assert (front.words, front.verbatim) == (10, 0)


def test_every_answer_reads_back() -> None:
    comparison, told = compared(), told_by(*WRITERS)
    shown = [w for f in comparison.facts for w in (f.sentence, *(w for c in f.cells for w in c.words))]
    shown += [u.example for w in comparison.wordings for u in w.uses]
    assert shown
    assert all(reads_back(told, words, *WRITERS) for words in shown)


def test_sentences_alike_stand_for_what_the_codebook_has_no_event_for() -> None:
    a = Writer("a", "The ferry line will stop its night service between Tolm and Port Amber from June.")
    b = Writer("b", "From June the ferry line stops its night service between Tolm and Port Amber.", outlet="Other")
    (found,) = compare(told_by(a, b)).facts
    assert (found.kind, len(found.reporting)) == ("sentence", 2)
