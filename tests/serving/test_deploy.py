"""What the units and the image call exists: commands, their options, settings, the address that is asked for health."""

import configparser
import re
from pathlib import Path

import pytest

from dateline import cli
from dateline.settings import Settings
from eval import ROOT

DEPLOY = ROOT / "deploy"
COMMANDS = {c.callback.__name__ for c in cli.app.registered_commands if c.callback}


@pytest.mark.parametrize("file", sorted(DEPLOY.iterdir()), ids=lambda p: p.name)
def test_what_is_called_exists(file: Path) -> None:
    content = file.read_text("utf8")
    for name in re.findall(r"DATELINE_([A-Z_]+)", content):
        assert name.lower() in Settings.model_fields, name
    for command in re.findall(r"^ExecStart=/opt/dateline/bin/dateline (\w+)|^CMD \[\"(\w+)\"\]", content, re.MULTILINE):
        assert "".join(command) in COMMANDS


@pytest.mark.parametrize("unit", ["dateline.service", "dateline-backup.service"])
def test_services_are_not_root(unit: str) -> None:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / unit)
    assert parser["Service"]["User"] == "dateline"
    assert parser["Service"]["NoNewPrivileges"] == "yes"


def test_the_image_is_not_root_and_asks_for_its_health() -> None:
    content = (DEPLOY / "Dockerfile").read_text("utf8")
    assert re.search(r"^USER \d+$", content, re.MULTILINE)
    assert "/readyz" in content.partition("HEALTHCHECK")[2]
