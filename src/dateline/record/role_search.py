"""The office or part an article gives a person: before the name, behind it, or across the organization between."""

from __future__ import annotations

from dateline.model.span import Span
from dateline.record.defined import office_before
from dateline.record.kin import KIN
from dateline.record.links import is_verb
from dateline.record.name_edges import SEATS
from dateline.record.neighbors import CLITICS, Places, is_noun
from dateline.record.nominals import is_participle
from dateline.record.roles import RANKS, Role, Run, make_role, role_ending, with_complement
from dateline.record.rules.inflect import is_past
from dateline.world.countries import country_named
from dateline.world.names import is_nationality, words
from dateline.world.offices import OUT_OF_OFFICE, honorifics, longest_role, role_sector

_LONGEST = 9
_REACH = 24
"""How many words an office may have before the comma and the name: "the head of the … of the …, Asha Rao"."""
_IN_BRACKETS = 8
"""So many words and marks brackets between an office and a name may hold."""
_ADDS = ("of", "for", "to", "at", "in", "on", "with")
_STYLES = frozenset("Hon Hon. Honourable Honorable Rev Rev. Right Rt".split())
_SHADES = frozenset("managing acting founding presiding".split())
"""Participles that are part of an office."""
_OWNERS = frozenset("the a an its his her their whose former".split())


def role_of(places: Places, name: Span) -> Role | None:
    """Return the role that stands right by a person's name, the fuller of those before and behind, or None."""
    before, behind = _before(places, name), _behind(places, name)
    if before is None or behind is None or _is_of_next(places, behind):
        return before or behind
    rank = RANKS.issuperset(before.head.split())
    return behind if behind.sector is not None and (before.sector is None or rank) else before


def _is_of_next(places: Places, role: Role) -> bool:
    """Say whether an office behind a name is the next one's: "Mayor Asha Rao, the head of the college, Mr Lund"."""
    at = places.after(role.near)
    if at + 1 >= len(places.tokens) or places.lower[at] != "," or places.tokens[at + 1].text not in honorifics():
        return False
    first = places.first(role.near)
    return first > 0 and (places.lower[first] == "the" or places.lower[first - 1] == "the")


def _before(places: Places, name: Span) -> Role | None:
    """Read "Foreign Secretary Vikram", "Israel's envoy, Major General Amir", "head of the Bar Council Ravi"."""
    first = places.first(name)
    end = _over_brackets(places, first)
    letters = _over_honorifics(places, first)
    if (begin := office_before(places.text, places.tokens, letters)) is not None:
        return make_role(places, Run(begin, letters - 3))
    bare = _over_honorifics(places, end)
    # "President Sheikh Mohamed": the office stands before what he is addressed by
    ends = (k for k in range(end, bare - 1, -1) if places.same_sentence(k - 1, end))
    rank = next((run for k in ends if (run := role_ending(places, k)) is not None), None)
    at = rank.start if rank else bare
    comma = at - 1 if places.same_sentence(at - 1, end) and places.lower[at - 1] == "," else None
    after = places.after(name)
    after += after < len(places.tokens) and places.tokens[after].text in SEATS
    if comma is not None and _closes(places, after):
        held = _phrase_before(places, comma)
        kin = rank is not None and held is not None and held.head.split()[-1] in KIN  # "his wife, Senator Ana Cruz"
        if held is not None and not kin and (held.sector is not None or rank is None):
            return held
    if rank is not None:
        field = _across_field(places, rank.end) if places.lower[rank.start - 1] in ("of", "for") else None
        return field or make_role(places, _first_of_two(places, _outer(places, rank)))
    return _across_name(places, end) or (_across_name(places, bare) if bare < end else None)


def _outer(places: Places, rank: Run) -> Run:
    """Return the office before a rank, which says more: "police spokesman Major …", "army chief General …"."""
    military = {w.lower() for w in places.lower[rank.start : rank.end]} <= RANKS
    office = role_ending(places, rank.start) if military and places.same_sentence(rank.start - 1, rank.start) else None
    return office if office is not None and not set(places.lower[office.start : office.end]) <= RANKS else rank


