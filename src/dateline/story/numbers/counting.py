"""How a figure counts: anew ("another three", "in the past 24 hours") or in all ("brings the toll to 31")."""

from __future__ import annotations

import re

from dateline.model.span import Span

_ANEW_BEFORE = re.compile(
    r"\b(?:another|additional(?:ly)?|extra|fresh|further|(?:rose|risen|increased|up|grew|fell) by)\W+(?:\w+\W+)?$",
    re.IGNORECASE,
)
_ANEW_AFTER = re.compile(r"^\W*(?:\w+\W+){0,2}(?:more|others|additional|new|further)\b(?! than)", re.IGNORECASE)
_UNIT = "(?:hours?|days?|nights?|weeks?|weekend|months?|years?)"
_SPELL = re.compile(
    rf"\b(?:in|over|during|within|for) the (?:past|last|previous|preceding)(?: [\w-]+)? {_UNIT}\b|\bovernight\b"
    rf"|\bin (?:a|one) single {_UNIT}\b|\b(?:a|per) (?:day|week|month)\b(?! (?:ago|after|before|earlier|later))",
    re.IGNORECASE,
)
_TOTAL_BEFORE = re.compile(
    r"\b(?:toll|tally|count|total|number)\b[^.;]{0,60}\b(?:to|at|of|is|was|stands|stood|reached|passed|exceeded)\W+"
    r"(?:\w+\W+){0,3}$|\b(?:a|the) total of\W+(?:\w+\W+){0,2}$|\bin all\W+$",
    re.IGNORECASE,
)
_TOTAL_AFTER = re.compile(
    r"\bsince (?:the |\w+ )?(?:start|beginning|outbreak|war|conflict|fighting|offensive|invasion|uprising|\d{4}"
    r"|[A-Z]\w+)|\bin total\b|\bin all\b|\bso far\b|\bto date\b|\baltogether\b|\bcumulative"
)
_CLAUSE = re.compile(r"[;,]| and | while | but ")


def cumulative(sentence: str, figure: Span) -> bool | None:
    """Say whether a figure is a new count (False), a total (True), or one cannot tell (None).

    Args:
        sentence: The words of its sentence.
        figure: Where the figure stands in them.
    """
    before, after = sentence[: figure.start], sentence[figure.end :]
    clause = _CLAUSE.split(after, maxsplit=1)[0]
    if _ANEW_BEFORE.search(before) or _ANEW_AFTER.match(clause):
        return False
    if _TOTAL_BEFORE.search(before) or _TOTAL_AFTER.search(sentence):
        return True
    return False if _SPELL.search(clause) else None
