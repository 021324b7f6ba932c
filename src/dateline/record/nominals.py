"""Noun phrases for people and bodies without a name: "the ministry", "two Israeli officials", "India's envoy"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from dateline.model.statement import EntityType
from dateline.record.lexemes import WITHIN, YEAR
from dateline.record.name_edges import SEATS
from dateline.record.no_bodies import IN_PHRASES, is_in_phrase
from dateline.record.reading import RawName
from dateline.record.tokens import Token
from dateline.world.names import is_nationality, words
from dateline.world.offices import group_sector, is_group, longest_role, may_begin_phrase

_CLITICS = ("'s", "’s")
_REACH = 6
"""How many words a determiner may stand before its head: "the newly appointed Israeli deputy chief" has five."""
_NO_HEAD = frozenset(
    "state states general major private local future union sp chair host model fan house press deputy campaign industry"
    " school schools hospital hospitals resistance jets aircraft tanks artillery drones helicopters radio television"
    " thousands hundreds dozens others media companies public".split()
)
"""Words of the tables that alone are rather an adjective or a thing."""


class Phrase(NamedTuple):
    """A noun phrase: its tokens in the sentence, where its head begins, and what it names.

    Args:
        start, end: The tokens of the phrase, determiner or owner included.
        head: The first token of the head ("foreign secretary", "officials").
        type: person, organization, group or work.
    """

    start: int
    end: int
    head: int
    type: EntityType


def phrases(tokens: Sequence[Token], names: Sequence[RawName | None]) -> Iterator[Phrase]:
    """Yield the noun phrases of a sentence that can act or speak.

    Args:
        tokens: The tokens of the sentence.
        names: For each token the name it is part of, if it is.
    """
    lower = [t.text.lower() for t in tokens]
    i = 0
    while i < len(tokens):
        if (member := _member(tokens, lower, names, i)) is not None:
            yield Phrase(member, i + 1, i, "person")
            i += 1
            continue
        if (named := _campaign(tokens, lower, names, i)) is not None:
            yield Phrase(named, i + 1, i, "organization")
            i += 1
            continue
        found = None if names[i] or lower[i] in words("phrase_breakers") else _head(lower, i)
        if found is None:
            i += 1
            continue
        end, kind = found
        if _is_thing(lower, i, end):
            i = end
            continue
        if not any(names[i:end]) and _is_head(tokens, end) and not _is_title(tokens, names, end):
            start = _with_number(lower, _start(tokens, lower, names, i))
            start += _is_joined(lower, start, i, kind)
            if kind == "organization" and start == i and lower[i] in _BARE:
                kind = "group"
            if _is_within_name(tokens, names, start) or _is_letters(tokens, names, i):
                i = end
                continue
            if (start < i or kind == "group") and not (end - i == 1 and start == i and lower[i] in _NO_HEAD):
                yield Phrase(start, end, i, kind)
        i = end


def _is_thing(lower: Sequence[str], i: int, end: int) -> bool:
    """Say whether a word for somebody is a thing's here: "a source of iron", "the actual figure", "a fragile state"."""
    word, before = lower[i], lower[i - 1] if i else ""
    if end - i > 1:
        return False
    if word in IN_PHRASES:
        return is_in_phrase(lower, i)
    if word in ("source", "sources"):
        return before in _OF_SUPPLIES or (end < len(lower) and lower[end] == "of")
    if word == "prosecution":
        return before in _OF_TRIALS
    if word in ("figure", "figures"):
        return before not in _OF_FIGURES
    return word == "state" and before in _OF_CONDITIONS


_OF_FIGURES = frozenset(
    "public political religious opposition senior top leading key prominent influential powerful controversial central"
    " popular establishment underworld party government military national respected literary cultural historical major"
    " other another two three four five several many some these those both".split()
)
"""Words before "figure" that make it somebody."""
_OF_SUPPLIES = frozenset(
    "water energy power food income revenue light heat fuel funding gas electricity protein noise main primary major"
    " heating emission emissions radiation pollution".split()
)
"""Words that make a "source" a thing's."""
_OF_TRIALS = frozenset(
    "a face faces faced facing avoid avoided avoiding escape escaped under without risk from".split()
)
"""Words that make a "prosecution" what somebody undergoes."""
_OF_CONDITIONS = frozenset(
    "emotional mental physical psychological physiological vegetative drunken intoxicated weakened natural original"
    " solid liquid steady current final present pristine unconscious trance-like fragile dilapidated".split()
)
"""Words that make "state" a condition."""


def _member(tokens: Sequence[Token], lower: Sequence[str], names: Sequence[RawName | None], i: int) -> int | None:
    """Return where "the Ohio Republican" begins, if a party's member told of before ends at a token."""
    if lower[i] not in _MEMBERS or not _is_head(tokens, i + 1) or _is_title(tokens, names, i + 1):
        return None
    k = i
    while k and i - k < _STATE and tokens[k - 1].text[0].isupper() and lower[k - 1] not in words("determiners"):
        k -= 1
    return k - 1 if k and lower[k - 1] == "the" else None