def _first_of_two(places: Places, rank: Run) -> Run:
    """Return the first of two offices before one name, if it is a state's: "energy minister and party member Sindi …".

    Of "singer and opposition leader Bo …" the second tells more. With an article there may be two people: "the finance
    minister and Governor Asha Rao".
    """
    at = rank.start - 1
    if at < 1 or places.lower[at] != "and" or places.tokens[rank.start].text[0].isupper():
        return rank
    first = role_ending(places, at)
    opens = first is not None and (
        not places.same_sentence(first.start - 1, at) or places.lower[first.start - 1] in (",", ";", "and", ":")
    )
    if first is None or not opens or _are_many(places, at - 1):
        return rank
    one, other = (role_sector(" ".join(places.lower[r.start : r.end])) for r in (first, rank))
    return first if one in OUT_OF_OFFICE and other not in ("OPP", "REB") else rank


def _leads_to_person(places: Places, at: int) -> bool:
    """Say whether a person's name follows an office at once, or behind a second one ("minister | and member Asha")."""
    if at < len(places.tokens) and places.lower[at] == "and":
        second = longest_role(places.lower[at + 1 : at + 1 + _LONGEST], 0)
        at += 1 + second if second else 0
    name = places.name_at.get(places.tokens[at].start) if at < len(places.tokens) else None
    return name is not None and name.type == "person"


def _over_brackets(places: Places, end: int) -> int:
    """Return where an office ends to which brackets add: "Deputy Commissioner of Police (Cyber Crime) | Asha Rao"."""
    if end < 2 or places.lower[end - 1] != ")":
        return end
    opener = next((k for k in range(end - 2, max(-1, end - _IN_BRACKETS), -1) if places.lower[k] == "("), end)
    return opener if places.same_sentence(opener, end) else end


def _over_honorifics(places: Places, end: int) -> int:
    first = end
    while end and places.tokens[end - 1].text in honorifics():
        end -= 1
    # "the Prime Minister of Australia, the Hon Anthony Albanese MP"
    addressed = end < first and places.tokens[end].text in _STYLES and end > 0 and places.lower[end - 1] == "the"
    return end - 1 if addressed else end


def _phrase_before(places: Places, comma: int) -> Role | None:
    """Return the role whose phrase ends at a comma: "the French consul general in Jerusalem, Claire …"."""
    comma = _over_brackets(places, comma)  # "the head of the Electoral Council (CNE), Marta …"
    start = comma
    while start and comma - start < _REACH and places.same_sentence(start - 1, comma) and _in_phrase(places, start - 1):
        start -= 1
    for k in range(start, comma):
        size = 0 if k in places.named and places.named[k].type == "person" else longest_role(places.lower[k:comma], 0)
        if size and _adds(places, k + size, comma) and _has_owner(places, k):
            return make_role(places, Run(k, k + size), until=comma)
    return _owned_before(places, start, comma)


def _adds(places: Places, stop: int, comma: int) -> bool:
    """Say whether an office ends at a comma, or what it is over follows, or a second office of which that is true."""
    if stop < comma and places.lower[stop] == "and":
        second = longest_role(places.lower[stop + 1 : comma], 0)
        stop += 1 + second if second else 0
    return stop == comma or places.lower[stop] in _ADDS


def _in_phrase(places: Places, k: int) -> bool:
    """Say whether a token before a comma may belong to one noun phrase with it."""
    token = places.tokens[k]
    if token.text in CLITICS or token.text == "&":
        return True
    if places.lower[k] in _SHADES:
        return True
    small = places.lower[k] in (*_ADDS, "the", "a", "an", "and", "its", "his", "her", "their")
    return token.text[0].isalnum() and (small or token.text[0].isupper() or is_noun(places, k))


