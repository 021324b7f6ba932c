"""Every command, option and setting that the docs name exists, and every link of theirs leads somewhere."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from dateline import cli
from dateline.settings import Settings
from eval import ROOT
from tools.reference import commands

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "examples" / "README.md"])
COMMANDS = dict(commands())
_FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_GROUPS = "|".join(str(g.name) for g in cli.app.registered_groups)
_CALL = re.compile(rf"^dateline ((?:(?:{_GROUPS}) )?[a-z]+)(.*)$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_the_docs_name_exists(page: Path) -> None:
    content = page.read_text("utf8")
    for block in _FENCE.findall(content):
        for command, rest in _CALL.findall(block):
            assert command in COMMANDS, f"dateline {command}"
            known = inspect.getsource(COMMANDS[command])
            for option in re.findall(r"\s--([a-z-]+)", rest.split("#")[0]):
                assert f"--{option}" in known or option.replace("-", "_") in known, f"dateline {command} --{option}"
    for name in re.findall(r"DATELINE_([A-Z_]+)", content):
        assert name.lower() in {*Settings.model_fields, "corpora", "no_skip"}, name


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target
