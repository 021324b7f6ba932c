"""Words that sound like a political deed and tell of illness, family, websites or moods."""

from __future__ import annotations

import re

_ILLNESS = re.compile(
    r"\b(?:epilep\w+|convuls\w+|neurolog\w+|brain|symptoms?|hospital\w*|patients?|doctors?|fever|stroke|medication)\b",
    re.I,
)
_CUSTODY = re.compile(
    r"\b(?:joint|sole|shared|legal|physical|primary|full|child) custody\b"
    r"|custody (?:of|over|battle for) (?:the|their|her|his|its|both|two|three|a)? ?(?:\w+ )?"
    r"(?:child(?:ren)?|kids?|sons?|daughters?|bab(?:y|ies)|infants?|twins|pets?)\b",
    re.I,
)
_TERMS = re.compile(
    r"(?:agree|consent|accept)\w*(?: to)? (?:our|the|these|its|their)? ?"
    r"(?:privacy (?:policy|notice)|cookie|user agreement|terms (?:of (?:use|service)|(?:and|&) conditions))",
    re.I,
)
_DAYS = "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun"
_PHONED = re.compile(rf" ?(?:on )?(?:{_DAYS})day(?: (?:morning|afternoon|evening|night))?(?:[.,;!?”\"]|$| and | but )")


_NEAR = 80
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be) (?:\w+ly )?$")
_MET_WITH = re.compile(
    r" (?:with|by) (?:(?!with\b)[a-z-]+ ){0,2}?(?:gas|bullets|gunfire|resistance|criticism|anger|protests?|force"
    r"|violence|applause|cheers|boos|silence|skepticism|scepticism|opposition|outrage|fire|cannons?|stones|rejection|approval"
    r"|derision|condemnation|disbelief|indifference|enthusiasm|relief|backlash|hostility|support)"
    r"(?= (?:from|by|in|at|on|and|as|when|after|for|among|across)\b|[.,;]|$)"
)
_MET_NEEDS = re.compile(
    r"\b(?:demands?|targets?|conditions?|deadlines?|needs?|goals?|requirements?|expectations?|criteria|standards?)\b"
    r"[^.,;]* (?:was|were|been|being|is|are|be|not) (?:\w+ly )?$"
)
"""What is met and is nobody."""


def only_sounds(type_: str, words: str, before: str, after: str, article: str) -> bool:
    """Say whether a trigger is no deed of the type it was read as.

    Args:
        type_: The PLOVER type.
        words: The trigger in small letters.
        before, after: What stands before it, and behind it, in its sentence.
        article: The whole text.
    """
    if type_ == "COERCE":
        ill = re.fullmatch(r"seizures?", words) and not after.startswith(" of") and _ILLNESS.search(article)
        return bool(ill) or ("custody" in words + after[:1] and _CUSTODY.search(f"{before}{words}{after}") is not None)
    if type_ == "CONSULT" and words.split(maxsplit=1)[0] in ("met", "meet", "meets"):
        return (_PASSIVE.search(before) and _MET_WITH.match(words[len("met") :] + after) is not None) or (
            _MET_NEEDS.search(before[-_NEAR:]) is not None
        )
    if type_ == "AGREE":
        return _TERMS.match(words + after) is not None
    if type_ == "RETREAT":
        return (
            words == "resignation"
            and re.search(r"\b(?:sense|air|mood|feeling|tone|note|look) of $", before) is not None
        )
    if type_ == "REQUEST":
        return re.fullmatch(r"call(?:ed|s)(?: on)?", words) is not None and _PHONED.match(after) is not None
    return False
