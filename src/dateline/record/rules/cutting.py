"""A run of capitals, cut into names: titles off, a nation or a body that stands apart let go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.record.rules.pieces import Piece, Stretch
from dateline.world.names import is_given_name, is_nationality, is_place_name, words
from dateline.world.offices import honorifics, longest_role
from dateline.world.organizations import organization_named


def cut(pieces: Sequence[Piece], start: int, end: int) -> Iterator[Stretch]:
    """Cut a run at titles, nationalities and places; drop the words that only begin the sentence."""
    while start < end and (pieces[start].text in words("openers") or pieces[start].text.lower() in words("openers")):
        if _named_with_the(pieces, start, end):
            break
        start += 1
    title = False
    while start < end:
        after = _after_title(pieces, start, end)
        if after > start:
            start, title = after, True
            continue
        stop = _name_end(pieces, start, end)
        organized = any(pieces[k].text in ("of", "for", "on") for k in range(start, stop))
        if pieces[stop - 1].text not in (".", "&"):
            yield Stretch(start, stop, title, organized)
        start, title = stop, False


def _named_with_the(pieces: Sequence[Piece], start: int, end: int) -> bool:
    return end - start > 1 and pieces[start].text == "The" and pieces[start + 1].text in ("Hague", "Gambia", "Bahamas")


def _after_title(pieces: Sequence[Piece], start: int, end: int) -> int:
    """Return where the words after a title or office begin, `start` if none stands here.

    "Foreign Secretary", "Lt. Gen.", "Director General", "Minister of Health": modifiers, then one or more heads.
    """
    wholes = (" ".join(p.text for p in pieces[start:k]) for k in (start + 2, start + 3) if k <= end)
    if any(is_place_name(whole) or is_nationality(whole) for whole in wholes):
        return start
    at = start
    while at < end and pieces[at].text in words("title_modifiers") and pieces[at].text not in words("title_heads"):
        at += 1
    head = at
    while head < end and _is_title(pieces[head].text, last=head + 1 == end):
        head += 1
        if head < end and pieces[head].text == ".":
            head += 1
    if head == at:
        return start
    if head < end and _is_organization(pieces, head, end):
        return start
    return _over_portfolio(pieces, head, end)


def _is_title(word: str, *, last: bool) -> bool:
    """Say whether a word is a title or office; a rarer one ("Translator") only where a name follows it."""
    if word in words("title_heads") or word in honorifics() or word.startswith(("Vice-", "Under-")):
        return True
    return not last and not is_given_name(word) and longest_role([word.lower()], 0) == 1


def _is_organization(pieces: Sequence[Piece], head: int, end: int) -> bool:
    """Say whether what follows a title makes it part of an organization ("Justice Department", "General Assembly")."""
    rest = [p.text for p in pieces[head:end]]
    if rest[0] in ("'s", "’s", "'", "’"):
        return True
    plain = rest[: rest.index("of")] if "of" in rest else rest
    return bool(plain) and len(plain) <= 2 and plain[-1] in words("organization_heads") and not is_given_name(plain[0])


def _over_portfolio(pieces: Sequence[Piece], at: int, end: int) -> int:
    """Step over "of Health", "of Foreign Affairs and Trade" behind a title."""
    if at >= end or pieces[at].text not in ("of", "for"):
        return at
    at += 1
    while at < end and (pieces[at].text in words("topics") or pieces[at].text in ("the", "and", "of", "&", ",")):
        at += 1
    return at


def _name_end(pieces: Sequence[Piece], start: int, end: int) -> int:
    """Return where the first name of a run ends: before a title, after a nation's adjective, after a full subject."""
    heads = words("organization_heads")
    for at in range(start + 1, end):
        text, before = pieces[at].text, pieces[at - 1].text
        if not pieces[at].capital:
            continue
        if _title_begins(pieces, at, end) and before not in ("of", "the", "and", "&", "for", "'s", "’s"):
            return at
        if at == start + 1 and _nation_stands_apart(pieces, start, end):
            return at
        if _body_stands_apart(pieces, start, at, end):
            return at
        joined = any(pieces[k].text == "of" for k in range(start, at))
        if joined and before in words("topics") and text not in words("topics") and text not in heads:
            return at
    return end


def _title_begins(pieces: Sequence[Piece], at: int, end: int) -> bool:
    """Say whether a title stands at `at` inside a run, and the name goes on behind it or the run ends with it."""
    return _after_title(pieces, at, end) > at


def _body_stands_apart(pieces: Sequence[Piece], start: int, at: int, end: int) -> bool:
    """Say whether a known organization, an acronym if one word, ends at `at` and a given name follows ("ILO Ann")."""
    if not is_given_name(pieces[at].text) or pieces[at - 1].text in ("of", "the", "and", "for"):
        return False
    if at - start < 2 and not (pieces[start].text.isupper() and len(pieces[start].text) > 1):
        return False
    known = organization_named(" ".join(p.text for p in pieces[start:at])) is not None
    return known and organization_named(" ".join(p.text for p in pieces[start:end])) is None


def _nation_stands_apart(pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Say whether a nation at the head of a run is a name of its own ("Israeli Yaakov", "US Evangelicals")."""
    word = pieces[start].text
    rest = [p.text for p in pieces[start + 1 : end]]
    whole = " ".join([word, *rest])
    if not (is_nationality(word) or is_place_name(word)) or is_place_name(whole) or is_nationality(whole):
        return False
    if any(w in words("organization_heads") or w in words("place_heads") or w in words("other_heads") for w in rest):
        return False
    if is_nationality(word):
        return True
    return is_nationality(rest[0]) or (len(rest) >= 2 and is_given_name(rest[0]) and not is_given_name(word))
