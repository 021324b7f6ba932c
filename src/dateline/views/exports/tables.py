"""CSV (RFC 4180) and tab-separated tables; no cell of them is taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline.views.exports.about import About, Row
from dateline.views.exports.columns import columns_of

# What spreadsheets take for the beginning of a formula (OWASP, CSV injection), the wide forms of East Asia with it.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def write_csv(batches: Iterable[Sequence[Row]], about: About) -> Iterator[bytes]:
    """Yield a table of rows with a line of names; lists stand in one cell, "; " between."""
    columns = columns_of(about.kind, text=about.text is not False)
    yield lines([[c.name for c in columns]])
    for batch in batches:
        yield lines([c.of(row) for c in columns] for row in batch)


def lines(rows: Iterable[Sequence[Any]]) -> bytes:
    """Return lines of CSV."""
    out = io.StringIO()
    csv.writer(out).writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def tabbed(rows: Iterable[Sequence[Any]]) -> bytes:
    """Return lines with tabs between the cells, as event data is passed on: no quotation marks, no breaks in a cell."""
    return "".join("\t".join(re.sub(r"[\t\r\n]+", " ", str(cell(v))) for v in row) + "\n" for row in rows).encode()


def cell(value: Any) -> Any:
    """Return a value as a cell: empty for None; an apostrophe before text that begins like a formula.

    Numbers stay numbers: -3.5 is none.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, (list, tuple)):
        value = "; ".join(value) if any(value) else ""
    shown = str(value)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
