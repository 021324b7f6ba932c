"""The measure: what befell those who are counted, told by the noun and by the verbs before and after the number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from dateline.record.lexemes import Lexeme, word_at
from dateline.record.quantity.amounts import Amount
from dateline.record.quantity.cues import cue_after, cue_before
from dateline.record.quantity.parts import is_share_of
from dateline.record.quantity.words import ACCIDENT, NATURAL, POST_CUES, VIOLENCE, measure_of_head
from dateline.world.measures import OF_PEOPLE

_FOR_CERTAIN = frozenset(
    "murder murdered murdering massacred massacring beheaded beheading executed executing assassinated lynched "
    "shot gunned slain martyred slaughtered eliminated neutralised neutralized".split()
)
_MONEY = frozenset(
    "cost costs aid damage damages loss losses investment investments debt revenue revenues funding funds "
    "loans trade assets sales profits fines taxes deals contracts compensation subsidies grants exports "
    "imports".split()
)
_FORCES = frozenset("police army security paramilitary border".split())
_OF_STATES = frozenset("members neighbours neighbors".split())
_BODIES = frozenset("eu nato un u.n. asean opec brics".split())
_MEMORY = 40
_BEFORE_ONE = frozenset("to with for only just than least and , about killed".split())
_VAGUE_NOUNS = frozenset("case point day time thing way side hand place occasion moment instance people".split())
_BEFALLEN = frozenset("killed dead injured missing hostage detained displaced protesters".split())


def _measure_of(amount: Amount, head: tuple[int, int] | None, lexemes: Sequence[Lexeme], taken: Set[int]) -> str:
    """Return the measure of a counted quantity.

    Args:
        amount: The quantity.
        head: The lexemes of what is counted, if it is said.
        lexemes: The lexemes of its sentence.
        taken: The lexemes of the other quantities and what they count; a verb beyond one belongs to that one.
    """
    noun = None
    if head is not None:
        last = lexemes[head[1] - 1]
        noun = measure_of_head(last.text, capital=last.capital)
        if noun == "people" and last.text == "officers" and word_at(lexemes, head[1] - 2) in _FORCES:
            noun = "troops"
        if last.text in _OF_STATES and word_at(lexemes, head[1] - 2) in _BODIES:
            noun = "other"  # "five EU neighbours"
    elif amount.measure is None:
        noun = _apposed(amount, lexemes) or _living(amount, lexemes)
    joined = word_at(lexemes, amount.end) == "-" and head is not None and head[0] == amount.end + 1
    if amount.rule in ("ordinal", "twice", "times") or noun == "other" or joined:
        return "other"  # "a 10-member team" counts no people of its own
    if noun in ("dead", "killed"):
        return _by_cause("dead", _around(amount, lexemes))
    if _is_money(amount, lexemes):
        return "money"
    cue = cue_after(amount, head, lexemes, taken) or cue_before(amount, head, lexemes, taken)
    return _settled(cue, noun, head, _around(amount, lexemes))


def _apposed(amount: Amount, lexemes: Sequence[Lexeme]) -> str | None:
    """Return the measure of people a number stands behind: "The settlers, 15 of them,", "the crowd, some 300,"."""
    after = word_at(lexemes, amount.end)
    closed = after == "," or (after == "of" and word_at(lexemes, amount.end + 1) == "them")
    if not closed or word_at(lexemes, amount.start - 1) != "," or amount.start < 2:
        return None
    noun = lexemes[amount.start - 2]
    measure = measure_of_head(noun.text, capital=False) if noun.kind == "word" and not noun.capital else None
    return measure if measure in OF_PEOPLE else None


def _living(amount: Amount, lexemes: Sequence[Lexeme]) -> str | None:
    """Return that a number without a noun counts people where a town or a crowd is "of" it."""
    of = word_at(lexemes, amount.start - 1) == "of" and word_at(lexemes, amount.start - 2)
    return "people" if of in _PEOPLED else None


_PEOPLED = frozenset("town village community city hamlet settlement population congregation crowd".split())


def _is_money(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether a great number without a noun is one of money: "billions in costs"."""
    great = (amount.low or amount.high or 0) >= 1e6
    return (
        great
        and word_at(lexemes, amount.end) == "in"
        and bool(_MONEY & {x.text for x in lexemes[amount.end : amount.end + 4]})
    )


