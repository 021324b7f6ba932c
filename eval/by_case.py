"""Our own gold by the case each fact was written for: where the reader is weak.

    python -m eval.by_case [KIND ...] [--missed]

`--missed` lists every fact that was not read rightly, with what was wrong about it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from eval import gold_facts
from eval.gold_facts import OLDER
from eval.gold_matching import Pair, Row, share
from eval.own_gold import GOLD, Told, match_events, read_gold, read_quotes


def quote_rows(cases: Sequence[Pair]) -> Iterator[Row]:
    """Give the quotes of texts from outside the United States."""
    for gold, got in cases:
        if not gold["id"].startswith("us-"):
            for told in read_quotes(gold, got):
                case = told.gold.get("case", OLDER)
                yield Row(case=case, right=_right(told), where=gold["id"], words=str(told.gold["content"]))


def _right(told: Told) -> dict[str, bool | None]:
    speaker = told.speaker if told.gold["speaker"] else None
    return {"found": told.found, "source": told.source, "manner": told.manner, "speaker": speaker} | {
        "no wrong person": not told.wrong_person
    }


def event_rows(cases: Sequence[Pair]) -> Iterator[Row]:
    """Give the events of all texts, and those found where none is."""
    for gold, got in cases:
        wanted, pairs = match_events(gold, got)
        case, found = gold.get("case", OLDER), {b["at"]: a for a, b in pairs}
        for event in wanted:
            one = found.get(event["at"])
            right = one is not None and one["factuality"] == event["factuality"]
            yield Row(
                case=case,
                right={"found": one is not None, "factuality": right},
                where=gold["id"],
                words=f"{event['type']} {event['trigger']}",
            )
        mine = [id(a) for a, _ in pairs]
        for event in (e for e in got["events"] if id(e) not in mine):
            trigger = gold["text"][event["trigger"]["start"] : event["trigger"]["end"]]
            yield Row(case=case, right={}, where=gold["id"], words=f"{event['type']} {trigger}", too_many=True)


def fact_rows(kind: str, cases: Sequence[Pair]) -> Iterator[Row]:
    """Give the times, figures, places or actors of all texts, and those found where none is."""
    for gold, got in cases:
        yield from gold_facts.ROWS[kind](gold, got)


ROWS: Mapping[str, Callable[[Sequence[Pair]], Iterator[Row]]] = {
    "quotes": quote_rows,
    "events": event_rows,
    **{kind: partial(fact_rows, kind) for kind in gold_facts.ROWS},
}


def table(rows: Iterable[Row]) -> list[str]:
    """Return a line for each case, the largest first: how many of what was asked are right."""
    by_case: dict[str, list[Row]] = {}
    for row in rows:
        by_case.setdefault(row.case, []).append(row)
    return [_line(case, of) for case, of in sorted(by_case.items(), key=lambda item: -len(item[1]))]


def _line(case: str, rows: Sequence[Row]) -> str:
    asked: dict[str, list[bool]] = {}
    for row in rows:
        for what, right in row.right.items():
            if right is not None:
                asked.setdefault(what, []).append(right)
    counts = (f"{what} {sum(of)}/{len(of)} ({share(sum(of), len(of)):.2f})" for what, of in asked.items())
    too_many = sum(row.too_many for row in rows)
    return f"{case:<28}" + "  ".join([*counts, *([f"too many {too_many}"] if too_many else [])])


def main() -> None:
    """Print the figures by case, and on demand what was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"{', '.join(ROWS)}; all if none is named")
    parser.add_argument("--missed", action="store_true", help="list what was not read rightly")
    args = parser.parse_args()
    for kind in args.kinds or ROWS:
        rows = list(ROWS[kind](read_gold(GOLD / f"{kind}.jsonl")))
        print(f"{kind}:", *table(rows), sep="\n  ")
        for row in rows if args.missed else ():
            wrong = ["too many"] if row.too_many else [what for what, right in row.right.items() if right is False]
            if wrong:
                print(f"{row.where} [{row.case}] {', '.join(wrong)}: {row.words}")


if __name__ == "__main__":
    main()
