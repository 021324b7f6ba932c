"""Shards: every page in one of them, whatever the file and however it is cut."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.bulk.plan import make_plan
from dateline.bulk.reading import pages_of
from dateline.bulk.sources import sources_of
from dateline.errors import BulkError, PageError
from dateline.page.limits import Limits
from tests.bulk.making import page, write_lines


@given(
    lines=st.lists(st.sampled_from(["page", "blank", "broken"]), max_size=30),
    part=st.integers(1, 7),
    last=st.booleans(),
)
def test_lines_are_cut_without_loss(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], part: int, last: bool
) -> None:
    path = tmp_path_factory.mktemp("lines") / "a.jsonl"
    said = [{"page": json.dumps(page(n)), "blank": "", "broken": "{"}[kind] for n, kind in enumerate(lines)]
    path.write_text("\n".join(said) + ("\n" if last else ""), "utf8")
    (whole,) = sources_of([str(path)])
    plan = make_plan([], [whole], part_pages=part, reading="")

    def told(items: object) -> list[str]:
        return [item.page or "-" if isinstance(item, PageError) else item.id for item in items]  # type: ignore[attr-defined]

    pieces = [told(pages_of(source, limits=Limits())) for shard in plan.shards for source in shard.sources]
    assert [name for piece in pieces for name in piece] == told(pages_of(whole, limits=Limits()))
    assert all(len(piece) <= part for piece in pieces)


def test_small_files_go_together(tmp_path: Path) -> None:
    for n in range(7):
        (tmp_path / f"{n}.txt").write_text(str(page(n)["text"]), "utf8")
    (tmp_path / ".hidden.txt").write_text("no", "utf8")
    plan = make_plan([], sources_of([str(tmp_path)]), part_pages=3, reading="")
    assert [len(shard.sources) for shard in plan.shards] == [3, 3, 1]


def test_a_glob_and_a_file_url_stand_for_files(tmp_path: Path) -> None:
    pytest.importorskip("daft")
    paths = [write_lines(tmp_path / f"{name}.jsonl", range(2)) for name in "ab"]
    assert [s.path for s in sources_of([str(tmp_path / "*.jsonl"), str(paths[0])])] == [str(p) for p in paths]
    (remote,) = sources_of([f"file://{tmp_path}/a.jsonl"])
    assert [getattr(p, "id", None) for p in pages_of(remote, limits=Limits())] == ["p0", "p1"]


@pytest.mark.parametrize("given", ["none.jsonl", "none/*.txt", "https://news.example/a.warc"])
def test_what_stands_for_nothing_is_said(given: str) -> None:
    with pytest.raises(BulkError, match=given.replace("*", r"\*").replace(".", r"\.")):
        sources_of([given])


def test_rows_of_parquet_are_pages(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    rows = [{k: v for k, v in page(n).items() if k != "id"} for n in range(3)] + [{"text": None}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    (source,) = sources_of([str(tmp_path)])
    *pages, broken = pages_of(source, limits=Limits())
    assert [getattr(p, "id", None) for p in pages] == [f"{source.path} row {n}" for n in (1, 2, 3)]
    assert isinstance(broken, PageError)
