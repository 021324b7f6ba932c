"""What a name may name, by the words in it and around it: each cue casts a vote of plain weight."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model.statement import EntityType
from dateline.record.rules.pieces import Piece, Stretch
from dateline.world.names import is_common_word, is_given_name, is_nationality, is_place_name, is_surname, words
from dateline.world.organizations import organization_named

Votes = dict[EntityType, float]
_DOTS = frozenset(".-–—&'’")


def votes_for(pieces: Sequence[Piece], stretch: Stretch) -> Votes:
    """Return the votes for each type, from the words of a stretch and from three words on both sides."""
    name = [p.text for p in pieces[stretch.start : stretch.end]]
    votes: Votes = {"person": 0.0, "organization": 0.0, "place": 0.0, "nationality": 0.0}
    _by_tables(name, votes)
    _by_heads(name, stretch, votes)
    _by_shape(name, stretch, votes)
    _by_what_precedes(pieces, stretch, votes)
    _by_what_follows(pieces, stretch, votes)
    _by_strangeness(pieces, stretch, votes)
    return votes


def is_other(name: Sequence[str]) -> bool:
    """Say whether the words name a law, prize, event or other thing that is none of our types."""
    return (
        len(name) > 1
        and name[-1] in words("other_heads")
        and name[-1] not in words("organization_heads")
        and name[0] not in words("of_heads")
    )


def _by_tables(name: Sequence[str], votes: Votes) -> None:
    whole = " ".join(name)
    if is_nationality(whole):
        votes["nationality"] += 6
    if is_place_name(whole):
        votes["person"] -= 4 if len(name) > 1 else 0
        votes["place"] += 2.5 if len(name) == 1 and (is_given_name(whole) or is_surname(whole)) else 4
    if organization_named(whole) is not None:
        votes["organization"] += 5


def _by_heads(name: Sequence[str], stretch: Stretch, votes: Votes) -> None:
    """Count the words that make a name an organization or a place, at its end or before "of"."""
    last, cut = name[-1], name.index("of") if "of" in name else len(name)
    head = name[cut - 1] if cut else ""
    if stretch.organized and head in words("place_of_heads"):
        votes["place"] += 4
    elif stretch.organized:
        votes["organization"] += 4
    elif last in words("organization_heads") and len(name) > 1:
        votes["organization"] += 2.5 if last in words("weak_heads") else 4
    elif last in words("organization_heads") and last not in words("weak_heads"):
        votes["organization"] += 1.5
    elif any(w in words("organization_heads") and w not in words("weak_heads") for w in name) and len(name) > 1:
        votes["organization"] += 2
    if len(name) > 1 and last in words("place_heads"):
        votes["place"] += 3.5
    if len(name) > 1 and name[0] in words("place_openers"):
        votes["place"] += 1.5


def _by_shape(name: Sequence[str], stretch: Stretch, votes: Votes) -> None:
    """Count given names, surnames, initials and capitals throughout."""
    plain = [w for w in name if w not in _DOTS]
    if stretch.title:
        votes["person"] += 4
    if is_given_name(plain[0]):
        votes["person"] += 3 if len(plain) > 1 else 1.5
    elif any(is_given_name(w) for w in plain[1:]):
        votes["person"] += 1
    if is_surname(plain[-1]):
        votes["person"] += 1.5 if len(plain) > 1 else 1
    if len(plain) > 1 and "." in name and len(min(plain, key=len)) == 1:
        votes["person"] += 1.5
    if len(plain) == 1 and plain[0].isupper() and 2 <= len(plain[0]) <= 6:
        votes["organization"] += 2
        votes["person"] -= 1
    if 2 <= len(plain) <= 4 and not stretch.organized and not any(w.isupper() and len(w) > 1 for w in plain):
        foreign = is_place_name(plain[0]) and not is_given_name(plain[0])
        votes["organization" if foreign else "person"] += 1
    if "&" in name:
        votes["organization"] += 2


def _by_strangeness(pieces: Sequence[Piece], stretch: Stretch, votes: Votes) -> None:
    """Take two or three words that are none of English for a place behind "in" or "at", else for a person.

    A list of given names is never whole, and most unknown names of two words are people's.
    """
    name = [p.text for p in pieces[stretch.start : stretch.end] if p.capital]
    if not 2 <= len(name) <= 3 or stretch.organized or any(_is_known(w) for w in name):
        return
    last = pieces[stretch.start - 1].text.lower() if stretch.start else "."
    if last in ("in", "at", "near"):
        votes["place"] += 1
    elif last not in words("place_prepositions") and last not in ("of", "the", "its", "their", "a", "an", "-", "with"):
        votes["person"] += 1


def _is_known(word: str) -> bool:
    """Say whether a word is English, an acronym, or speaks for another kind of name."""
    heads = word in words("organization_heads") or word in words("place_heads") or word in words("place_openers")
    return heads or is_common_word(word) or is_place_name(word) or is_nationality(word) or word.isupper()


def _by_what_precedes(pieces: Sequence[Piece], stretch: Stretch, votes: Votes) -> None:
    before = [p.text for p in pieces[max(0, stretch.start - 3) : stretch.start]]
    last = before[-1].lower() if before else ""
    noun = last if last not in (",", "of", "-") else (before[-2].lower() if len(before) > 1 else "")
    if noun in words("person_before") and last != "of":
        votes["person"] += 2.5 if last != "," else 1
    if noun in words("organization_before") and last != ",":
        votes["organization"] += 2.5
    if last == "of" and noun in words("place_before"):
        votes["place"] += 3
    elif last in words("place_before"):
        votes["place"] += 1.5
    if last in words("place_prepositions"):
        votes["place"] += 2 if last == "in" else 1
    if last in ("the", "The"):
        votes["organization"] += 1.5
        votes["person"] -= 2
    if last in ("mr", "mrs", "ms", "dr", "mr.", "mrs.", "ms.", "dr."):
        votes["person"] += 4


def _by_what_follows(pieces: Sequence[Piece], stretch: Stretch, votes: Votes) -> None:
    after = [p.text for p in pieces[stretch.end : stretch.end + 4]] + [""] * 4
    first = after[0].lower()
    if first in words("person_after"):
        votes["person"] += 1.5
    if first == "," and (after[1].lower() in ("who", "whose") or after[1].isdigit()):
        votes["person"] += 2.5
    if first == "(" and after[1].isdigit() and after[2] == ")":
        votes["person"] += 2.5
    if first in words("organization_after"):
        votes["organization"] += 1.5
    if first in words("place_after"):
        votes["place"] += 2
    if first == "," and is_place_name(after[1]) and not is_given_name(after[1]):
        votes["place"] += 1.5
    if first == "(" and after[2] == ")" and after[1].isupper() and len(after[1]) > 1:
        votes["organization"] += 3
    if first == "-" and after[1].lower() in ("based", "born", "occupied", "controlled"):
        votes["place"] += 3
