"""Deeds that are told of and did not happen: denied, doubted, averted, forbidden, or only asked for.

An encoder judges a deed by the words near its trigger; what stands farther off in its clause turns it round now and
then. Here only words that leave no doubt count, and only against a deed that was read as done.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.model.span import Span
from dateline.model.statement import Factuality
from dateline.record.reading import RawEvent
from dateline.record.rules.inflect import is_past

_REACH = 160
"""So many characters before and behind a trigger are looked at, within its sentence."""
_CLAUSE = (
    r"(?:(?!\b(?:after|as|when|while|before|since|but|and|because|following|despite|although|which|who|whose|amid)\b)"
    r"[^.,;:])*"
)
"""Words of one clause."""
_OWN_CLAUSE = (
    r"(?: (?:he|she|it|they|we|I|you|to)\b)?(?:(?!\b(?:that|which|who|whom|whose|he|she|it|they|we|and|but|after|as"
    r"|when|while|before|since|because)\b)[^.,;:])*"
)
"""Words of a clause up to its own verb: in "whether the man they arrested is ill" nobody asks about the arrest."""
_REPORTS = r"(?:claims?|reports?|allegations?|accusations?|suggestions?|rumou?rs?|speculation|assertions?)"
_DENIED = re.compile(
    r"\b(?<!or )(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)"
    rf"|(?:dismiss|reject)(?:es|ed|ing)?(?= (?:\w+ ){{0,2}}?{_REPORTS}))"
    r"(?: (?:on|last|earlier|again|that day) ?\w*)?"
    rf" (?:that|it|he|she|they|we|having|ever|(?:\w+ ){{0,2}}?{_REPORTS} (?:that|of))\b{_CLAUSE}$",
    re.I,
)
_DENIED_DOING = re.compile(r"\b(?:den(?:y|ies|ied|ying)) (?:ever |having )?$", re.I)
_UNTRUE = re.compile(rf"\b(?:not|n['’]t) (?:\w+ )?true that\b{_CLAUSE}$", re.I)
_NOTHING = r"\bno (?:\w+ ){0,2}?(?:evidence|proof|sign|indication|confirmation|suggestion)(?: whatsoever)?"
_NO_EVIDENCE = re.compile(rf"{_NOTHING} that\b{_OWN_CLAUSE}$", re.I)
_NO_EVIDENCE_OF = re.compile(
    rf"{_NOTHING} of (?:(?:an?|any|such) )?(?:(?!the\b|his\b|her\b|its\b|their\b)\w+ )?$", re.I
)
_GOES_ON = re.compile(r"['’]|(?: \w+){0,3} \w+ing\b")
"""Behind a noun: there is no evidence of "the attack | 's motive" or "the strike | ending"."""
_OPEN = re.compile(
    r"\b(?:(?:not|n['’]t|un)[ -]?(?:\w+ )?(?:clear|known|certain|sure|confirmed|verified|proven|believe|think)"
    r" (?:that|if|whether)"
    r"|(?:do|does|did) (?:not|n['’]t) (?:believe|think)|doubt(?:s|ed|ing)? (?:that|if|whether)"
    rf"|confirm(?:ed)? (?:n?or|and) den(?:y|ied)(?: that)?|whether)\b{_OWN_CLAUSE}$",
    re.I,
)
_FAKE = re.compile(
    r"^(?:(?!\b(?:who|whose|which|while|and|but)\b)[^.;,]){0,80}\b(?:is|are|was|were) (?:\w+ly )?"
    r"(?:false|fake|untrue|baseless|a hoax|fabricated|not true)\b",
    re.I,
)
_OF_REPORT = re.compile(rf"\b{_REPORTS} (?:that|of)\b{_OWN_CLAUSE}$", re.I)
_AVERTED = re.compile(
    r"(?<!\bto )(?<!\bnot )(?<!n['’]t )\b(?:avert(?:s|ed|ing)|prevent(?:s|ed)|foil(?:s|ed|ing)|thwart(?:s|ed|ing)"
    r"|cancell?(?:s|ed|ing)|bann(?:ed|ing)|bans|scrapp(?:ed|ing)|forbade|outlaw(?:s|ed))"
    r" (?:(?:the|an?|any|all|its|their|his|her|this|what|more|further|another|possible|planned|major|such|\w+-\w+) )*"
    r"(?:(?!of\b|by\b|for\b|in\b)\w+ )?$",
    re.I,
)
_WAS_AVERTED = re.compile(
    r"^(?: (?:in|at|by|of|on|outside|near|against|for|planned|scheduled)(?: [\w’'-]+){1,2}){0,2}"
    r" (?:was|were|has been|have been|had been) (?:\w+ly )?"
    r"(?:cancell?ed|averted|foiled|thwarted|prevented(?! from)|banned|scrapped|forbidden)\b(?!.*\bbut\b)",
    re.I,
)
_BEHIND = re.compile(
    r"\b(?:after|following|during|since|despite|amid|because of) (?:(?:the|an?|his|her|its|their) )?(?:\w+ )?$", re.I
)
"""What is said of the sentence behind such words is not said of the deed they lead to."""
_PENAL = frozenset({"SANCTION", "COERCE"})
_WARRANT = re.compile(r"^(?:['’]s)? (?:warrants?|orders?)\b|^ (?:is|was|are|were) (?:sought|demanded)\b", re.I)
_SOUGHT = re.compile(
    r"\b(?:rewards?|requests?|warrants?|appeals?|bounty|notices?|information leading|demands?|calls?|called|bids?)"
    r" (?:(?!led\b|leading\b)\w+ ){0,4}?(?:for|to) (?:the |his |her |their |an? |[\w-]+['’]s? )?$"
    r"|\b(?:seeks?|sought|seeking|demand(?:s|ed|ing)|request(?:s|ed|ing))"
    r" (?:the |his |her |their |an? |[\w-]+['’]s? )?$",
    re.I,
)
_WHOEVER = re.compile(
    r"(?:^|[.,;:] )(?:under [^,]{3,40}, )?(?:those|anyone|anybody|whoever|offenders|violators|people|persons|drivers)"
    r"(?: who (?!\w+ed\b)| found| caught| convicted| face| may| can| will)\b(?:(?!\b(?:was|were|had|did)\b)[^.;,])*$",
    re.I,
)


def as_it_was(event: RawEvent, sentence: Span, text: str) -> RawEvent:
    """Return an event, not as done where its sentence says that it was not, or leaves it open.

    Args:
        event: The event as it was read.
        sentence: The sentence it stands in.
        text: The article's text.
    """
    if event.factuality not in ("actual", "historical"):
        return event
    before = text[max(sentence.start, event.trigger.start - _REACH) : event.trigger.start]
    after = text[event.trigger.end : min(sentence.end, event.trigger.end + _REACH)]
    found = _factuality(event, event.trigger.of(text).lower(), before, after)
    return replace(event, factuality=found) if found is not None else event


def _factuality(event: RawEvent, words: str, before: str, after: str) -> Factuality | None:
    if _is_denied(event, words, before, after):
        return "negated"
    verb = is_past(words.split(maxsplit=1)[0])
    if _OPEN.search(before) and (verb or words.endswith("ing")):
        return "hypothetical"
    if event.type == "COERCE" and not verb and (_WARRANT.search(after) or _SOUGHT.search(before)):
        return "hypothetical"
    return "hypothetical" if event.type in _PENAL and _WHOEVER.search(before + words) else None


def _is_denied(event: RawEvent, words: str, before: str, after: str) -> bool:
    """Say whether a deed was not done: somebody denies it, nothing shows it, or it was kept from being done."""
    verb = is_past(words.split(maxsplit=1)[0])
    if _DENIED.search(before) or _UNTRUE.search(before) or (words.endswith("ing") and _DENIED_DOING.search(before)):
        return True
    if (verb and _NO_EVIDENCE.search(before)) or (_FAKE.search(after) and _OF_REPORT.search(before)):
        return True
    if not verb and _NO_EVIDENCE_OF.search(before) and not _GOES_ON.match(after):
        return True
    kept = _AVERTED.search(before) or (_WAS_AVERTED.search(after) and not _BEHIND.search(before))
    return not verb and event.type not in _PENAL and bool(kept)
