"""The contract: its schema stands in docs, and records hold to it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from dateline.errors import EmptyPage, PageError
from dateline.flow import SAMPLES, lines, read_page, read_pages, sample_pages
from dateline.model.page import Page
from dateline.model.schema import schema
from dateline.model.span import Span
from dateline.page.limits import Limits
from dateline.record.reading import Reading
from eval import ROOT
from eval.corpora import unread

VALIDATOR = jsonschema.Draft202012Validator(schema())
SAMPLE_PAGES = [p for p in sample_pages(Limits()) if isinstance(p, Page)]


def test_the_schema_in_docs_is_the_schema_of_the_code() -> None:
    assert json.loads((ROOT / "docs" / "record.schema.json").read_text("utf8")) == schema()


def test_there_are_samples() -> None:
    assert len(SAMPLE_PAGES) >= 12
    assert (Path(SAMPLES) / "README.md").is_file()


@pytest.mark.parametrize("page", SAMPLE_PAGES, ids=lambda p: p.id)
def test_a_sample_gives_valid_lines_that_read_back(page: Page) -> None:
    found = list(lines(read_page(page)))
    assert found
    for line in found:
        VALIDATOR.validate(json.loads(json.dumps(line)))
        assert not list(unread(line))


def test_errors_and_pages_without_articles_are_lines_too() -> None:
    for item in read_pages([EmptyPage("has no text", page="e"), Page(id="p", content="Home\nAbout us\nContact\n")]):
        (line,) = lines(item)
        VALIDATOR.validate(line)
        assert "error" in line or (line["kind"] == "page" and line["reason"])


def test_pairs_are_answered_in_their_order() -> None:
    text = "Norland accused Tarvia of spying. Tarvia praised Norland."
    pairs = ((Span(0, 7), Span(16, 22)), (Span(34, 40), Span(49, 56)))
    (line,) = lines(read_page(Page(id="p", content=text, read_as="article", pairs=pairs)))
    assert [p["type"] for p in line["pairs"]] == ["ACCUSE", "SUPPORT"]


def test_a_page_that_breaks_a_step_is_an_error_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    import dateline.flow as flow

    def broken(page: Page, *, how: Reading) -> object:
        if page.id == "bad":
            raise RecursionError("too deep")
        return read_page(page, how=how)

    monkeypatch.setattr(flow, "read_page", broken)
    good = Page(id="good", content="Envoys met in Oslo on Monday.", read_as="article")
    bad = Page(id="bad", content="x", read_as="article")
    first, second = read_pages([bad, good])
    assert isinstance(first, PageError)
    assert first.page == "bad"
    assert "RecursionError" in first.message
    assert not isinstance(second, PageError)


def test_a_broken_step_leaves_the_other_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    import dateline.record.read as reading

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "find_places", broken)
    page = Page(id="p", content='"It is done," Lena Orsk said in Oslo on 5 May 2025.', read_as="article")
    (record,) = read_page(page).records
    assert record.quotes
    assert record.times
    assert not record.places
    assert dict(record.reasons)["places"].endswith("ZeroDivisionError: ")


def test_two_runs_with_other_hash_seeds_say_the_same() -> None:
    folder = str(Path(SAMPLES) / "pages")
    command = [sys.executable, "-m", "dateline", "read", "--jsonl", "--jobs", "1", folder]
    runs = [
        subprocess.run(command, capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
