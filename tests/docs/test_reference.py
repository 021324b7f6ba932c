"""The reference in docs is what the code says, and decisions, commands and settings are all there."""

from dateline.settings import Settings
from eval.corpora import ROOT
from tools.reference import reference


def test_the_reference_is_made_from_this_code() -> None:
    assert (ROOT / "docs" / "reference.md").read_text("utf8") == reference(), "run: make reference"


def test_every_setting_says_what_it_is() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"DATELINE_{name.upper()}" in reference()
