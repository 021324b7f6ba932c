"""Codes of the corpora's sentences: each is well formed, and none is taken for another text's."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dateline.record.neural.labels import EVENT_TYPES, FACTUALITIES, MODES
from training.annotated import FOLDER, annotated, digest, joined
from training.written import NAMES

Json = dict[str, Any]
TEXT = "Eastmark is far. Norland condemned Eastmark on Monday."


def folder_of(tmp_path: Path, *, text: str) -> Path:
    """Write a corpus of one row, and codes of the second sentence of TEXT."""
    with gzip.open(tmp_path / "news.input.jsonl.gz", "wt") as file:
        file.write(json.dumps({"id": "r1", "text": text, "published": "2026-03-02"}))
    event = {"type": "ACCUSE", "factuality": "actual", "trigger": [8, 17], "recipients": [[18, 26]]}
    coded = {"part": "news", "row": "r1", "start": 17, "end": 54, "digest": digest(TEXT[17:54]), "events": [event]}
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "events.jsonl").write_text(json.dumps(coded))
    named = {k: coded[k] for k in ("part", "row", "start", "end", "digest")} | {"names": [[0, 7, "Location"]]}
    (tmp_path / "codes" / "names.jsonl").write_text(json.dumps(named))
    return tmp_path / "codes"


def test_a_sentence_comes_with_its_codes(tmp_path: Path) -> None:
    codes = folder_of(tmp_path, text=TEXT)
    ((row, gold),) = annotated(tmp_path, "events", folder=codes)
    assert (row["text"], row["published"]) == ("Norland condemned Eastmark on Monday.", "2026-03-02")
    assert [row["text"][s:e] for s, e in gold["events"][0]["recipients"]] == ["Eastmark"]
    assert gold["events"][0]["actors"] == [] and gold["events"][0]["said_by"] is None


def test_another_text_is_refused_and_named(tmp_path: Path) -> None:
    codes = folder_of(tmp_path, text=TEXT.replace("condemned", "applauded"))
    with pytest.raises(ValueError, match=r"events\.jsonl: news r1: .* 17"):
        list(annotated(tmp_path, "events", folder=codes))


def test_a_passage_comes_with_its_names(tmp_path: Path) -> None:
    codes = folder_of(tmp_path, text=TEXT)
    ((row, gold),) = annotated(tmp_path, "names", folder=codes)
    assert [(row["text"][s:e], kind) for s, e, kind in gold["names"]] == [("Norland", "Location")]


TOKENIZED = "Norland ’ s minister ( 54 ) did n't agree : “ We paid $ 5 , ” he said , “ and they did not . ”"


def test_a_tokenized_text_is_read_as_it_was_printed() -> None:
    assert joined(TOKENIZED) == "Norland’s minister (54) didn't agree: “We paid $5,” he said, “and they did not.”"
    assert joined(joined(TOKENIZED)) == joined(TOKENIZED)
    assert joined(TEXT) == TEXT


def test_a_tokenized_passage_comes_with_its_attributions(tmp_path: Path) -> None:
    folder_of(tmp_path, text=TOKENIZED)
    text = joined(TOKENIZED)
    start, said = text.index("“"), text.index("he said")
    quote = {"source": [[said, said + 2]], "cue": [[said + 3, said + 7]], "content": [[start, start + 13]]}
    entry = {"part": "news", "row": "r1", "start": 0, "end": len(text), "digest": digest(text), "joined": True}
    (tmp_path / "codes" / "quotes.jsonl").write_text(json.dumps(entry | {"quotes": [quote]}))
    ((row, gold),) = annotated(tmp_path, "quotes", folder=tmp_path / "codes")
    assert [row["text"][s:e] for role in ("source", "cue", "content") for s, e in gold["quotes"][0][role]] == [
        "he",
        "said",
        "“We paid $5,”",
    ]


def coded(kind: str) -> list[Json]:
    return [json.loads(line) for line in (FOLDER / f"{kind}.jsonl").read_text("utf8").splitlines()]


def test_all_names_are_well_formed() -> None:
    seen = {(x["part"], x["row"], x["start"]) for x in coded("names")}
    assert len(seen) == len(coded("names")) > 1_000
    for x in coded("names"):
        spans = [(s, e) for s, e, kind in x["names"] if kind in NAMES]
        assert len(spans) == len(x["names"]), x
        assert all(0 <= s < e <= x["end"] - x["start"] for s, e in spans), x
        assert all(one[1] <= other[0] for one, other in pairwise(spans)), x


def test_all_attributions_are_well_formed() -> None:
    seen = {(x["part"], x["row"], x["start"]) for x in coded("quotes")}
    assert len(seen) == len(coded("quotes")) > 100
    for x in coded("quotes"):
        for q in x["quotes"]:
            assert set(q) == {"source", "cue", "content"} and q["content"], x
            assert all(0 <= s < e <= x["end"] - x["start"] for spans in q.values() for s, e in spans), x


def test_all_codes_are_well_formed() -> None:
    seen = set()
    for x in coded("events"):
        where = (x["part"], x["row"], x["start"])
        assert where not in seen
        seen.add(where)
        for e in x["events"]:
            assert e["type"] in EVENT_TYPES and e["factuality"] in FACTUALITIES, where
            assert "mode" not in e or (e["type"], e["mode"]) in MODES, where
            assert all(0 <= s < t <= x["end"] - x["start"] for s, t in _spans(e)), where
    assert len(seen) > 4_000


def _spans(event: Json) -> list[list[int]]:
    alone = [event[k] for k in ("trigger", "place", "date", "said_by") if k in event]
    return [*alone, *event.get("actors", []), *event.get("recipients", [])]
