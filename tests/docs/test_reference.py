"""What is made from the code is what the code says now."""

from pathlib import Path

import pytest

from dateline.settings import Settings
from tools.reference import FILES, reference


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_made_files_are_up_to_date(path: Path) -> None:
    old = path.read_text("utf8")
    assert FILES[path](old) == old, "run: make reference"


def test_every_setting_says_what_it_is() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"DATELINE_{name.upper()}" in reference()
