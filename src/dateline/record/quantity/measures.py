"""The measure: what befell those who are counted, told by the noun and by the verbs before and after the number."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.record.lexemes import Lexeme
from dateline.record.quantity.amounts import Amount
from dateline.record.quantity.words import (
    ACCIDENT,
    BE,
    NATURAL,
    POST_CUES,
    PRE_CUES,
    VIOLENCE,
    measure_of_head,
)
from dateline.world.measures import OF_PEOPLE

_BACK, _ON = 7, 22
_STOPS = frozenset('. ; : ! ? “ ” "'.split())
# What may follow a passive verb; before anything else "killed" has an object of its own.
_AFTER_PASSIVE = frozenset(
    "in by at on and or , . ; ) when as during while since after before from over near this last so dead for "
    "with under across along inside outside amid following due because if where - – — every each per yesterday "
    "today overnight monday tuesday wednesday thursday friday saturday sunday ' ’ ” \" within until through "
    "throughout to between of earlier later according".split()
)
# Verbs that are cues on both sides; after the number they must be passive.
_TRANSITIVE = frozenset(m for m in POST_CUES if m in PRE_CUES) | {"rounded"}
_FOR_CERTAIN = frozenset(
    "murder murdered murdering massacred massacring beheaded beheading executed executing assassinated lynched "
    "shot gunned slain martyred slaughtered eliminated neutralised neutralized".split()
)
_STOPS |= frozenset("when while after before because although though where until as if".split())
_RELATIVE = frozenset("who whom were was are have had".split())
_PREPOSITIONS = frozenset(
    "in at on by during when after within since for over inside outside near from under across amid".split()
)
# What must follow these nouns and verbs to make the number theirs: "a protest by 1,000", "rounded up 40".
_OPENING = {
    "rounded": ("up",),
    "protest": ("by", "of"),
    "rally": ("by", "of"),
    "march": ("by", "of"),
    "demonstration": ("by", "of"),
}
_MONEY = frozenset(
    "cost costs aid damage damages loss losses investment investments debt revenue revenues funding funds "
    "loans trade assets sales profits fines taxes deals contracts compensation subsidies grants exports "
    "imports".split()
)
_BEFORE_ONE = frozenset("to with for only just than least and , about killed".split())
_VAGUE_NOUNS = frozenset("case point day time thing way side hand place occasion moment instance people".split())
_BEFALLEN = frozenset("killed dead injured missing hostage detained displaced protesters".split())
_PART_OPENERS = frozenset("including among of mostly most mainly many some".split())


def measure_of(amount: Amount, head: tuple[int, int] | None, lexemes: Sequence[Lexeme], starts: frozenset[int]) -> str:
    """Return the measure of a counted quantity.

    Args:
        amount: The quantity.
        head: The lexemes of what is counted, if it is said.
        lexemes: The lexemes of its sentence.
        starts: Where the other quantities of the sentence begin; a verb beyond one belongs to that one.
    """
    noun = None
    if head is not None:
        last = lexemes[head[1] - 1]
        noun = measure_of_head(last.text, capital=last.capital)
    if amount.rule in ("ordinal", "twice", "times") or noun == "other":
        return "other"
    if noun in ("dead", "killed"):
        return _by_cause("dead", lexemes)
    if _is_money(amount, lexemes):
        return "money"
    cue = _after(amount, head, lexemes, starts) or _before(amount, head, lexemes, starts)
    return _settled(cue, noun, head, lexemes)


def _is_money(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether a great number without a noun is one of money: "billions in costs"."""
    great = (amount.low or amount.high or 0) >= 1e6
    return (
        great
        and _word(lexemes, amount.end) == "in"
        and bool(_MONEY & {x.text for x in lexemes[amount.end : amount.end + 4]})
    )


