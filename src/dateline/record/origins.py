"""Sides that are none: where somebody comes from, what soil it was, whom the main verb of a participle has."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.reading import RawEvent

_REACH = 120
_NEAR = 30
_LISTED = re.compile(
    r"\b(?:people|men|women|boys|girls|children|nationals|citizens|migrants|refugees|workers|tourists|students|passengers"
    r"|prisoners|detainees|inmates|suspects|victims|hostages|sailors|crew|fishermen|foreigners|others|those|activists)"
    r" from (?:(?:the )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,2}(?:, and |, | and ))+(?:the )?$"
)
"""People, whose lands do nothing; ministers from three lands act for all of them."""
_GROUND = re.compile(r"\b(?:soil|territory|airspace|waters)\b")
_FROM = re.compile(r"\b(?:from|out of|through) (?:the )?(?:\w+ )?$")
_NEXT = re.compile(
    r"\b(?:before|ahead of|after|following|prior to) (?:(?:a|an|the|his|her|their|its|more|further) )?(?:\w+ )?"
    r"(?:talks|meetings?|summit|calls?|trips?|visits?|dinner|lunch|stop|travel(?:l?ing)?|heading|flying)\b"
)
_COUNTED = re.compile(
    r"(?:(?<![A-Za-z])[a-z]+ (?!(?:19|20)\d\d )\d+(?:[.,]\d+)*"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of|the)) $"
)
"""A number, and not a year or a day behind its month."""
_BY = re.compile(r"\bby (?:the |an? )?(?:\w+ )?$")
_ITEM = re.compile(r"(?:,| and )")
_SINCE = re.compile(r"\bsince (?=(?:the |an? )?(?:(?:\w+ ){1,3}\w+(?:ed|ook|ell|ame|ent|egan|old) ))")
"""Since when, by what somebody did: "since the army overthrew the president"."""


def without_origins(event: RawEvent, text: str) -> RawEvent:
    """Return an event without the sides that do nothing and suffer nothing in it.

    Args:
        event: The event as it was read.
        text: The article's text.
    """
    sides = (tuple(s for s in of if not is_origin(s, text)) for of in (event.actors, event.recipients))
    actors, recipients = sides
    if _is_attribute(event.trigger, text):
        # "Police rescued 12 kidnapped girls": the police kidnapped nobody
        actors = tuple(a for a in actors if a.end > event.trigger.start or _is_right_before(a, event.trigger, text))
    end = _next_begins(event.trigger, text)
    if end is not None and any(s.start < end for s in (*actors, *recipients)):
        actors, recipients = (
            tuple(s for s in of if s.start < end or _BY.search(text, max(end, s.start - _NEAR), s.start))
            for of in (actors, recipients)
        )
    return replace(event, actors=actors, recipients=recipients)


def is_origin(side: Span, text: str) -> bool:
    """Say whether a side is where others are from ("men from Ghana, Mali and Togo"), or ground that something left.

    Args:
        side: The words of one side.
        text: The article's text.
    """
    before = text[max(0, side.start - _REACH) : side.start]
    ground = _GROUND.search(text, side.start, side.end + len(" territory")) if _FROM.search(before) else None
    if ground is not None:
        return True
    # "After the arrest of men from Iran, Israel accused …": a list goes on, or ends in "and"
    listed = before.rstrip().endswith(("and", "and the")) or _ITEM.match(text, side.end)
    return bool(listed) and _LISTED.search(before) is not None


def _is_attribute(trigger: Span, text: str) -> bool:
    """Say whether a participle stands between a number or article and its noun: "12 | kidnapped | girls"."""
    words, after = trigger.of(text), text[trigger.end : trigger.end + 2]
    counted = _COUNTED.search(text, max(0, trigger.start - 20), trigger.start) is not None
    return (
        " " not in words
        and words.endswith(("ed", "en", "wn", "ld"))
        and counted
        and after[:1] == " "
        and after[1:].islower()
    )


def _is_right_before(actor: Span, trigger: Span, text: str) -> bool:
    return text[actor.end : trigger.start].strip() in ("", "-")


def _next_begins(trigger: Span, text: str) -> int | None:
    """Return where the words behind a deed tell of the next one, or of since when: "met Rao before talks with Lund"."""
    stop = text.find(". ", trigger.end)
    stop = len(text) if stop < 0 else stop
    near = min(stop, trigger.end + _REACH)
    found = _NEXT.search(text, trigger.end, near) or _SINCE.search(text, trigger.end, near)
    return found.end() if found is not None else None
