"""What a figure counts in a running tally: the toll, the injured, the arrested, or the noun it stands with.

A reader names the measure where the words stand beside the number; in a running story they often do not ("put the dead
at 31", "police spoke of four"). Here the nearest word of counting in the clause tells, or else the figure before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model.span import Span
from dateline.model.told import FigureRow
from dateline.story.terms import stem

TOLL = "toll"
"""Killed and dead are one toll: the word depends on who writes, not on who died."""
SOME = "some"
"""The group of figures that count a part of the whole and do not name a group of people."""
_KINDS = {"killed": TOLL, "dead": TOLL}
_OWN = frozenset({"injured", "missing", "hostage", "detained", "displaced", "protesters", "troops"})
_VAGUE = frozenset({"people", "other", "age"})
"""Measures that a nearer word may make plainer; the age is one where "at 31" was taken for it."""
HARM = frozenset({TOLL, "injured", "missing", "hostage", "detained", "displaced"})
"""What befell people: what stories are followed by, even if one article alone gives it."""
_NEVER = frozenset({"age", "duration", "distance", "weight", "area"})
_CUES = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        (
            TOLL,
            r"\b(?:dead|deaths?|died|dies|die|killed|kill(?:s|ing|ings)?|toll|bod(?:y|ies)|corpses?|drown(?:ed|ing)|lives"
            r"|fatalit(?:y|ies)|slaughter(?:ed)?|succumbed|perished|massacred|buried|burying|victims|casualties|slain)\b",
        ),
        ("injured", r"\b(?:injur(?:ed|ies|y|ing)|wound(?:ed|ing|s)|hurt|hospitali[sz]ed)\b"),
        ("missing", r"\b(?:missing|unaccounted|untraced)\b"),
        ("hostage", r"\b(?:hostages?|abduct(?:ed|ion|ions|s)?|kidnap(?:ped|pings?|s)?|captives?|captured)\b"),
        (
            "detained",
            r"\b(?:arrest(?:ed|s|ing)?|detain(?:ed|s|ees?|ing)?|detentions?|custody|jail(?:ed)?|imprisoned"
            r"|behind bars|rounded up|picked up|apprehended|held|hold(?:s|ing)?(?= \d)|t(?:ook|aken) away|nabbed)\b",
        ),
        (
            "displaced",
            r"\b(?:displaced|fled|flee(?:ing)?|evacuat(?:ed|ions?|es|ing)|homeless|(?:left|from|out of) their homes"
            r"|sheltering|shelters|uprooted)\b",
        ),
    )
)
_GENERIC = frozenset("person persons people one others other individual individuals man men human life lives".split())
# Groups of people who are counted apart from the whole; a tally of one is not that of another.
_GROUPS = tuple(
    (name, frozenset(words.split()))
    for name, words in (
        ("children", "child children minor minors baby babies infant infants girl girls boy boys teenager teenagers"),
        ("women", "woman women"),
        ("journalists", "journalist journalists reporter reporters"),
        ("forces", "soldier soldiers troop troops officer officers policeman policemen constable constables guards"),
        (
            "fighters",
            "militant militants fighter fighters rebel rebels terrorist terrorists insurgent insurgents gunmen",
        ),
        ("helpers", "medic medics rescuer rescuers firefighter firefighters nurse nurses doctor doctors paramedics"),
        ("foreigners", "foreigner foreigners tourist tourists"),
        ("families", "family families household households"),
    )
)
_ORDINAL = re.compile(
    r"\d(?:st|nd|rd|th)\b|^(?:once|twice|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$",
    re.IGNORECASE,
)
_PUT = re.compile(r"\b(?:at|to|of|from)\W+(?:(?:about|around|least|some|more than)\W+)*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CUT = re.compile(r"[;:]|\bwhile\b|\bbut\b|\bwhereas\b|, (?=(?:according|[^,;]{2,40} (?:say|says|said|put|puts))\b)")
# "the 52 of the governor", "the 63 given by medics": whose count it is, not what is counted.
_NO_NOUN = re.compile(r"^ (?:of (?:the|its|his|her) |given\b|taken\b|[a-z]+ed\b(?! [a-z]+s\b))")
_REVISED = re.compile(
    r"\b(?:revis|correct|lower|reduc|trim|cut(?:s|ting)?\b|bring(?:s|ing)? down|brought down|overstat|scaled back"
    r"|adjust|amend|review|rais|downgrad|recount|mistak|in error|twice|duplicat)",
    re.IGNORECASE,
)
_FORMER_BEFORE = re.compile(
    r"\b(?:from|not|instead of|(?:earlier|previous(?:ly)?|initial(?:ly)?|first|former)\b[^.;]{0,40})\W*"
    r"(?:(?:the|an?|about|at least|some|more than|around|over)\W+)*$",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    r"\b(?:includ(?:ed|es|ing)|among (?:them|whom)|of (?:them|whom)|(?:dead|killed|victims|wounded|injured) were)\W+"
    r"(?:(?:the|an?|about|at least|some)\W+)*$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"^[^.;]{0,50}?\b(?:among|one of|part of)\b (?:those|the|a|them|\w+ (?:dead|killed|wounded|injured))", re.IGNORECASE
)
_NEW_AFTER = re.compile(r"^[^.;,]{0,20}\b(?:earlier|previously|at first|initially)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a figure counts.

    Args:
        kind: The measure of the tally, a noun after a colon for what has no measure of its own ("people:patient").
        group: Which group of people is counted apart ("children"), if one is.
        basis: How one knows: measure, clause, sentence, before (the figure before it), noun.
        former: Whether the text gives it as the count that no longer holds.
        revised: Whether the sentence says that a count was changed.
    """

    kind: str
    group: str | None
    basis: str
    former: bool = False
    revised: bool = False


