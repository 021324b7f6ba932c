"""What the doctor sees: settings that set nothing, a clock that is behind, a store that is none."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dateline.doctor import Finding, diagnose
from dateline.store import open_store
from tests.factory import talks


def bad(store: str) -> list[Finding]:
    return [finding for finding in diagnose(store) if not finding.ok]


def test_a_name_that_is_nearly_a_setting_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_STROE", "a.db")
    (found,) = bad(str(tmp_path / "d.db"))
    assert (found.what, found.says) == ("settings", "DATELINE_STROE is no setting (DATELINE_STORE?)")


def test_a_clock_behind_the_store_is_told(tmp_path: Path) -> None:
    sample = talks()
    with open_store(tmp_path / "d.db") as store:
        ahead = datetime.now(UTC) + timedelta(days=1)
        store.add(sample.page, sample.cutting, sample.records, added_at=ahead)
    assert [found.what for found in bad(str(tmp_path / "d.db"))] == ["clock"]


def test_a_file_that_is_no_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "d.db").write_text("no store")
    assert [found.what for found in bad(str(tmp_path / "d.db"))] == ["store"]


def test_a_sentence_is_read(tmp_path: Path) -> None:
    (model,) = [finding for finding in diagnose(str(tmp_path / "d.db")) if finding.what == "model"]
    assert model.ok
