"""The threat model names the tests that hold its defenses, and each of them is there."""

from __future__ import annotations

import re

import pytest

from eval import ROOT

PAGE = (ROOT / "docs" / "threat-model.md").read_text("utf8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
CASES = ("SSRF", "XSS", "CSRF", "Path traversal", "Zip slip", "Formula injection", "Denial of service")


@pytest.mark.parametrize(("path", "test"), NAMED)
def test_each_test_it_names_exists(path: str, test: str) -> None:
    assert f"def {test}(" in (ROOT / path).read_text("utf8")


def test_each_row_names_a_test() -> None:
    rows = [line for line in PAGE.split("| case |")[1].split("\n\n")[0].splitlines()[2:] if line]
    assert rows
    assert [row for row in rows if not re.search(r"`tests/[\w/]+\.py::\w+` \|$", row)] == []


@pytest.mark.parametrize("case", CASES)
def test_each_case_is_among_them(case: str) -> None:
    assert re.search(rf"^\| {case}\b.*`tests/", PAGE, re.MULTILINE)
