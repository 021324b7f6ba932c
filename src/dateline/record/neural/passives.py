"""Who speaks where somebody is told or accused: "the mayor was told by police", "a man accused of theft"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.reading import RawAttribution, RawName
from dateline.record.rules.inflect import is_past

_DRAWN = re.compile(
    r"(?i)\b(?:drew|draws|drawn|drawing|faced|faces|facing|received|receives|won|wins|earned|attracted|prompted|sparked"
    r"|came under|comes under) (?:[\w-]+ ){0,2}?(?:criticism|praise|condemnation|fire|backlash|rebukes?|outrage|anger"
    r"|ire|support|complaints|scorn|applause|mockery|scrutiny) from"
)
"""Who comes behind says so: "Rao | drew criticism from | lawmakers"."""
_TOLD_BY = re.compile(
    r"(?i)\b(?:was|were|been|being|is|are) (?:(?:\w+ly|later|also) )?(?:told|informed|notified|briefed|warned|assured"
    r"|advised|asked|urged|ordered|accused|criticized|criticised|blamed|slammed|condemned|praised|lauded|rebuked)"
    r"(?: (?:for|over))?(?P<by> by)?$"
)
_JUDGED = re.compile(r"(?i)\b(?:accused|criticized|criticised|blamed|slammed|condemned|praised|lauded|rebuked)\b")
_BY_WITHIN = re.compile(r".*(?P<by> by)(?= )", re.S)
_BY_BEHIND = re.compile(r"[^.;:!?]{0,40}?(?P<by> by)(?= )")
_SOMEBODY = re.compile(
    r" (?:(?:the|an?|his|her|their|its) )?(?:[\w’'-]+ ){0,2}?[\w’'-]+(?=(?: (?:that|to|of|not|in|on|at|for)\b|[.,;]))"
)
_HELD = re.compile(
    r"(?i)(?:\b(?:is|are|was|were|been|being|be) (?:\w+ly )?|, )"
    r"(?:said|believed|thought|reported|rumou?red|understood|alleged|known)(?: to)?$"
)
"""What is held of somebody, by nobody in particular: "Rao | was said to | be furious", "Rao, | said to | be ill"."""
_HELD_AND = re.compile(
    r"(?i)(?P<cue>(?:is|are|was|were) (?:\w+ly )?(?:said|believed|thought|reported|understood)) to\b"
)
"""The same with the verb that follows taken in: "are said | to be urging"."""
_HELD_BEFORE = 16
_INFINITIVE = re.compile(r" ?(?:to )?(?:be|have)\b| to\b")
_REACH = 40
_CLAUSE = re.compile(r"\b(?:that|to|of|not|in|on|at|for|and)\b")
_TIME = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|noon|midnight|dawn|then|now|letter|e-?mail|phone|text|post|\d)",
    re.I,
)
"""By when, or by which way, somebody is told."""
_OF = re.compile(r" ?(?:of|with)\b")
_ACCUSED = re.compile(
    r"(?i)(?:and |or |later |also |then )?(?:accused|suspected|convicted|acquitted|charged)(?: of| with)?"
)


def of_passives(found: Sequence[RawAttribution], names: Sequence[RawName], text: str) -> tuple[RawAttribution, ...]:
    """Return the attributions, those in the passive with whom "by" names, or without a source.

    Args:
        found: What the encoder found.
        names: The article's names.
        text: The article's text.
    """
    return tuple(_of_passive(a, names, text) for a in found)


def _of_passive(a: RawAttribution, names: Sequence[RawName], text: str) -> RawAttribution:
    if a.cue is None:
        return a
    before = a.source is None or a.source.end <= a.cue.start
    if before and (held := _as_held(a, text)) is not None:
        return held
    drawn = _DRAWN.search(text, a.cue.start, a.cue.end + len(" from")) if before else None
    if drawn is not None and (critic := _behind(drawn.end(), names, text)) is not None:
        return replace(a, source=critic)
    told = _TOLD_BY.search(text, a.cue.start, a.cue.end)
    if told is None or not before:
        return a
    by = a.cue.end if told["by"] else a.cue.end + len(" by")
    if told["by"] or text.startswith(" by ", a.cue.end):
        return replace(a, source=_behind(by, names, text))
    return _judged_by(a, names, text) if _JUDGED.search(told.group()) else a


def _judged_by(a: RawAttribution, names: Sequence[RawName], text: str) -> RawAttribution:
    """Return what is held against somebody with whom "by" names behind it, or without a source: he does not say it."""
    assert a.cue is not None
    behind = [c for c in a.content if c.start >= a.cue.end]
    first, last = (behind[-1].start, behind[-1].end) if behind else (a.cue.end, a.cue.end)
    by = _BY_WITHIN.match(text, first, last + 1) or _BY_BEHIND.match(text, last)
    agent = _behind(by.end(), names, text) if by is not None and not _is_of_deed(by.start("by"), text) else None
    kept = tuple(Span(c.start, min(c.end, by.start("by"))) for c in a.content if by and c.start < by.start("by"))
    if agent is None or not kept:
        return replace(a, source=None)
    return replace(a, source=agent, content=kept)


def _is_of_deed(by: int, text: str) -> bool:
    """Say whether "by" names who did something else: "a song written | by Kim Hale"."""
    before = text[max(0, by - _REACH) : by].split()
    return bool(before) and is_past(before[-1].lower())


def _behind(by: int, names: Sequence[RawName], text: str) -> Span | None:
    """Return whom "by" or "from" leads to."""
    agent = next((n.span for n in names if _leads_to(by, n.span, text)), None)
    if agent is not None:
        agent = Span(by + len(text[by : agent.start]) - len(text[by : agent.start].lstrip()), agent.end)
    elif (noun := _SOMEBODY.match(text, by)) is not None and not _TIME.search(text, by, noun.end()):
        agent = Span(by + 1, noun.end())
    return agent


def _leads_to(by: int, name: Span, text: str) -> bool:
    """Say whether "by" and small words lead to a name: "by | prosecution lawyer | Jim Roe"."""
    if not by < name.start <= by + _REACH:
        return False
    between = text[by : name.start]
    return all(w.islower() and w.isalpha() for w in between.split()) and not _CLAUSE.search(between)


def _is_accused(cue: Span, text: str) -> bool:
    """Say whether a cue is a participle behind whom it is said of: who accuses is followed by whom, not by "of"."""
    found = _ACCUSED.fullmatch(text, cue.start, cue.end)
    return found is not None and (found.group().endswith((" of", " with")) or _OF.match(text, cue.end) is not None)


def _as_held(a: RawAttribution, text: str) -> RawAttribution | None:
    """Return what is said of its subject, and not by it, without a source; None where the subject may speak.

    The subject is part of what is held of it, as in the corpus of attributions.
    """
    if a.source is None or a.cue is None:
        return None
    if _is_accused(a.cue, text):
        return replace(a, source=None)
    rest = tuple(c for c in a.content if not c.touches(a.source))
    subject = Span(a.source.start, a.source.start + len(a.source.of(text).rstrip(" ,")))
    if not rest or min(rest).start < a.cue.end:
        return None  # "“I will never go,” Rao is said to have told aides"
    if _is_held(a.cue, text):
        return replace(a, source=None, content=(subject, *rest))
    if (held := _HELD_AND.match(text, a.cue.start, a.cue.end)) is not None:
        content = (subject, Span(held.end("cue") + 1, rest[0].end), *rest[1:])
        return replace(a, source=None, cue=Span(a.cue.start, held.end("cue")), content=content)
    return None


def _is_held(cue: Span, text: str) -> bool:
    """Say whether a cue only says that something is held of its subject."""
    held = _HELD.search(text, max(0, cue.start - _HELD_BEFORE), cue.end)
    return held is not None and held.end() == cue.end and _INFINITIVE.match(text, cue.end) is not None