def _campaign(tokens: Sequence[Token], lower: Sequence[str], names: Sequence[RawName | None], i: int) -> int | None:
    """Return where "the Clinton campaign" begins, if a candidate's campaign that does something ends at a token."""
    name = names[i - 1] if i else None
    if lower[i] != "campaign" or name is None or not _is_person(name) or i + 1 >= len(lower):
        return None
    if lower[i + 1] in words("place_prepositions") or not _is_head(tokens, i + 1):
        return None
    first = next(n for n in range(i) if names[n] is name)
    return first - 1 if first and lower[first - 1] == "the" else None


def _is_joined(lower: Sequence[str], start: int, head: int, kind: EntityType) -> int:
    """Return how many words that open a phrase are none of it: "that | officials", "an attack | authorities"."""
    plural = kind == "group"
    if lower[start] == "that" and (plural or (kind == "organization" and head - start > 1)):
        return 1
    amount = head - start > 1 and (lower[start + 1] in _AMOUNTS or lower[start + 1] in _COUNTS)
    alone = plural and lower[start] in ("a", "an") and lower[head].endswith("s")
    return head - start if alone and not amount else 0


_AMOUNTS = frozenset("few dozen hundred thousand million billion couple lot great further total record".split())


_MEMBERS = frozenset("democrat republican".split())
_STATE = 3
"""So many words a member's state or town may have: "the North Dakota Democrat"."""


def _is_within_name(tokens: Sequence[Token], names: Sequence[RawName | None], start: int) -> bool:
    """Say whether a phrase begins in the middle of capitals, whose name nobody saw ("Kenya | National Union of …")."""
    before = tokens[start - 1].text if start > 1 and names[start - 1] is None else ""
    return before[:1].isupper() and before.isalpha() and len(before) > 1 and tokens[start].text[0].isupper()


def _is_letters(tokens: Sequence[Token], names: Sequence[RawName | None], i: int) -> bool:
    """Say whether a head is the letters behind a person's name: "the Hon Asha Rao | MP"."""
    return i > 0 and tokens[i].text in SEATS and _is_person(names[i - 1])


def _is_title(tokens: Sequence[Token], names: Sequence[RawName | None], end: int) -> bool:
    """Say whether a person's name follows right behind, whose title the words are."""
    name = names[end] if end < len(tokens) else None
    return name is not None and name.type == "person" and name.span.start == tokens[end].start


def _with_number(lower: Sequence[str], start: int) -> int:
    """Return where "thousands of" or "a group of" begins before a phrase."""
    if start < 2 or lower[start - 1] != "of" or lower[start - 2] not in _COUNTS:
        return start
    at = start - 2
    return at - 1 if at and lower[at - 1] in words("determiners") else at


def _head(lower: Sequence[str], i: int) -> tuple[int, EntityType] | None:
    """Return where the head that begins at i ends, and what it names."""
    word = lower[i]
    length = longest_role(lower, i) if may_begin_phrase(word) else 0
    if length <= 1 and word in words("organization_nouns"):
        return i + 1, "organization"
    if length and not (length == 1 and word in _NO_HEAD and not _counted(lower, i)):
        return i + length, "group" if _is_plural(lower, i, i + length) else "person"
    for size in (2, 1) if may_begin_phrase(word) else ():
        plain = size == 1 and word in _NO_HEAD and not _counted(lower, i)
        if i + size <= len(lower) and not plain and _is_group(" ".join(lower[i : i + size])):
            return i + size, "group"
    if word in words("documents"):
        return i + 1, "work"
    return None


@lru_cache(maxsize=5_000)
def _is_group(words_: str) -> bool:
    """Say whether the words are a group noun as a whole, not only end in one."""
    if " " not in words_:
        return group_sector(words_) is not None
    return is_group(words_)


def _counted(lower: Sequence[str], i: int) -> bool:
    """Say whether a number or quantity stands before a word, which then is a noun ("55 companies")."""
    return i > 0 and (lower[i - 1][0].isdigit() or lower[i - 1] in words("determiners") - _POINTERS)


def _is_plural(lower: Sequence[str], start: int, end: int) -> bool:
    """Say whether a role stands in the plural: its head is last, or stands before "of"."""
    stop = next((k for k in range(start, end) if lower[k] in ("of", "to", "in", "at")), end)
    word = lower[stop - 1]
    return (word.endswith("s") and not word.endswith(("ss", "us"))) or group_sector(word) is not None


def _is_head(tokens: Sequence[Token], end: int) -> bool:
    """Say whether the phrase may end here: no noun follows that would make it an adjective ("police station")."""
    if end >= len(tokens):
        return True
    text = tokens[end].text
    lower = text.lower()
    return (
        not text[0].isalnum()
        or lower in words("followers")
        or lower in words("person_after")
        or lower in _VERBS
        or lower in words("place_prepositions")
        or lower in words("days")
        or text in words("days")
        or lower.endswith(("ed", "ly", "ing"))
    )


