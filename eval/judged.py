"""Facts drawn at random from real pages, judged by eye: how many of a hundred of each kind are true.

`python -m eval.judged draw --inputs pages.input.jsonl.gz …` reads the pages and prints the facts it drew, each in its
sentence, as a person judges them. The verdicts are kept in `eval/gold/judged.tsv`, without the words of the pages: what
was judged is named by page, article and place in its text. `python -m eval.judged` counts them.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from eval import ROOT
from eval.corpora import Json, predict, rows

KEPT = ROOT / "eval" / "gold" / "judged.tsv"
COLUMNS = ("kind", "page", "n", "start", "end", "verdict", "why")
AROUND = 220
"""So many characters on each side of a fact are shown to the one who judges."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One fact as it is put before a person: where it stands, what is claimed, and the words around it."""

    kind: str
    page: str
    n: int
    start: int
    end: int
    claim: str
    words: str


def _names(line: Json) -> Iterator[tuple[int, int, str]]:
    entities = {e["id"]: e for e in line["entities"]}
    for m in line["mentions"]:
        if m["form"] == "name":
            whole = entities.get(m["entity"])
            yield m["start"], m["end"], f"{m['type']} = {whole['label'] if whole else None}"


def _actors(line: Json) -> Iterator[tuple[int, int, str]]:
    for e in line["entities"]:
        if e["evidence"] and (e["role"] or e["country"] or e["sector"] or e["code"]):
            at = e["evidence"][0]
            said = ", ".join(f"{k}={e[k]}" for k in ("role", "country", "sector", "code") if e[k])
            yield at["start"], at["end"], f"{e['label']} ({e['type']}): {said}"


def _times(line: Json) -> Iterator[tuple[int, int, str]]:
    published = (line["published"] or {}).get("value")
    for t in line["times"]:
        yield t["start"], t["end"], f"{t['type']} {t['value'] or '?'} (published {published})"


def _places(line: Json) -> Iterator[tuple[int, int, str]]:
    for p in line["places"]:
        if p["geonames_id"] and p["form"] == "name":
            where = f"{p['name']}, {p['country']}, {p['feature_code']} {p['lat']:.1f} {p['lon']:.1f}"
            yield p["start"], p["end"], f"as {p['as']}: {where}"


def _quotes(line: Json) -> Iterator[tuple[int, int, str]]:
    entities = {e["id"]: e["label"] for e in line["entities"]}
    for q in line["quotes"]:
        source = q["source"] and line["text"][q["source"]["start"] : q["source"]["end"]]
        said = f"{q['manner']}; source “{source}”, speaker {entities.get(q['speaker'])}"
        yield q["content"][0]["start"], q["content"][-1]["end"], said


def _figures(line: Json) -> Iterator[tuple[int, int, str]]:
    for f in line["figures"]:
        of = f["of"] and line["text"][f["of"]["start"] : f["of"]["end"]]
        bounds = f"{'~' if f['approximate'] else ''}{f['low']} to {f['high']} {f['unit'] or ''}"
        yield f["start"], f["end"], f"{bounds}, measure {f['measure']}, of “{of}”"


def _events(line: Json) -> Iterator[tuple[int, int, str]]:
    text = line["text"]

    def sides(of: list[Json]) -> str:
        return " + ".join(f"{text[p['start'] : p['end']]} [{p['code']} {p['sector']}]" for p in of) or "-"

    for e in line["events"]:
        day = e["date"] and f"{e['date']['earliest']}..{e['date']['latest']}"
        where = e["place"] and e["place"]["name"]
        what = f"{e['type']}/{e['mode']} {e['factuality']}: {sides(e['actors'])} > {sides(e['recipients'])}"
        yield e["trigger"]["start"], e["trigger"]["end"], f"{what} on {day} in {where}"


KINDS: dict[str, Callable[[Json], Iterator[tuple[int, int, str]]]] = {
    "name": _names,
    "actor": _actors,
    "time": _times,
    "place": _places,
    "quote": _quotes,
    "figure": _figures,
    "event": _events,
}


def draw(lines: list[Json], *, count: int, seed: int) -> Iterator[Drawn]:
    """Yield facts drawn at random, each kind by itself, every fact as likely as any other of its kind.

    Args:
        lines: The contract lines of articles.
        count: How many of each kind.
        seed: What the draw begins with.
    """
    chance = random.Random(seed)  # nosec B311 - a sample, no secret
    for kind, facts in KINDS.items():
        all_of = [(line, *fact) for line in lines for fact in facts(line)]
        for line, start, end, claim in chance.sample(all_of, min(count, len(all_of))):
            text = line["text"]
            before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            words = f"{before}[[{text[start:end]}]]{after}".replace("\n", " ¶ ")
            yield Drawn(kind, line["page"], line["n"], start, end, claim, words)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of those judged were true, were right in part, and were judged at all."""

    true: int
    part: int
    judged: int

    def interval(self) -> tuple[float, float]:
        """Return between which shares the true share lies with 95 % (Wilson 1927)."""
        z, n, p = 1.96, self.judged, self.true / self.judged
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return middle - half, middle + half


def tallies(kept: Path = KEPT) -> dict[str, Tally]:
    """Return the verdicts counted by kind: true, part (something of it is wrong), false."""
    found: dict[str, list[str]] = defaultdict(list)
    with kept.open(encoding="utf8", newline="") as f:
        for row in csv.DictReader((line for line in f if not line.startswith("#")), delimiter="\t"):
            found[row["kind"]].append(row["verdict"])
    return {kind: Tally(v.count("true"), v.count("part"), len(v)) for kind, v in found.items()}


def table(kept: Path = KEPT) -> str:
    """Return the verdicts as a table in Markdown."""
    out = ["| kind of fact | judged | true in all | true with 95 % | right in part |", "|---|---|---|---|---|"]
    for kind, found in tallies(kept).items():
        low, high = found.interval()
        out.append(f"| {kind} | {found.judged} | {found.true} | {low:.0%} to {high:.0%} | {found.part} |")
    return "\n".join(out)


def _draw(inputs: list[Path], *, count: int, seed: int, jobs: int) -> None:
    lines: list[Json] = []
    for path in inputs:
        output = ROOT / "work" / "eval" / f"judged.{path.name.split('.')[0]}.jsonl"
        predict(path, output, jobs=jobs)
        lines += [line for line in rows(output) if line.get("kind") in {"article", "related"}]
    for n, fact in enumerate(draw(lines, count=count, seed=seed)):
        where = json.dumps([fact.kind, fact.page, fact.n, fact.start, fact.end])
        print(f"#{n} {where}\n  {fact.claim}\n  {fact.words}")


def main() -> None:
    """Draw facts, or count the verdicts that are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command")
    drawing = commands.add_parser("draw")
    drawing.add_argument("--inputs", nargs="+", type=Path, required=True)
    drawing.add_argument("--count", type=int, default=100)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    if given.command == "draw":
        _draw(given.inputs, count=given.count, seed=given.seed, jobs=given.jobs)
    else:
        print(table())


if __name__ == "__main__":
    main()
