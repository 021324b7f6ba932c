"""The quality gate: every task against its floor, and every offset of every record read back.

    python -m eval.gate [TASK ...] [--raise] [--lower TASK] [--jobs N]

A score under its floor fails. `--raise` writes better scores into floors.json; nothing lowers one but `--lower TASK`,
which needs a reason in docs/decisions. A floor holds for the corpus it was measured on, told by its fingerprint.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval import samples
from eval.corpora import WORK, corpora, fingerprint, predict, score
from eval.floors import Floors, change_floors, raised, read_floors
from eval.happenings import score_happenings
from eval.identities import score_identities
from eval.many import MANY
from eval.own_gold import GOLD, SCORERS, score_gold
from eval.parts import HELD_OUT, in_fold, write_part, write_rows
from eval.reprints import score_made, score_reprints
from eval.stories import peer_scores, predict_stories
from eval.tallies import score_tallies
from eval.timelines import score_timelines
from eval.utterances import score_utterances
from training.annotated import annotated, is_held_out

OURS = {"quotes-news": "quotes", "names-news": "names"}
"""Tasks on passages that we coded ourselves (training/annotated), an eighth of all, which nothing learns from."""
TASKS = (
    "pages",
    "flat",
    "dumps",
    "quotes",
    "names",
    *OURS,
    "times",
    "places",
    "relations",
    "coded",
    "figures",
    "speakers",
)
MANY_TASKS: Mapping[str, Callable[[], dict[str, float]]] = {
    "identities": score_identities,
    "happenings": score_happenings,
    "tallies": score_tallies,
    "utterances": score_utterances,
    "timelines": score_timelines,
}
"""Tasks on our gold of many articles, which is read once for all of them."""
STORY_TASKS = {"stories": "stories", "stories2": "stories2", "reprints": "stories"}
"""Tasks measured on what `dateline stories` prints, each with the input it prints it for."""
NOT_SCORES = frozenset("pages n_outside_usa p r event_p event_r bcubed_p bcubed_r stories gold_stories".split())
"""Numbers that a scorer prints and that are no quality to hold: counts, and the two halves of an f1."""
SLACK = 0.001
"""Differences below this are rounding: one fact among a thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The scores of one task, on which corpus, and what did not read back."""

    task: str
    corpus: str
    scores: dict[str, float]
    problems: tuple[str, ...] = ()


def measure(only: list[str], *, jobs: int) -> Iterator[Result]:
    """Measure our own gold, the samples, and the corpora where they are."""
    for name in SCORERS:
        if not only or "own" in only or f"gold/{name}" in only:
            path = GOLD / f"{name}.jsonl"
            yield Result(task=f"gold/{name}", corpus=fingerprint(path), scores=score_gold(path))
    if not only or "own" in only or "gold/reprints" in only:
        path = GOLD / "reprints.jsonl"
        scores = score_reprints(path) | score_made(path)
        yield Result(task="gold/reprints", corpus=fingerprint(path), scores=scores)
    for name, scorer in MANY_TASKS.items():
        if not only or "own" in only or f"gold/{name}" in only:
            many = fingerprint(*sorted(MANY.glob("*.t*")))
            yield Result(task=f"gold/{name}", corpus=many, scores=scorer())
    if not only or "samples" in only:
        yield Result(task="samples", corpus=samples.fingerprint(), scores=samples.scores())
    folder = corpora()
    if folder is None:
        print("no corpora here: set DATELINE_CORPORA to measure on them; our own gold alone was measured")
        return
    if not only or "seeds" in only:
        yield _seeds(folder, jobs=jobs)
    for task in TASKS:
        if not only or task in only:
            yield _task(folder, task, jobs=jobs)
    for task in STORY_TASKS:
        if not only or task in only:
            yield _story_task(folder, task, jobs=jobs)


def _task(folder: Path, task: str, *, jobs: int) -> Result:
    output = WORK / f"{task}.jsonl"
    inputs, gold = _files(folder, task)
    problems = predict(inputs, output, jobs=jobs)
    found = score(folder, OURS.get(task, task), output, gold=gold)
    if task in OURS:
        found.pop("home", None)  # no passage is marked as from there
    scores = {k: v for k, v in found.items() if k not in NOT_SCORES and not math.isnan(v)}
    return Result(task=task, corpus=fingerprint(inputs, gold), scores=scores, problems=problems)


def _files(folder: Path, task: str) -> tuple[Path, Path]:
    """Return a task's inputs and gold: of pairs and of what we coded, the part that the reader was trained without."""
    if task in OURS:
        return write_rows(task, (x for x in annotated(folder, OURS[task]) if is_held_out(x[0]["text"])), WORK)
    if task == "relations":
        return write_part(folder, task, keep=lambda n: in_fold(n, HELD_OUT), into=WORK)
    return folder / f"{task}.input.jsonl.gz", folder / f"{task}.gold.jsonl.gz"


