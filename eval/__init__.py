"""The quality gate, our own gold, and benchmarks beside others."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder of the project."""
