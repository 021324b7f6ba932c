"""The marks in our own training texts: every passage reads, and its spans lie on its words."""

from __future__ import annotations

import pytest

from training.written import parse, written


def test_marks_become_spans() -> None:
    header, text, marks = parse("# 1 CONSULT visit future\n[a1 [r2 Norland]] will [t1 visit].", where="here")
    assert (header, text) == (["1 CONSULT visit future"], "Norland will visit.")
    found = {(m.label, m.number, text[m.start : m.end]) for m in marks}
    assert found == {("a", 1, "Norland"), ("r", 2, "Norland"), ("t", 1, "visit")}


@pytest.mark.parametrize("passage", ["[s1 Norland", "Norland] said"])
def test_marks_that_do_not_close_name_their_place(passage: str) -> None:
    with pytest.raises(ValueError, match="here"):
        parse(passage, where="here")


def test_all_passages_read() -> None:
    quotes, events = list(written("quotes")), list(written("events"))
    assert len(quotes) > 500 and len(events) > 600
    for row, gold in quotes:
        spans = [s for q in gold["quotes"] for part in q.values() for s in part] + [n[:2] for n in gold["names"]]
        assert all(row["text"][s:e].strip() for s, e in spans), row["id"]
    for row, gold in events:
        assert all(row["text"][e["trigger"][0] : e["trigger"][1]].strip() for e in gold["events"]), row["id"]
