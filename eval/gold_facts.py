"""Times, figures, places and actors against our own gold: a row for each fact, and the scores over all rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from eval.corpora import Json
from eval.gold_matching import (
    FOUND,
    Pair,
    Row,
    by_span,
    f1_of,
    is_one_of,
    is_right,
    match,
    overlap,
    right_of,
    span,
)

Judge = Callable[[Json, Json], dict[str, bool | None]]
"""Says of a fact found, and the fact it should be, what is right."""

OLDER = "(no case)"
"""Texts from before cases were written down."""


def _rows(
    gold: Json, found: Sequence[Json], wanted: Sequence[Json], pairs: Sequence[Pair], judge: Judge
) -> Iterator[Row]:
    """Yield a row for each fact wanted, and for each that is too many."""
    case, mine = gold.get("case", OLDER), [id(a) for a, _ in pairs]
    for fact in wanted:
        one = next((a for a, b in pairs if b is fact), None)
        right = {FOUND: one is not None} | (judge(one, fact) if one is not None else {})
        yield Row(case=case, right=right, where=gold["id"], words=_told(gold["text"], fact, one))
    for fact in found:
        if id(fact) not in mine:
            words = gold["text"][slice(*span(fact))]
            yield Row(case=case, right={}, where=gold["id"], words=f"{words} in: {gold['text']}", too_many=True)


def _told(text: str, wanted: Json, found: Json | None) -> str:
    """Return the words, and what was made of them beside what should have been."""
    keys = [k for k in wanted if k not in {"start", "end", "text", "words"}]
    got = ", ".join(f"{k} {found.get(k)} for {wanted[k]}" for k in keys) if found else "nothing"
    return f"{text[slice(*span(wanted))]}: {got} in: {text}"


def time_rows(gold: Json, got: Json) -> Iterator[Row]:
    """Yield a row for each time expression; one with no value must say why."""

    def judge(found: Json, wanted: Json) -> dict[str, bool | None]:
        reason = bool(found.get("reason")) if found["value"] is None else None
        return {
            "strict": span(found) == span(wanted),
            "value": is_one_of(found["value"], wanted["value"]),
            "reason": reason,
        }

    pairs = match(got["times"], gold["times"], by_span)
    return _rows(gold, got["times"], gold["times"], pairs, judge)


def figure_rows(gold: Json, got: Json) -> Iterator[Row]:
    """Yield a row for each figure; its source, place and the rest count where the gold or the record has one."""
    pairs = match(got["figures"], gold["figures"], by_span)
    whole = {id(a): b for a, b in pairs}

    def judge(found: Json, wanted: Json) -> dict[str, bool | None]:
        part = wanted["part_of"]
        mine = None if found["part_of"] is None else whole.get(id(got["figures"][found["part_of"]]))
        same_part = mine is not None and part is not None and mine is gold["figures"][part]
        return {
            "bounds": (found["low"], found["high"]) == (wanted["low"], wanted["high"]),
            "measure": is_one_of(found["measure"] or "other", wanted["measure"] or "other"),
            "unit": is_right(found, wanted, "unit"),
            "approximate": found["approximate"] == wanted["approximate"],
            "of": _same_words(found["of"], wanted, "of", gold["text"]),
            "part_of": None if part is None and found["part_of"] is None else same_part,
            "according_to": _same_words(_source(found, got), wanted, "according_to", gold["text"]),
            "place": _same_words(_referred(found["place"], got["places"]), wanted, "place", gold["text"]),
            "as_of": _same_day(found["as_of"], wanted),
        }

    return _rows(gold, got["figures"], gold["figures"], pairs, judge)


def _source(figure: Json, got: Json) -> Json | None:
    quote = _referred(figure["quote"], got["quotes"])
    return quote["source"] if quote else None


def _referred(at: int | None, among: Sequence[Json]) -> Json | None:
    return None if at is None else among[at]


def _same_words(found: Json | None, wanted: Json, key: str, text: str) -> bool | None:
    """Say whether a stretch is at the words wanted; None where none is wanted and none is there, or it is not asked."""
    if key not in wanted or (found is None and wanted[key] is None):
        return None
    if found is None or wanted[key] is None:
        return False
    return any(overlap(span(found), m.span()) for m in re.finditer(re.escape(wanted[key]), text))


def _same_day(found: Json | None, wanted: Json) -> bool | None:
    """Say whether a figure is held to the day wanted; the time of day may stand with it."""
    if "as_of" not in wanted:
        return None
    return found is not None and bool(found["value"]) and found["value"].startswith(wanted["as_of"])


def place_rows(gold: Json, got: Json) -> Iterator[Row]:
    """Yield a row for each place named, and for each trap; demonyms and places inside other names are not counted."""
    places = [p for p in got["places"] if p["form"] == "name"]
    pairs = match(places, gold["places"], by_span)
    yield from _rows(gold, places, gold["places"], pairs, _judge_place)
    case = gold.get("case", OLDER)
    for trap in gold["none"]:
        free = not any(by_span(p, trap) for p in places)
        yield Row(case=case, right={"no place": free}, where=gold["id"], words=f"{trap['text']} in: {gold['text']}")


def _judge_place(found: Json, wanted: Json) -> dict[str, bool | None]:
    country = is_one_of(found["country"], wanted["country"])
    return {
        "id": is_right(found, wanted, "geonames_id"),
        "country": country,
        "not abroad": country or found["country"] is None,
        "as": is_right(found, wanted, "as"),
    }


def actor_rows(gold: Json, got: Json) -> Iterator[Row]:
    """Yield a row for each actor, found by the linked mention at its words, with what is said of the entity.

    A role may go on with what "of", "for" or "to" adds to it, and counts only where one is wanted.
    """
    entities = {e["id"]: e for e in got["entities"]}
    linked = [m for m in got["mentions"] if m["entity"]]
    pairs = [(entities[m["entity"]], a) for m, a in match(linked, gold["actors"], _most_shared)]
    return _rows(gold, (), gold["actors"], pairs, _judge_actor)


def _judge_actor(found: Json, wanted: Json) -> dict[str, bool | None]:
    said = {key: is_right(found, wanted, key) for key in ("label", "country", "code", "sector")}
    return {"role": _same_role(found["role"] or "", wanted["role"])} | said


def _most_shared(found: Json, wanted: Json) -> float:
    """Return how much of both stretches is shared, where it is half or more."""
    both = by_span(found, wanted)
    either = max(found["end"], wanted["end"]) - min(found["start"], wanted["start"])
    return both / either if 2 * both >= either else 0.0


def _same_role(found: str, wanted: list[str] | str | None) -> bool | None:
    if not wanted:
        return None
    several = wanted if isinstance(wanted, list) else [wanted]
    return any(re.fullmatch(rf"(?i){re.escape(role)}(?: (?:of|for|to) .+)?", found) for role in several)


ROWS: Mapping[str, Callable[[Json, Json], Iterator[Row]]] = {
    "times": time_rows,
    "figures": figure_rows,
    "places": place_rows,
    "actors": actor_rows,
}
_SHARES = {
    "times": ("value", "reason"),
    "figures": ("bounds", "measure", "unit", "approximate", "of", "part_of", "according_to", "place", "as_of"),
    "places": ("id", "country", "not abroad", "as", "no place"),
    "actors": (FOUND, "label", "role", "country", "code", "sector"),
}
_F1 = {"times": {"strict": "strict"}, "figures": {FOUND: FOUND}, "places": {FOUND: FOUND}, "actors": {}}


def score_facts(kind: str, cases: Sequence[Pair]) -> dict[str, float]:
    """Return f1 of what was found of a kind of fact and, on that, the share that is right in each thing asked."""
    rows = [row for gold, got in cases for row in ROWS[kind](gold, got)]
    scores = {name.replace(" ", "_"): f1_of(rows, what) for name, what in _F1[kind].items()}
    return scores | {what.replace(" ", "_"): right_of(rows, what) for what in _SHARES[kind]}