def _start(tokens: Sequence[Token], lower: Sequence[str], names: Sequence[RawName | None], head: int) -> int:
    """Return where the phrase begins: at its determiner or owner, else at the modifiers right before the head."""
    at = head
    for k in range(head - 1, max(-1, head - 1 - _REACH), -1):
        if lower[k : k + 2] == ["the", "time"] and k + 2 <= head:
            return k + 2  # "by the time | rescuers arrived"
        if _is_time(lower, k, directly=k == at - 1):
            break
        if lower[k] in words("determiners") or tokens[k].text[0].isdigit():
            return k
        if tokens[k].text in _CLITICS and k:
            return _owner_start(tokens, k)
        if _is_before_phrase(tokens, lower, names, k):
            break
        name = names[k]
        if k != at - 1:
            continue
        if name is not None and name.type != "person":
            at = next(n for n in range(k + 1) if names[n] is name)
        elif is_nationality(tokens[k].text) or lower[k] in _SHADES:
            at = k
    return at


def _is_time(lower: Sequence[str], k: int, *, directly: bool) -> bool:
    """Say whether a word before a phrase tells when: "in March 2014 | police", "for three days | soldiers"."""
    year = k > 0 and lower[k - 1] in WITHIN and YEAR.fullmatch(lower[k]) is not None
    return year or (directly and lower[k] in _PERIODS)


def _is_before_phrase(tokens: Sequence[Token], lower: Sequence[str], names: Sequence[RawName | None], k: int) -> bool:
    """Say whether a word is part of no noun phrase that ends behind it: a verb, a mark, a word between two clauses."""
    word = lower[k]
    if word in words("phrase_breakers") or not tokens[k].text[0].isalnum() or is_participle(word):
        return True
    if not k:
        return False
    # what a person does: "Paz | names cabinet", "Norland's minister Ada Moe met | officials"
    if (
        _is_person(names[k - 1])
        and names[k] is not names[k - 1]
        and (word in _DONE or word.endswith("ed") or tokens[k].text.endswith("s"))
    ):
        return True
    if word.endswith("ed") and _is_subject_before(tokens, k - 1):
        return True
    return word in _DONE and _is_noun_before(tokens, lower, k - 1)


def _is_person(name: RawName | None) -> bool:
    return name is not None and name.type == "person"


def _is_subject_before(tokens: Sequence[Token], k: int) -> bool:
    """Say whether a noun stands before a word in "-ed", which then is its verb ("the block attracted pupils")."""
    word = tokens[k].text
    shade = word in words("determiners") or word in _SHADES or word.endswith("ly") or word in words("phrase_breakers")
    return word.isalpha() and word.islower() and not shade


def _is_noun_before(tokens: Sequence[Token], lower: Sequence[str], k: int) -> bool:
    """Say whether a noun stands before an irregular past form, and nothing that makes it tell of another."""
    adverb = lower[k].endswith("ly") or lower[k] in ("well", "hard", "badly", "ill", "just", "not")
    return tokens[k].text.isalpha() and tokens[k].text.islower() and not adverb and lower[k] not in words("determiners")


def is_participle(word: str) -> bool:
    """Say whether a word in "-ing" takes an object, as in "a law requiring candidates", and is no adjective."""
    return word.endswith("ing") and len(word) > 5 and word not in _ADJECTIVES


def _owner_start(tokens: Sequence[Token], clitic: int) -> int:
    """Return where the owner before "'s" begins: the capitals before it, and its determiner."""
    k = clitic
    while k and tokens[k - 1].text[0].isupper():
        k -= 1
    if k == clitic:
        k -= 1
    return k - 1 if k and tokens[k - 1].text.lower() in words("determiners") else k


_ADJECTIVES = frozenset(
    "visiting ruling leading serving outgoing acting remaining surviving sitting incoming warring neighboring existing"
    " neighbouring governing commanding presiding managing founding grieving striking protesting".split()
)
_POINTERS = frozenset("the a an this that these those his her its their our your my".split())
_COUNTS = frozenset("thousands hundreds dozens scores millions tens group groups crowd crowds number handful".split())
_BARE = frozenset("police parliament".split())
"""Bodies that the news names without an article."""
_VERBS = frozenset(
    "struck shot hit burned fled flew fought found gave got grew heard hid hurt kept knew laid left lent let lost made"
    " meant paid put ran rose saw seized sent set shook shut sold sought spent spoke stole stood swore took taught"
    " threw thought tore went woke won wore wrote began broke brought built bought caught chose came cut dealt drew"
    " drove ate fell fed felt forbade froze again here there now today".split()
)
"""Verbs of irregular past, and words of place and time, that may follow a noun phrase."""
_DONE = frozenset(
    "met shot fought sent struck told saw took went wrote began broke chose came drew drove ate fell froze flew gave"
    " knew ran shook spoke stole threw tore".split()
)
"""Verbs of irregular past, which a noun before them makes the verb of a clause: "the envoy | met rebels"."""
_PERIODS = frozenset("seconds minutes hours days nights weeks weekends months years decades centuries".split())
_SHADES = frozenset(
    "riot unknown senior top former local foreign military civilian government unnamed unidentified anonymous armed"
    " masked federal state national health police army security intelligence opposition rebel young local"
    " international regional".split()
)
