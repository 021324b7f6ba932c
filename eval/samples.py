"""The sample pages held against what was written down for them by hand.

python -m eval.samples [--misses] [PAGE …]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.flow import SAMPLES, lines, read_pages, sample_pages
from dateline.page.limits import Limits
from eval.corpora import fingerprint as digest
from eval.expectations import Check, checks

Json = dict[str, Any]
EXPECTED = SAMPLES / "expected"


def score_samples(records: Sequence[Json]) -> dict[str, tuple[int, int]]:
    """Return, for each kind of fact, how many of the expected ones were found, and how many are expected.

    Args:
        records: The contract's lines for the sample pages, in any order.
    """
    tally: dict[str, tuple[int, int]] = {}
    for check in held(records):
        found, of = tally.get(check.kind, (0, 0))
        tally[check.kind] = (found + check.ok, of + 1)
    return tally


def held(records: Sequence[Json], *, only: Sequence[str] = ()) -> Iterator[Check]:
    """Yield everything that is looked for on the sample pages, or on some of them."""
    for path in sorted(EXPECTED.glob("*.json")):
        if not only or path.stem in only:
            mine = [r for r in records if r["page"] == path.stem]
            yield from checks(path.stem, json.loads(path.read_text("utf8")), mine)


def read_samples() -> Iterator[Json]:
    """Read the sample pages; yield the contract's lines."""
    for item in read_pages(sample_pages(Limits())):
        yield from lines(item)


def scores() -> dict[str, float]:
    """Return the share of what is expected that is found, by kind of fact, and over all."""
    tally = score_samples(list(read_samples()))
    return {kind: found / of for kind, (found, of) in (tally | {"all": total(tally.values())}).items()}


def total(counts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Add counts up."""
    pairs = list(counts)
    return sum(found for found, _ in pairs), sum(of for _, of in pairs)


def fingerprint() -> str:
    """Return a digest of the pages and of what is expected of them."""
    return digest(SAMPLES / "pages.toml", *_files("pages"), *_files("expected"))


def _files(folder: str) -> list[Path]:
    return sorted((SAMPLES / folder).iterdir())


def main() -> None:
    """Print the counts, and what was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", help="ids of sample pages; all, if none is given")
    parser.add_argument("--misses", action="store_true", help="say what was not found")
    options = parser.parse_args()
    records = list(read_samples())
    tally = score_samples(records)
    tally["all"] = total(tally.values())
    print("  ".join(f"{kind} {found}/{of}" for kind, (found, of) in tally.items()))
    if options.misses:
        missed = (check for check in held(records, only=options.pages) if not check.ok)
        print("\n".join(f"{check.kind}: {check.what}" for check in missed))


if __name__ == "__main__":
    main()