def _settled(
    cue: tuple[str, str] | None, noun: str | None, head: tuple[int, int] | None, around: Sequence[Lexeme]
) -> str:
    """Join what the verb says with what the noun says."""
    if cue is None:
        return noun or "other"
    measure, word = cue
    if measure in ("killed", "dead"):
        return "killed" if word in _FOR_CERTAIN else _by_cause(measure, around)
    if measure in ("hostage", "detained") and noun in ("hostage", "detained"):
        return noun
    if word == "into" and noun == "troops":
        return noun  # who crosses with arms does not flee
    if measure == "missing" and noun is None and head is not None:
        return "other"
    return measure


def _around(amount: Amount, lexemes: Sequence[Lexeme]) -> Sequence[Lexeme]:
    """Return the sentence about an amount; of a list of thousands, the neighborhood."""
    return lexemes[max(0, amount.start - 2 * _MEMORY) : amount.end + 2 * _MEMORY]


def _by_cause(measure: str, around: Sequence[Lexeme]) -> str:
    """Tell the killed from the dead: by violence, or by accident, nature or a cause that is not said."""
    words = {x.text for x in around}
    if words & NATURAL:
        return "dead"
    violent, accident = words & VIOLENCE, words & ACCIDENT
    if "heart" in words:
        violent -= {"attack", "attacks"}
    if measure == "killed":
        return "dead" if accident and not violent else "killed"
    return "killed" if violent and not accident else "dead"


def measures_of(
    found: Sequence[Amount],
    heads: Sequence[tuple[int, int] | None],
    part_of: Sequence[int | None],
    lexemes: Sequence[Lexeme],
) -> list[str]:
    """Return the measure of each quantity of a sentence: by its unit, its noun and its verb, or as its whole's.

    A number without a noun of its own ("and another 12") is counted as the one before it.
    """
    own = [frozenset(range(a.start, h[1] if h else a.end)) for a, h in zip(found, heads, strict=True)]
    owner = {k: n for n, lexeme in enumerate(own) for k in lexeme}
    out: list[str] = []
    for n, (amount, head) in enumerate(zip(found, heads, strict=True)):
        measure = amount.measure or _measure_of(amount, head, lexemes, _taken(n, amount, owner))
        if measure == "other" and head is None and amount.measure is None and amount.rule in ("count", "vague"):
            measure = _said_before(amount, out, lexemes)
        out.append(measure)
    for n, whole in enumerate(part_of):
        if whole == n + 1 and is_share_of(found[n], found[whole], lexemes):
            out[n], out[whole] = _shared(out[n], out[whole], heads[whole], lexemes)
            continue
        inherits = whole is not None and out[whole] in _BEFALLEN and out[n] in ("people", "other", "troops")
        if whole is not None and inherits and _is_of_people(heads[n], lexemes):
            out[n] = out[whole]
    return out


def _shared(part: str, whole: str, head: tuple[int, int] | None, lexemes: Sequence[Lexeme]) -> tuple[str, str]:
    """Return the measures of "two of the three men died": the verb tells of the two, unless it is the men's own."""
    if head is None or whole not in _BEFALLEN:
        return (whole if part == "other" else part), whole
    last = lexemes[head[1] - 1]
    noun = measure_of_head(last.text, capital=last.capital) or "other"
    after = word_at(lexemes, head[1])
    own = noun == whole or after in _RELATIVES or (after in POST_CUES and after not in _OF_ITSELF)
    return whole, whole if own else noun


_RELATIVES = frozenset("who whom that which".split())
_OF_ITSELF = frozenset("died dies die fled flee drowned perished succumbed starved protested rallied marched".split())


def _taken(n: int, amount: Amount, owner: Mapping[int, int]) -> frozenset[int]:
    """Return the lexemes near an amount that belong to another one."""
    return frozenset(k for k in range(amount.start - _MEMORY, amount.end + _MEMORY) if owner.get(k, n) != n)


def _said_before(amount: Amount, before: Sequence[str], lexemes: Sequence[Lexeme]) -> str:
    """Return the measure of the last people counted before, else "dead" where the sentence spoke of deaths."""
    last = next((m for m in reversed(before) if m in OF_PEOPLE), None)
    if last is not None:
        return last
    spoken = {x.text for x in lexemes[max(0, amount.start - _MEMORY) : amount.start]}
    return _by_cause("dead", _around(amount, lexemes)) if spoken & {"deaths", "toll", "fatalities"} else "other"


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
    if word_at(lexemes, amount.end) == "-":
        return True
    noun = lexemes[head[0]].text if head else ""
    return word_at(lexemes, amount.start - 1) in _BEFORE_ONE and noun not in _VAGUE_NOUNS
