"""The command line: one thin function a command; the one place that joins flow and views."""

from __future__ import annotations

import sys

# In the order of the help: a command stands where its module is loaded.
from dateline.cli import reading, asking, telling, running, following, sharing, keeping, moving  # isort: skip
from dateline.cli import rereading, briefing, bulking, programs  # isort: skip
from dateline.cli.app import app

__all__ = [
    "app",
    "asking",
    "briefing",
    "bulking",
    "following",
    "keeping",
    "main",
    "moving",
    "programs",
    "reading",
    "rereading",
    "running",
    "sharing",
    "telling",
]


def main() -> None:
    """Run the command line; a reader that goes away (`| head`) ends it quietly."""
    try:
        app()
    except BrokenPipeError:
        # Python flushes standard output at exit and would complain once more.
        sys.stdout = open("/dev/null", "w", encoding="utf8")  # noqa: PTH123, SIM115
        sys.exit(1)
