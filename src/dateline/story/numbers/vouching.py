"""Who vouches for a figure: the one its own clause names, before the one who speaks in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.span import Span
from dateline.model.tally import VouchedBy
from dateline.model.told import FigureRow, NameRow, Who
from dateline.story.numbers.measured import clause_of

_VERBS = (
    "say|says|said|saying|report|reports|reported|count|counts|counted|put|puts|speak of|speaks of|spoke of|spoken of"
    "|give|gives|gave|given|list|lists|listed|register|registers|registered|record|records|recorded|confirm|confirms"
    "|confirmed|claim|claims|claimed|estimate|estimates|estimated|announce|announces|announced|believe|believes"
    "|believed|insist|insists|insisted|maintain|maintains|maintained|acknowledge|acknowledged|admit|admits|admitted"
    "|admitting|conceded|accept|accepts|accepted|adopted|tell|tells|told|revise|revises|revised|raise|raises|raised"
    "|lower|lowers|lowered|cut|cuts|cutting|reduced|reduces|trims|trimmed|corrected|corrects|brought down|set|sets"
    "|keep|keeps|kept|has|have|had|stick to|sticks to|stuck to|stand by|stands by|stood by|arrested|arrest|arrests"
    "|detained|detain|detains|hold|holds|treated|recovered|documented|verified|tallied|repeat|repeats|repeated"
    "|also moved|moved|gone up|went up|stopped at|noted|notes|added|adds|reviewed|is holding|know of|knows of"
)
# A subject of counting right before its verb; auxiliaries and adverbs may come between.
_LINK = re.compile(
    r"^(?:[’']s)?(?:,? (?:which|who|whose)\b[^;]{0,50}?,?)?(?: \([^)]{1,30}\))?,?"
    r"(?: (?:(?:on|late|early) \w+(?: (?:night|morning|evening|afternoon))?|now|also|still|later|has|have|had|is|was"
    r"|has now|earlier|last \w+|by \w+|that|then|alone))*"
    rf" (?:{_VERBS})\b",
    re.IGNORECASE,
)
_POSSESSED = re.compile(
    r"^(?:[’']s?|s[’'])(?: \w+){0,2} (?:counts?|tall(?:y|ies)|tolls?|figures?|numbers?|estimates?|list|office|data)\b",
    re.IGNORECASE,
)
_OWN_NUMBER = re.compile(
    r"^[’']s?(?: own)? (?:count of |figure of |toll of )?(?:at least |about |more than )?$", re.IGNORECASE
)
_BEHIND = re.compile(
    r"^[^;.]{0,12}?(?:,| )(?:according to|(?:given|reported|counted|admitted|announced|registered|confirmed) by|of"
    r"|that|as)\b (?:the |its |a |an )?(?:[\w.\-]+ ){0,3}?$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"^[^;]{0,100}?\baccording to (?:[\w.’'\-]+ ){0,5}?$", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"^(?:its|his|her|their) ", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:in|at|near|from) (?:the )?$")
_OF = re.compile(r"\bof (?:the )?$")
_ARRESTING = re.compile(r"arrest|detain|hold")
_FORCES = re.compile(
    r"\b(?:polic|army|military|troops|guard|forces?|officers|authorit|agents|security|soldiers)", re.IGNORECASE
)
_QUANTITY = re.compile(
    r"\b(?:at|least|most|more|fewer|less|than|about|some|around|nearly|almost|over|up|to|as|many|now|only|just|still|it"
    r"|them|the|a|an|its|own|total|count|toll|figure|number|of|confirmed)\b",
    re.IGNORECASE,
)
"""What may stand between "has" and the number that somebody counted."""
_OWNED = frozenset({"money", "percent", "troops", "other"})
_NO_NAME = re.compile(r"^(?:the|a|an|one|two|three|\d+)\b.{0,12}$|\bthan$", re.IGNORECASE)
_NOBODY = frozenset("people victims dead toll number figure count they those bodies the a an one".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """Who vouches for a figure.

    Args:
        who: The one.
        basis: clause (named with the figure) or sentence (speaks in it).
        phrase: The words around the name, in which an office may stand ("a spokesman for the police").
    """

    who: Who
    basis: VouchedBy
    phrase: str = ""


def voucher_of(figure: FigureRow, names: Sequence[NameRow]) -> Voucher | None:
    """Return who vouches for a figure in its sentence, or None.

    Args:
        figure: The figure.
        names: The names and nouns for somebody in the figure's sentence, in the order of the text.
    """
    sentence, offset = figure.sentence.exact, figure.sentence.span.start
    here = figure.words.span.shift(-offset) if figure.words.span in figure.sentence.span else None
    if here is None:
        return None
    spans = [(n, n.words.span.shift(-offset)) for n in names if n.words.span in figure.sentence.span]
    spans = [(n, s) for n, s in spans if not s.touches(here) and n.words.exact.lower() not in _NOBODY]
    found = _behind(sentence, here, spans) or _before(sentence, here, spans, figure)
    if found is not None:
        name, span = _named(sentence, found, spans)
        return Voucher(who=name.who, basis="clause", phrase=_phrase(sentence, span))
    if figure.authority is not None and not _NO_NAME.search(figure.authority.label):
        return Voucher(who=figure.authority, basis="sentence", phrase=_phrase_of(sentence, spans, figure.authority))
    return None


Placed = tuple[NameRow, Span]


def _behind(sentence: str, here: Span, spans: Sequence[Placed]) -> Placed | None:
    """Return who is named right behind the figure as whose it is ("the 63 given by medics", "90, according to Rao")."""
    following = [(n, s) for n, s in spans if s.start >= here.end]
    if not following:
        return None
    told = next(((n, s) for n, s in following if _ACCORDING.match(sentence[here.end : s.start])), None)
    if told is not None:
        return told
    first = following[0]
    between = sentence[here.end : first[1].start]
    if not _BEHIND.match(between):
        return None
    # "31 that parents had" needs its verb; "52 of his people" and "140 of Saltivka" are no sources
    word = between.split()
    if "that" in word or "as" in word:
        return first if _LINK.match(sentence[first[1].end :]) else None
    if "of" in word and "according" not in between:
        before = sentence[: here.start].rstrip().lower()
        return first if before.endswith(("the", "to")) and first[0].who.type in ("person", "organization") else None
    return first


def _before(sentence: str, here: Span, spans: Sequence[Placed], figure: FigureRow) -> Placed | None:
    """Return the nearest subject of counting before the figure in its clause, or whose count it is."""
    clause = clause_of(sentence, here)
    for name, span in reversed([(n, s) for n, s in spans if clause.start <= s.start and s.end <= here.start]):
        after = sentence[span.end : here.start]
        if _INSIDE.search(sentence[: span.start]) or (name.who.type == "place" and _OF.search(sentence[: span.start])):
            continue  # "the port office in Halle": the place is not the one who counts
        if _OF_ANOTHER.match(sentence[span.start : span.end]) or _OF_ANOTHER.match(sentence[max(0, span.start - 4) :]):
            continue  # "the Red Cross said its volunteers counted": the Red Cross
        if _OWN_NUMBER.match(after) or _POSSESSED.match(after):
            return name, span
        link = _LINK.match(after)
        if link and not _passive(after) and _fits(link.group(), after[link.end() :], _phrase(sentence, span), figure):
            return name, span
    return None


def _fits(link: str, rest: str, phrase: str, figure: FigureRow) -> bool:
    """Say whether a verb makes its subject the one who counts.

    Who has a number of dead counted it if the number comes at once ("has at least 58"), who has members or seats has
    them; who arrests people counts them if that is his office.
    """
    verb = link.rsplit(maxsplit=1)[-1].lower()
    if verb in ("has", "have", "had"):
        return figure.measure not in _OWNED and not _QUANTITY.sub("", rest).strip()
    return not _ARRESTING.match(verb) or bool(_FORCES.search(phrase))


def _named(sentence: str, found: Placed, spans: Sequence[Placed]) -> Placed:
    """Return the name beside which a noun stands ("Musa Ibrahim, a superintendent, confirmed 23"), or the noun."""
    name, span = found
    beside = next((p for p in spans if 0 < span.start - p[1].end <= 5 and sentence[p[1].end] == ","), None)
    return beside if beside is not None and name.form == "nominal" and beside[0].form == "name" else found


def _passive(after: str) -> bool:
    """Say whether the words make the name the one who was counted ("police were told 34 …")."""
    return bool(re.match(r"^,? (?:was|were|been|being) ", after))


def _phrase(sentence: str, span: Span) -> str:
    """Return the name with the words around it up to the next comma or verb on either side."""
    before = re.split(r"[,;:.\"“”–—]| and | that ", sentence[: span.start])[-1]
    after = re.split(
        rf"[;:.\"“”–—]|,(?! (?:a |the |its |who |which |spokes|chief|head|director))|\b(?:{_VERBS})\b",
        sentence[span.end :],
        maxsplit=1,
    )[0]
    return " ".join((before + sentence[span.start : span.end] + after).split())[-90:]


def _phrase_of(sentence: str, spans: Sequence[Placed], who: Who) -> str:
    found = next((s for n, s in spans if n.who == who), None)
    return _phrase(sentence, found) if found else who.label