def _owned_before(places: Places, start: int, comma: int) -> Role | None:
    """Read "Oxfam's policy lead for debt, Emeka …": a part no table knows, held in the body that owns it."""
    clitic = next((k for k in range(comma - 1, start, -1) if places.tokens[k].text in CLITICS), None)
    owner = places.name_to.get(places.tokens[clitic - 1].end) if clitic else None
    if clitic is None or owner is None or owner.type != "organization":
        return None
    end = next((k for k in range(clitic + 1, comma) if places.lower[k] in _ADDS), comma)
    words_ = places.tokens[clitic + 1 : end]
    plain = 0 < len(words_) < 4 and all(t.text.islower() and t.text.isalpha() for t in words_)
    return make_role(places, Run(clitic + 1, end), until=comma) if plain else None


def _has_owner(places: Places, start: int) -> bool:
    """Say whether a role before a comma is somebody's or the one: "the Foreign Secretary, Vikram Misri"."""
    if not places.same_sentence(start - 1, start):
        return False
    k = start
    while k and places.same_sentence(k - 1, start) and start - k < 5:
        k -= 1
        if places.lower[k] in _OWNERS or places.tokens[k].text in CLITICS:
            return True
        if k == start - 1 and places.lower[k] == ",":
            # "the Vice-Prime Minister, Minister of Education, Mrs Leela Dookun": the second of two
            return _phrase_before(places, k) is not None
        if k == start - 1 and places.tokens[k].text[0].isupper():
            return is_nationality(places.tokens[k].text) or k in places.named
        if places.lower[k] in words("phrase_breakers") or not places.tokens[k].text[0].isalnum():
            return False
    return False


def _closes(places: Places, at: int) -> bool:
    """Say whether the name between commas ends there, so that it stands beside the role and is no new subject."""
    if at < len(places.tokens) and places.lower[at] in ("of", "from"):
        at += 1
        while at < len(places.tokens) and places.tokens[at].text[0].isupper():
            at += 1
    if at >= len(places.tokens):
        return True
    return places.lower[at] in (",", ".", ";", ":", ")", "!", "?", "–", "—", "and") or not places.same_sentence(
        at, at - 1
    )


def _across_name(places: Places, end: int) -> Role | None:
    """Read "Director General of the Israeli Ministry of Foreign Affairs Yaakov …": role, "of", organization, name."""
    if not end:
        return None
    held = places.name_to.get(places.tokens[end - 1].end)
    if held is None:
        return _across_field(places, end)
    if held.type == "person":
        return None
    at = places.first(held.span)
    while at and is_nationality(places.tokens[at - 1].text):
        at -= 1
    if at and places.lower[at - 1] == "the":
        at -= 1
    if not at or places.lower[at - 1] not in ("of", "at", "for", "in", "to"):
        return None
    run = role_ending(places, at - 1)
    return make_role(places, run, until=end) if run else None


def _across_field(places: Places, end: int) -> Role | None:
    """Read "Minister of State for External Affairs Kirti …", "high commissioner to Sri Lanka Gopal …"."""
    at = end
    while at > 1 and end - at < 6 and _may_be_of_field(places, at - 1):
        at -= 1
    field = places.text[places.tokens[at].start : places.tokens[end - 1].end] if at < end else ""
    topic = bool(field) and all(w.title() in words("topics") or w in ("and", "&") for w in field.split())
    if not (topic or country_named(field) is not None) or places.lower[at - 1] not in ("for", "of", "to"):
        return None
    run = role_ending(places, at - 1) if places.same_sentence(at - 1, end - 1) else None
    return make_role(places, run, until=end) if run and not _are_many(places, run.end - 1) else None


def _may_be_of_field(places: Places, k: int) -> bool:
    """Say whether a token may belong to the field of an office: "for External Affairs", "of foreign affairs"."""
    text = places.tokens[k].text
    return text[0].isupper() or places.lower[k] in ("and", "&") or text.title() in words("topics")


def _behind(places: Places, name: Span) -> Role | None:
    """Read ", the Ambassador of Israel to India", ", 47, Oxfam's policy lead for Israel", " is the mayor of Haifa"."""
    at = places.after(name)
    first = at
    if at >= len(places.tokens) or not places.same_sentence(at, at - 1):
        return None
    if places.lower[at] == "," or places.tokens[at].text in ("–", "—", "("):
        at += 1
        if at + 1 < len(places.tokens) and places.tokens[at].text.isdigit() and places.lower[at + 1] == ",":
            at += 2
        if at + 1 < len(places.tokens) and places.lower[at] == "who" and places.lower[at + 1] in ("is", "was"):
            at += 2
    elif places.lower[at] in ("is", "was") and at + 1 < len(places.tokens):
        at += 1
        if places.lower[at] not in ("a", "an", "the"):
            return None
    else:
        return None
    return _role_from(places, first, at)


