"""Judgements as flat rows: one a row, with the words it was about and whether it stands, for coders and programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.model.review import judged_of, on_each, undone
from dateline.model.story import Judgement

COLUMNS = ("id", "target", "kind", "article", "quote_exact", "char_start", "char_end", "verdict", "by", "at", "note",
           "supersedes", "undone", "stands", "said", "corrected")  # fmt: skip


def coded_rows(judgements: Sequence[Judgement]) -> Iterator[dict[str, Any]]:
    """Yield judgements as rows, in the order of time.

    Args:
        judgements: All of those on what they are about, in the order of time: a later one may undo an earlier one.
    """
    gone = undone(judgements)
    standing = {mine[0].id for mine in on_each(judgements).values()}
    for j in judgements:
        then, value = judged_of(j), json.loads(j.value or "{}")
        first = then.statement.evidence[0] if then else None
        yield {
            "id": j.id,
            "target": j.target,
            "kind": value.get("kind"),
            "article": then.statement.article if then else value.get("article"),
            "quote_exact": first.exact if first else None,
            "char_start": first.span.start if first else None,
            "char_end": first.span.end if first else None,
            "verdict": j.verdict,
            "by": j.by,
            "at": j.at.isoformat(),
            "note": j.note,
            "supersedes": j.supersedes,
            "undone": j.id in gone,
            "stands": j.id in standing,
            "said": json.dumps(then.said, ensure_ascii=False) if then else None,
            "corrected": json.dumps(then.fields, ensure_ascii=False) if then and then.fields else None,
        }
