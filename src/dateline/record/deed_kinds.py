"""What kind of deed it is where the words around a trigger leave no doubt, and an encoder misreads them now and then.

The kinds are those of PLOVER; a summons of an envoy is an accusation, a diplomatic protest no demonstration, a missile
that falls into the sea a test, and an air strike no strike of workers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dateline.model.span import Span
from dateline.record.no_deeds import only_sounds
from dateline.record.reading import RawEvent

_BEFORE = 60
"""So many characters before a trigger are looked at."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A trigger with what stands around it in its sentence.

    Args:
        event: What the reader found.
        words: The trigger, in lower case.
        before, after: What stands before it, and behind it, in its sentence.
        article: The whole text.
        text: The sentence.
    """

    event: RawEvent
    words: str
    before: str
    after: str
    text: str
    article: str


Kind = tuple[str, str | None]
NO_DEED: Kind = ("", None)
"""What is no deed at all."""


def of_true_kind(event: RawEvent, sentence: Span, text: str) -> RawEvent | None:
    """Return an event with the type and mode that the words around its trigger show; None if it is no deed.

    Args:
        event: The event as it was read.
        sentence: The sentence it stands in.
        text: The article's text.
    """
    told = _Told(
        event=event,
        words=event.trigger.of(text).lower(),
        before=text[max(sentence.start, event.trigger.start - _BEFORE) : event.trigger.start],
        after=text[event.trigger.end : sentence.end],
        text=sentence.of(text),
        article=text,
    )
    kind = next((found for rule in _RULES if (found := rule(told)) is not None), None)
    if kind is None or kind == (event.type, event.mode):
        return event
    if kind == NO_DEED:
        return None
    # What was misread was hardly read as long past for a reason, where no day is named.
    past = event.factuality == "historical" and event.date is None and kind[0] != event.type
    return replace(event, type=kind[0], mode=kind[1], factuality="actual" if past else event.factuality)


_COURT = re.compile(
    r"\b(?:courts?|judges?|justices?|tribunals?|magistrates?|jury|bench|judicial|panel|committee|police|prosecutors?)\b",
    re.I,
)
_ENVOY = re.compile(
    r"\b(?:ambassadors?|envoys?|diplomats?|charg[eé]s?|(?:high )?commissioners?|consuls?|attach[eé]s?|nuncios?"
    r"|heads? of mission)\b",
    re.I,
)
_SUMMONED = re.compile(r"summon(?:s|ed|ing)?|(?:call|calls|called) in")
_OBJECT = 70
"""So many characters at most does the object of a summons take."""


def _summons(told: _Told) -> Kind | None:
    """Return an accusation for the summons of an envoy: he is questioned, whatever he is asked to come for."""
    if _SUMMONED.fullmatch(told.words) is None:
        return None
    if _COURT.search(told.before):
        return None
    passive = re.search(r"\b(?:was|were|been|being|be|is|are) (?:\w+ly )?$", told.before) is not None
    near = told.before if passive else re.split(r"[,;:]| (?:to|over|after) ", told.after[:_OBJECT])[0]
    return ("ACCUSE", "investigate") if _ENVOY.search(near) else None


_STERN = (
    r"(?:an? |its |their |the |[\d,]+ |several |dozens of |hundreds of )?"
    r"(?:(?:strong|strongly|formal|official|diplomatic|solemn|stern|written|verbal|new|another|second|third|fresh|vehement"
    r"|sharp|firm|serious|worded|strongly-worded|note of|letter of) )*"
)
_LODGED = re.compile(
    r"\b(?:fil|lodg|submit|submitt|deliver|hand|issu|mak|register|rais)(?:e|s|es|ed|ing)?(?: over| in)? "
    rf"{_STERN}$|\b(?:made|sent) {_STERN}$|\b(?:diplomatic|formal|note of) (?:strong )?$",
    re.I,
)
_LODGES = re.compile(rf"(?:lodg|fil|deliver|register)(?:e|es|ed|ing) {_STERN}protests?\b", re.I)
_REPRESENTATIONS = re.compile(r"(?:\w+ ){0,4}?(?:representations|d[eé]marches?)\b", re.I)
_FOR_TALKS = re.compile(r"\bsummon\w* [^.;]{1,50} to $", re.I)


def _diplomatic_protest(told: _Told) -> Kind | None:
    """Return disapproval for a protest of a state that it files, and nothing for one that a summons is to convey."""
    if _REPRESENTATIONS.match(told.words + told.after) and re.match(r"lodg|ma[kd]e|deliver|present", told.words):
        return "ACCUSE", "disapprove"
    if _LODGES.match(told.words + told.after):
        return "ACCUSE", "disapprove"
    if told.event.type != "PROTEST" or not told.words.endswith(("protest", "protests", "protest note")):
        return None
    if _FOR_TALKS.search(told.before):
        return NO_DEED
    return ("ACCUSE", "disapprove") if _LODGED.search(told.before) else None


def with_protested(events: Sequence[RawEvent], text: str) -> list[RawEvent]:
    """Return the events of a sentence, a protest beside the summons of an envoy told to him.

    Args:
        events: The events of one sentence, in order of their triggers.
        text: The article's text.
    """
    summons = [e for e in events if e.type == "ACCUSE" and _SUMMONED.fullmatch(e.trigger.of(text).lower())]
    out = []
    for event in events:
        told = [e for e in summons if e.trigger.end <= event.trigger.start and e.recipients]
        protest = (event.type, event.mode) == ("ACCUSE", "disapprove") and "protest" in event.trigger.of(text).lower()
        if protest and told and not event.recipients:
            out.append(replace(event, recipients=told[-1].recipients, actors=event.actors or told[-1].actors))
        else:
            out.append(event)
    return out


_MISSILES = re.compile(r"(?:[\w-]+ ){0,8}?(?:missiles?|rockets?|projectiles?|ICBMs?|satellites?)\b", re.I)
_INTO_THE_SEA = re.compile(
    r"(?:(?! at | on | hitting| striking)[^.;:]){0,40}? (?:into|towards?|off|in|over) (?:the |its |an? )?"
    r"(?:(?:[A-Z][\w-]+|west|east|north|south|open|international|eastern|western|northern|southern) ){0,4}?"
    r"(?:[Ss]ea|[Oo]cean|waters|Pacific|Atlantic|coast|Gulf)\b"
)


def _missile_test(told: _Told) -> Kind | None:
    """Return a show of weapons for missiles that are fired into the sea, at nobody."""
    if told.event.type == "MOBILIZE" or re.match(r"(?:test-)?(?:fir|launch)|test", told.words) is None:
        return None
    if re.match(r"test-(?:fir|launch)", told.words):
        return "MOBILIZE", "weapons"
    whole = f"{told.words}{told.after}"
    missiles = _MISSILES.match(whole)
    if missiles is None or _INTO_THE_SEA.match(whole, missiles.end()) is None:
        return None
    return "MOBILIZE", "weapons"


_AIRCRAFT = re.compile(
    r"(?:\w+ )??(?:[\w-]+ ){0,5}?(?:jets?|fighters?|aircraft|(?:war)?planes?|helicopters?|F-\d+s?)\b"
)


def _scramble(told: _Told) -> Kind | None:
    """Return mobilization where aircraft are scrambled, and nothing where something is stood down."""
    if re.match(r"scrambl(?:e|es|ed|ing)\b", told.words):
        return ("MOBILIZE", None) if _AIRCRAFT.match(told.after.lstrip()) else None
    down = re.match(r"(?: \w+){0,2} down\b", told.after)
    return NO_DEED if told.event.type == "PROTEST" and re.match(r"st(?:an|oo)d", told.words) and down else None


_LABOR = re.compile(
    r"\b(?:unions?|unionized|(?<!aid )(?<!health )(?<!rescue )(?<!relief )workers?|walk-?outs?|picket\w*|wages?"
    r"|salar\w+|labou?r|industrial action|employe\w+|nurses|teachers|drivers|miners|lecturers|physicians|dockworkers"
    r"|writers|actors|general strike|hunger|on strike|strikers|striking \w+|lock-?out|stoppage)\b",
    re.I,
)
_WAR = re.compile(
    r"\b(?:missiles?|drones?|air ?strikes?|jets|warplanes|bomb(?:s|ed|ing|ers?)?|shell(?:ed|ing)|rockets?|troops"
    r"|militants?|rebels|ceasefire)\b",
    re.I,
)
_HITS = re.compile(r" (?:(?:has|had|also|reportedly) )?(?:killed|kills|wounded|injured|destroyed|flattened|level+ed)\b")


def _strike(told: _Told) -> Kind | None:
    """Return an assault for a strike that kills, and nothing for one that neither war nor work stands beside."""
    if (told.event.type, told.event.mode) != ("PROTEST", "strike") or not re.fullmatch(r"strikes?", told.words):
        return None
    if _HITS.match(told.after):
        return "ASSAULT", None
    if told.event.actors or _LABOR.search(told.article):
        return None
    if _WAR.search(told.article):
        return "ASSAULT", None
    return NO_DEED if re.search(r"\b(?:condemn|denounc|deplor|criticiz|criticis)\w* the $", told.before) else None


_GROUND = re.compile(
    r" (?:control of )?(?:the |a |an |its |two |three |four |several |most of (?:the )?)?(?:(?!and\b)[\w'’-]+ ){0,3}?"
    r"(?:town|city|village|settlement|airport|air ?base|military base|army base|district|province|region|territory"
    r"|capital|island|outpost|garrison|hamlet|stronghold)(?:s|ies)?\b"
    r"(?!['’]s| (?:councill?or|mayor|chief|official|leader|resident|court|attorney|judge))"
)
_TAKES = re.compile(
    r"(?:re)?captur(?:e|es|ed|ing)|seiz(?:e|es|ed|ing)|liberat(?:e|es|ed|ing)|retook|overran|conquer(?:s|ed)?"
)


def _seizure(told: _Told) -> Kind | None:
    """Return a seizure where ground is taken, and an arrest where "captured" was read as a release."""
    if _TAKES.fullmatch(told.words) is None or told.event.type not in ("COERCE", "RETREAT", "ASSAULT"):
        return None
    if _GROUND.match(told.after):
        return "COERCE", "seize"
    return ("COERCE", "arrest") if told.event.type == "RETREAT" and "captur" in told.words else None


_EASES = re.compile(
    r"(?:cut|cuts|cutting|(?:slash|lower|reduc|scrap|remov|lift|drop|eas|waiv|abolish)\w*)"
    r"(?: (?:[\w'’-]+ ){0,3}?(?:tariffs?|duty|duties|levy|levies|sanctions?|restrictions|curbs|embargo))?"
)
_BURDEN = re.compile(
    r" (?:[\w'’-]+ ){0,3}?(?:tariffs?|duty|duties|levy|levies|sanctions?|restrictions|curbs|embargo)\b"
)


def _relief(told: _Told) -> Kind | None:
    """Return a concession where tariffs or sanctions are cut, and a sanction where an embargo was read as an attack."""
    if told.event.type == "ASSAULT" and told.words.endswith(("embargo", "sanctions")):
        return "SANCTION", None
    if told.event.type != "SANCTION" or _EASES.fullmatch(told.words) is None:
        return None
    return ("CONCEDE", None) if _BURDEN.search(f" {told.words}") or _BURDEN.match(told.after) else None


_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|who)", re.I)


def _order(told: _Told) -> Kind | None:
    """Return a request for what is ordered by somebody who is no court."""
    if (told.event.type, told.event.mode) != ("SANCTION", "convict") or told.words not in ("ordered", "orders"):
        return None
    named = any(_PRONOUN.fullmatch(a.of(told.article)) is None for a in told.event.actors)
    return ("REQUEST", None) if named and not _COURT.search(told.text) and " to " in told.after else None


def _call(told: _Told) -> Kind | None:
    """Return a visit where somebody is called on, and asked nothing; a meeting face to face is no call by telephone."""
    if told.event.mode == "phone" and re.fullmatch(r"(?:met|meets?|meeting|visit\w*|hosted|received)", told.words):
        return told.event.type, None
    if told.event.type != "REQUEST" or re.fullmatch(r"(?:call|calls|called) on", told.words) is None:
        return None
    asked = re.search(r"\b(?:to|for|that|not)\b|[:“\"]", told.after)
    return ("CONSULT", "visit") if asked is None and told.event.recipients else None


def _bust(told: _Told) -> Kind | None:
    """Return nothing for a bust of somebody, which is a statue."""
    return NO_DEED if re.fullmatch(r"busts?", told.words) and told.after.startswith(" of ") else None


def _mere_sound(told: _Told) -> Kind | None:
    """Return nothing for what only sounds like its type."""
    found = only_sounds(told.event.type, told.words, told.before, told.after, told.article)
    return NO_DEED if found else None


_RULES: tuple[Callable[[_Told], Kind | None], ...] = (
    _summons,
    _diplomatic_protest,
    _missile_test,
    _scramble,
    _strike,
    _seizure,
    _relief,
    _order,
    _call,
    _bust,
    _mere_sound,
)