def _role_from(places: Places, name_end: int, at: int) -> Role | None:
    """Return the role that begins within a few words: after an article, nations, owners and adjectives."""
    begin = at
    for k in range(at, min(at + 6, len(places.tokens))):
        if not places.same_sentence(k, name_end):
            return None
        size = longest_role(places.lower[k : k + _LONGEST], 0)
        name = places.named.get(k)
        if size and k + size < len(places.tokens) and places.tokens[k + size].text in CLITICS:
            # "the president's chief of staff": whose he is
            continue
        if size and k + size < len(places.tokens) and longest_role(places.lower[k + size : k + size + _LONGEST], 0):
            # "the top civilian envoy": the last of two is the office
            continue
        if size and _leads_to_person(places, k + size):
            # "Asha Rao, fired director Tom Hale and …": the next one's, or whose aide she is
            return None
        if size and not (
            name is not None and name.type == "organization" and name.span.end > places.tokens[k + size - 1].end
        ):
            if k == at and not places.tokens[k].text[0].isupper() and not _bare_role(places, k, size):
                return None
            many = _are_many(places, k + size - 1) and not _BOTH & set(places.lower[at:k])
            if places.lower[name_end] == "," and (goes_on(places, k + size) or many):
                return None  # "After talks with Rao, the minister flew home" is about two, "Rao, teachers" more
            return with_complement(places, begin, Run(k, k + size))
        if places.lower[k] in words("phrase_breakers") or not (
            places.tokens[k].text[0].isalnum() or places.tokens[k].text in CLITICS
        ):
            break
        if k == at and is_participle(places.lower[k]):
            # "Rao, accusing the union's leaders": what follows is whom she accuses
            break
    return _owned_part(places, at)


_BOTH = frozenset(("both", "all"))


def _are_many(places: Places, k: int) -> bool:
    """Say whether the last word of an office is a plural: one person is no "teachers"."""
    word = places.lower[k].rpartition("-")[2]
    return word.endswith("s") and not word.endswith("ss") and longest_role([word[:-1]], 0) == 1


def goes_on(places: Places, at: int) -> bool:
    """Say whether a sentence goes on at a token with a verb whose subject stands before it.

    "the minister | flew home" does; "the minister | charged with reform" may be told of somebody named before.

    Args:
        places: The article's tokens.
        at: The token.
    """
    if at + 1 >= len(places.lower) or not places.tokens[at].text.islower() or places.lower[at] in _NO_VERBS:
        return False
    verb = is_verb(places.lower[at]) or is_past(places.lower[at])
    return verb and places.lower[at + 1] not in _AFTER_PARTICIPLE


_NO_VERBS = frozenset("who whose himself herself themselves aged born retired jr".split())
_AFTER_PARTICIPLE = frozenset("with by in for as to of at on from".split())


def _owned_part(places: Places, at: int) -> Role | None:
    """Read "Oxfam's policy lead for Israel": a part no table knows, held in the body that owns it."""
    owner = places.name_at.get(places.tokens[at].start) if at < len(places.tokens) else None
    if owner is None or owner.type == "person":
        return None
    start = places.after(owner.span) + 1
    if start >= len(places.tokens) or places.tokens[start - 1].text not in CLITICS:
        return None
    end = start
    while end < len(places.tokens) and end - start < 4 and places.tokens[end].text.isalpha() and is_noun(places, end):
        end += 1
    return with_complement(places, at, Run(start, end)) if end > start else None


def _bare_role(places: Places, k: int, size: int) -> bool:
    """Say whether a role without an article goes on as an apposition does ("president of the club,", "chief at …")."""
    after = places.lower[k + size] if k + size < len(places.lower) else "."
    return after in ("of", "for", "at", "in", ",", ".", "with", "and", ")")