def _settled(
    cue: tuple[str, str] | None, noun: str | None, head: tuple[int, int] | None, lexemes: Sequence[Lexeme]
) -> str:
    """Join what the verb says with what the noun says."""
    if cue is None:
        return noun or "other"
    measure, word = cue
    if measure in ("killed", "dead"):
        return "killed" if word in _FOR_CERTAIN else _by_cause(measure, lexemes)
    if measure in ("hostage", "detained") and noun in ("hostage", "detained"):
        return noun
    if measure == "missing" and noun is None and head is not None:
        return "other"
    return measure


def _by_cause(measure: str, lexemes: Sequence[Lexeme]) -> str:
    """Tell the killed from the dead: by violence, or by accident, nature or a cause that is not said."""
    words = {x.text for x in lexemes}
    if words & NATURAL:
        return "dead"
    violent, accident = words & VIOLENCE, words & ACCIDENT
    if "heart" in words:
        violent -= {"attack", "attacks"}
    if measure == "killed":
        return "dead" if accident and not violent else "killed"
    return "killed" if violent and not accident else "dead"


def _after(
    amount: Amount, head: tuple[int, int] | None, lexemes: Sequence[Lexeme], starts: frozenset[int]
) -> tuple[str, str] | None:
    """Find the verb that follows: "80 people have been killed", "15 who died", "12 wounded"."""
    k = head[1] if head else amount.end
    last = min(len(lexemes), k + _ON)
    while k < last:
        word = lexemes[k].text
        if word == "," and _word(lexemes, k + 1) in _PART_OPENERS:
            k = _past_parenthesis(lexemes, k + 1)
            continue
        if k in starts or word in _STOPS or (word == "," and _word(lexemes, k + 1) not in _RELATIVE):
            return None
        found = _cue_at(lexemes, k, starts)
        if found:
            return found
        k += 1
    return None


def _cue_at(lexemes: Sequence[Lexeme], k: int, starts: frozenset[int]) -> tuple[str, str] | None:
    """Return measure and word if a lexeme behind a number tells what befell those counted."""
    word, after = lexemes[k].text, _word(lexemes, k + 1)
    if word == "shot" and after == "dead":
        return "killed", "shot"
    if word == "lost" and {"home", "homes"} & {after, _word(lexemes, k + 2)}:
        return "displaced", word
    measure = POST_CUES.get(word)
    if measure and _is_passive(lexemes, k, starts) and _is_told(lexemes, k, word):
        return measure, word
    return None


def _past_parenthesis(lexemes: Sequence[Lexeme], k: int) -> int:
    """Return the lexeme after the comma that closes ", including 80 children,"; the end if none does."""
    while k < len(lexemes) and lexemes[k].text not in (",", ".", ";"):
        k += 1
    return k + 1


def _is_passive(lexemes: Sequence[Lexeme], k: int, starts: frozenset[int]) -> bool:
    """Say whether a verb after the number is told of those who are counted rather than done by them."""
    if lexemes[k].text not in _TRANSITIVE or _word(lexemes, k - 1) in BE:
        return True
    after = _word(lexemes, k + 2 if lexemes[k].text == "rounded" else k + 1)
    return (after == "" or after in _AFTER_PASSIVE) and k + 1 not in starts


def _is_told(lexemes: Sequence[Lexeme], k: int, word: str) -> bool:
    """Refuse cue words in another sense: "bars", "row" and "prison" must be where somebody is."""
    before = _word(lexemes, k - 1)
    if word == "row":
        return before == "death"
    if word == "bars":
        return before == "behind"
    if word in ("jail", "prison", "custody"):
        return before in ("in", "judicial", "police", "from") and _word(lexemes, k - 2) not in ("years", "months")
    if word == "rounded":
        return _word(lexemes, k + 1) == "up"
    if word in ("hostage", "hostages"):
        return before != "the"
    return word != "protest" or before in ("to", "in")


