"""Who stands twice on one side of an event: "Norland's premier, | Ann Lowe,", "Rao, | Minister of Ports,"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model.statement import Entity, Party
from dateline.record.parties import Known
from dateline.world.offices import is_role, role_sector

_AND = re.compile(r" and (?:(?:the|an?|his|her|its) )?")
_OFFICE = re.compile(r"['’]s? (?P<role>(?:[\w-]+ ){0,4}[\w-]+),? ")
"""Between whose office it is and who holds it: "Norland | 's foreign minister, | Ann Lowe"."""
_COMPLEMENT = re.compile(r" (?:of|for|to|at|in|d['’])")
"""Behind an office: what it is over, which says nothing of how many hold it."""
_NEXT = re.compile(r", (?:the |an? )?")
_CLOSED = re.compile(r" ?(?:[,.;)\n]|$)")
_TITLE = re.compile(r", (?P<title>(?:the |an? )?[\w'’ -]{3,90}?)(?=[,.;\n]|$)")
_OVER = re.compile(r"\b(?P<role>[A-Za-z-]+(?: [A-Za-z-]+){0,2}) (?:of|at) (?:the )?$")
"""Before what an office is over: "the commander of | Central Command | , Ann Lowe"."""
_REACH = 60
_LISTED = re.compile(r" and (?:the|an?|his|her|their|its) ")


def without_appositions(parties: Sequence[Party], entities: Mapping[str, Entity], text: str) -> tuple[Party, ...]:
    """Return the parties of one side, each person once: what is said of him beside his name is no other party.

    The name stays, with the country and sector of the office where it has none itself.

    Args:
        parties: The parties of one side.
        entities: The article's entities, by key.
        text: The article's text.
    """
    out: list[Party] = []
    for one in sorted(parties, key=lambda p: p.span):
        before = out[-1] if out else None
        if before is not None and _is_owner(before, one, entities, text):
            out[-1] = one
        elif before is not None and _holds(before, one, entities, text):
            out[-1] = replace(one, code=one.code or before.code, sector=one.sector or before.sector)
        elif before is None or not _is_title_of(before, one, entities, text):
            out.append(one)
    return tuple(p for p in parties if p in out) if len(out) == len(parties) else tuple(out)


def _is_owner(owner: Party, holder: Party, entities: Mapping[str, Entity], text: str) -> bool:
    """Say whether the first only tells whose aide the second is: "Ms Lowe's lawyer, Rao,", "her lawyer, Rao,"."""
    if not _is_person(holder, entities) or not _is_person(owner, entities) or owner.entity == holder.entity:
        return False
    between = text[owner.span.end : holder.span.start]
    own = owner.span.of(text).lower() in ("his", "her", "their", "its")
    owned = _OFFICE.fullmatch("'s" + between if own else between)
    return owned is not None and _is_one_role(owned["role"])


def _holds(office: Party, holder: Party, entities: Mapping[str, Entity], text: str) -> bool:
    """Say whether the second is who holds the office that the first tells of."""
    if not _is_person(holder, entities) or _is_person(office, entities):
        return False
    owned = _OFFICE.fullmatch(text, office.span.end, holder.span.start)
    if owned is not None:
        return _is_one_role(owned["role"])
    second = _AND.fullmatch(text, office.span.end, holder.span.start) is not None
    if second and office.entity is None:
        # "Finance minister and | deputy premier Anna Lind", who holds both
        return (entities[holder.entity or ""].role or "").lower() == office.span.of(text).lower()
    named = _NEXT.fullmatch(text, office.span.end, holder.span.start) is not None
    if not named or _CLOSED.match(text, holder.span.end) is None:
        return False
    over = _OVER.search(text, max(0, office.span.start - _REACH), office.span.start)
    return _is_one_role(office.span.of(text)) or (over is not None and _is_one_role(over["role"]))


def without_titles(parties: Sequence[Party], others: Sequence[Party], known: Known) -> tuple[Party, ...]:
    """Return the parties of one side but for what stands in the title of somebody on the other: "Rao, minister,"."""
    offices = [p for p in parties if p.entity is None and _is_one_role(p.span.of(known.text))]
    dropped = [p for p in offices if any(_is_title_of(o, p, known.entities, known.text) for o in others)]
    return tuple(p for p in parties if p not in dropped)


def _is_title_of(holder: Party, title: Party, entities: Mapping[str, Entity], text: str) -> bool:
    """Say whether the second stands within the title that follows the first: "Rao, Minister of Ports and | Trade,"."""
    if not _is_person(holder, entities) or _is_person(title, entities):
        return False
    whole = _TITLE.match(text, holder.span.end)
    if whole is None or not whole.start("title") <= title.span.start < whole.end("title"):
        return False
    return _is_one_role(whole["title"]) and _LISTED.search(whole["title"]) is None


def _is_one_role(words: str) -> bool:
    """Say whether words tell of an office that one holds: "premier", and not "ministers"."""
    several = _COMPLEMENT.split(words)[0].endswith("s")
    return not several and (is_role(words) or role_sector(words) is not None)


def _is_person(party: Party, entities: Mapping[str, Entity]) -> bool:
    entity = entities.get(party.entity or "")
    return entity is not None and entity.type == "person"