def measured(figures: Iterable[FigureRow]) -> dict[str, Measured]:
    """Return, by id, what the figures of one article count; those that no tally follows are left out.

    Args:
        figures: The figures, in the order of the text.
    """
    out: dict[str, Measured] = {}
    last: Measured | None = None
    for figure in figures:
        found = _measured(figure, last)
        if found is not None:
            out[figure.id] = found
            last = found if _of_people(found.kind) else last
    return out


def _measured(figure: FigureRow, last: Measured | None) -> Measured | None:
    if (figure.low is None and figure.high is None) or _ORDINAL.search(figure.words.exact):
        return None
    kind, basis = _kind(figure, last)
    if kind is None:
        return None
    before, after = around(figure)
    revised = bool(_REVISED.search(figure.sentence.exact))
    former = bool(_FORMER_BEFORE.search(before) or _NEW_AFTER.search(after))
    return Measured(kind=kind, group=_group(figure), basis=basis, former=former, revised=revised)


def around(figure: FigureRow) -> tuple[str, str]:
    """Return the words of the sentence before a figure and behind it."""
    at = figure.words.span.start - figure.sentence.span.start
    return figure.sentence.exact[:at], figure.sentence.exact[at + len(figure.words.exact) :]


def value_of(figure: FigureRow) -> float:
    """Return the number a figure stands on: its least, or its most where that alone is said."""
    number = figure.low if figure.low is not None else figure.high
    assert number is not None  # such figures are in no tally
    return number


def _kind(figure: FigureRow, last: Measured | None) -> tuple[str | None, str]:
    measure = figure.measure or "other"
    if measure in _KINDS or measure in _OWN:
        return _KINDS.get(measure, measure), "measure"
    if measure in ("money", "percent"):
        return f"{measure}:{figure.unit or ''}:{_head(figure.of)}", "measure"
    if measure not in _VAGUE:
        return (None, "") if measure in _NEVER else (measure, "measure")
    return _plainer(figure, measure, last)


def _plainer(figure: FigureRow, measure: str, last: Measured | None) -> tuple[str | None, str]:
    """Return what the words around a figure of people or things make of it."""
    if measure == "age":
        # "put the dead at 31", but not "Rosa Lind, 31"
        return _cued(figure) if _PUT.search(around(figure)[0]) else (None, "")
    noun = "" if _NO_NOUN.match(around(figure)[1]) else _head(figure.of)
    if measure == "other" and noun and not any(cue.search(figure.of or "") for _, cue in _CUES):
        return f"other:{noun}", "noun"
    cued = _cued(figure)
    if cued[0] is not None:
        return cued
    if noun or figure.of:
        return f"people:{noun}", "noun"
    # "Police spoke of four" counts what was counted before, if that were people
    return (last.kind, "before") if last is not None and _of_people(last.kind) else (None, "")


def _of_people(kind: str) -> bool:
    return kind == TOLL or kind in _OWN or kind.startswith("people:")


def _cued(figure: FigureRow) -> tuple[str | None, str]:
    """Return what the nearest word of counting in the clause, or else in the sentence, makes of a figure."""
    sentence = figure.sentence.exact
    at = figure.words.span.start - figure.sentence.span.start
    here = Span(at, at + len(figure.words.exact))
    found = [(kind, m.start(), m.end()) for kind, cue in _CUES for m in cue.finditer(sentence)]
    if not found:
        return None, ""
    clause = clause_of(sentence, here)
    near = sorted((_gap(here, s, e), kind, clause.start <= s < clause.end) for kind, s, e in found)
    inside = [kind for _, kind, within in near if within]
    if inside:
        return inside[0], "clause"
    # another noun of its own counts something else than the far part of the sentence speaks of
    noun = _head(figure.of)
    return (near[0][1], "sentence") if not noun or noun in _GENERIC else (None, "")


def _gap(here: Span, start: int, end: int) -> int:
    return start - here.end if start >= here.end else here.start - end


def clause_of(sentence: str, here: Span) -> Span:
    """Return the clause of a sentence in which a span stands: what lies between semicolons, "while" and "but"."""
    cuts = [0, *(m.start() for m in _CUT.finditer(sentence)), len(sentence)]
    start = max(c for c in cuts if c <= here.start)
    return Span(start, max(here.end, min(c for c in cuts if c > here.start)))


def _head(of: str | None) -> str:
    """Return the stem of the last word of what is counted, "" for people in general."""
    words = _WORD.findall(of.lower()) if of else []
    return "" if not words or words[-1] in _GENERIC else stem(words[-1])


def _group(figure: FigureRow) -> str | None:
    """Return which of those counted a figure counts: children, soldiers, or "some" where the text says it is a part."""
    words = set(_WORD.findall(figure.of.lower())) if figure.of else set()
    named = next((name for name, members in _GROUPS if words & members), None)
    before, after = around(figure)
    part = figure.part_of is not None or _PART_BEFORE.search(before) or _PART_AFTER.match(after)
    return named or (SOME if part else None)