def _before(
    amount: Amount, head: tuple[int, int] | None, lexemes: Sequence[Lexeme], starts: frozenset[int]
) -> tuple[str, str] | None:
    """Find the verb or noun that governs the number: "killing 14", "the deaths of two", "toll rose to 97"."""
    for k in range(amount.start - 1, max(-1, amount.start - 1 - _BACK), -1):
        word = lexemes[k].text
        if word in _STOPS or (word == "," and amount.start - k > 1) or k in starts:
            return None
        measure = PRE_CUES.get(word)
        if measure and _governs(lexemes, k, amount, head):
            return measure, word
    return None


def _governs(lexemes: Sequence[Lexeme], k: int, amount: Amount, head: tuple[int, int] | None) -> bool:
    """Say whether a cue before the number has the number as its object."""
    word, between = lexemes[k].text, [x.text for x in lexemes[k + 1 : amount.start]]
    if word in _OPENING:
        return between[:1] != [] and between[0] in _OPENING[word]
    if word == "death" and between[:1] != ["toll"]:
        return between[:1] in (["of"], ["for"])
    if word in ("toll", "deaths", "fatalities", "death", "bodies"):
        return "of" in between or (head is None and any(w in between for w in ("to", "at", "is", "was", "of")))
    if word in ("claimed", "claims", "claiming"):
        return head is not None and lexemes[head[1] - 1].text == "lives"
    if word == "missing":
        return not between
    passive = _word(lexemes, k - 1) in BE
    return between[-1:] == ["with"] if passive else not _PREPOSITIONS & set(between)


def measures_of(
    found: Sequence[Amount],
    heads: Sequence[tuple[int, int] | None],
    part_of: Sequence[int | None],
    lexemes: Sequence[Lexeme],
) -> list[str]:
    """Return the measure of each quantity of a sentence: by its unit, its noun and its verb, or as its whole's.

    A number without a noun of its own ("and another 32") is counted as the one before it.
    """
    starts = frozenset(a.start for a in found)
    out: list[str] = []
    for amount, head in zip(found, heads, strict=True):
        measure = amount.measure or measure_of(amount, head, lexemes, starts - {amount.start})
        if measure == "other" and head is None and amount.measure is None and amount.rule in ("count", "vague"):
            measure = _said_before(amount, out, lexemes)
        out.append(measure)
    for n, whole in enumerate(part_of):
        inherits = whole is not None and out[whole] in _BEFALLEN and out[n] in ("people", "other", "troops")
        if whole is not None and inherits and _is_of_people(heads[n], lexemes):
            out[n] = out[whole]
    return out


def _said_before(amount: Amount, before: Sequence[str], lexemes: Sequence[Lexeme]) -> str:
    """Return the measure of the last people counted before, else "dead" where the sentence spoke of deaths."""
    last = next((m for m in reversed(before) if m in OF_PEOPLE), None)
    if last is not None:
        return last
    spoken = {x.text for x in lexemes[: amount.start]}
    return _by_cause("dead", lexemes) if spoken & {"deaths", "toll", "fatalities"} else "other"


def _is_of_people(head: tuple[int, int] | None, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether what is counted may be people, so far as the noun tells."""
    if head is None:
        return True
    last = lexemes[head[1] - 1]
    return measure_of_head(last.text, capital=last.capital) not in (None, "other")


def counted_as_one(amount: Amount, head: tuple[int, int] | None, measure: str, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether a bare "one" counts: with a verb ("one person died") or behind "to", "only" ("to one count")."""
    own = lexemes[amount.start]
    if amount.end - amount.start > 1 or own.text != "one" or own.value != 1 or measure not in ("people", "other"):
        return True
    if _word(lexemes, amount.end) == "-":
        return True
    noun = lexemes[head[0]].text if head else ""
    return _word(lexemes, amount.start - 1) in _BEFORE_ONE and noun not in _VAGUE_NOUNS


def _word(lexemes: Sequence[Lexeme], k: int) -> str:
    return lexemes[k].text if 0 <= k < len(lexemes) else ""