def _story_task(folder: Path, task: str, *, jobs: int) -> Result:
    """Measure stories or reprints; beside stories, print what a plain TF-IDF stream makes of the same articles."""
    source = STORY_TASKS[task]
    inputs, output = folder / f"{source}.input.jsonl.gz", WORK / f"{source}.jsonl"
    problems = predict_stories(inputs, output, jobs=jobs)
    scores = {k: v for k, v in score(folder, task, output).items() if k not in NOT_SCORES}
    if task == source:
        peer = peer_scores(folder, task, WORK / f"{task}.peer.jsonl")
        print(f"{task:<14}" + "  ".join(f"{k} {peer[k]:.3f}" for k in scores) + "  (plain TF-IDF stream)", flush=True)
    corpus = fingerprint(inputs, folder / f"{task}.gold.jsonl.gz")
    return Result(task=task, corpus=corpus, scores=scores, problems=problems)


def _seeds(folder: Path, *, jobs: int) -> Result:
    """The three pages it began with: how many of the expected facts were found, by kind."""
    check = folder.parent / "seeds" / "check.py"
    if not check.is_file():
        return Result(task="seeds", corpus="", scores={})
    pages, got = WORK / "seeds.input.jsonl", WORK / "seeds.jsonl"
    WORK.mkdir(parents=True, exist_ok=True)
    pages.write_bytes(subprocess.run([sys.executable, check, "--pages"], check=True, capture_output=True).stdout)
    problems = predict(pages, got, jobs=jobs)
    done = subprocess.run([sys.executable, check, got, "--json"], check=True, capture_output=True, text=True)
    scores = {kind: float(found) for kind, (found, _) in json.loads(done.stdout).items()}
    return Result(task="seeds", corpus=fingerprint(check, pages), scores=scores, problems=problems)


def judge(result: Result, floors: Floors) -> list[str]:
    """Return what is wrong: scores under their floors, and offsets that do not read back."""
    wrong = [f"{result.task}: {p}" for p in result.problems]
    held = floors.get(result.task)
    if held is None:
        return wrong
    if held["corpus"] != result.corpus:
        print(f"{result.task}: another corpus than the floors were measured on; not held against them")
        return wrong
    for name, floor in held["floors"].items():
        if result.scores.get(name, 0.0) < floor - SLACK:
            wrong.append(f"{result.task}: {name} is {result.scores.get(name, 0.0):.3f}, under its floor {floor:.3f}")
    return wrong


def better(measured: Iterable[Result], held: Floors, *, lower: Collection[str]) -> Floors:
    """Return the floors of what was measured, over those that are held.

    Args:
        measured: The results.
        held: The floors so far.
        lower: Tasks whose scores are taken as they are.
    """
    return {r.task: raised(r.corpus, r.scores, held.get(r.task), lower=r.task in lower) for r in measured}


def main() -> None:
    """Measure, print, judge; exit 1 if anything is under its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="*")
    parser.add_argument("--raise", dest="raising", action="store_true", help="write better scores as floors")
    parser.add_argument(
        "--lower", action="append", default=[], metavar="TASK", help="take this task's scores as they are"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    floors, wrong, measured = read_floors(), [], []
    for result in measure(args.tasks, jobs=args.jobs):
        print(f"{result.task:<18}" + "  ".join(f"{k} {v:.3f}" for k, v in result.scores.items()), flush=True)
        if args.raising or result.task in args.lower:
            measured.append(result)
        wrong += judge(result, floors)
    if measured:
        change_floors(lambda held: better(measured, held, lower=args.lower))
    for line in wrong:
        print(f"FAIL {line}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
