"""How good a state of training is on the development parts, before anything is exported.

For comparing runs, and a teacher with its student: no rules, no chains, gold triggers for types and roles.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F

from dateline.record.neural import labels
from dateline.record.neural.tags import spans_of_tags
from eval.parts import HELD_OUT, in_fold
from training.batches import load
from training.losses import NAME_OF, pair_scores, role_scores
from training.model import LARGE, SMALL, Reader, spans_of
from training.saying import read
from training.tagging import classes

Json = dict[str, Any]
Spans = Sequence[tuple[int, int, int]]


class Tally:
    """Spans found and wanted by label, and the log loss of the tags."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names, self.right, self.found, self.wanted = names, Counter[int](), Counter[int](), Counter[int]()
        self.loss, self.words = 0.0, 0

    def add(self, scores: torch.Tensor, gold: Spans) -> None:
        """Count the words of one article, or of one article seen from one trigger."""
        tags = classes(len(scores), gold)
        self.loss += F.cross_entropy(scores, torch.from_numpy(tags), reduction="sum").item()
        self.words += len(scores)
        wanted = _of_tags(tags, scores.shape[1])
        found = {t[:3] for t in spans_of_tags(scores.numpy())}
        for counter, spans in ((self.right, found & wanted), (self.found, found), (self.wanted, wanted)):
            counter.update(label for *_, label in spans)

    def __str__(self) -> str:
        each = (
            f"{name} {2 * self.right[n] / max(1, self.found[n] + self.wanted[n]):.3f}"
            for n, name in enumerate(self.names)
        )
        return "  ".join([*each, f"loss {self.loss / max(1, self.words):.4f}"])


def main() -> None:
    """Print the F1 of spans and the log loss of each head."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("states", nargs="+", help="names of runs")
    p.add_argument("--work", type=Path, default=Path("work/train"))
    p.add_argument("--large", nargs="*", default=["teacher"], help="which of them are of the larger size")
    p.add_argument("--now", action="store_true", help="the weights as they are, not their average: before a run's end")
    p.add_argument("--every", type=int, default=1, help="read every so manieth article alone")
    p.add_argument("--threads", type=int, default=2)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    for name in args.states:
        reader = Reader(LARGE if name in args.large else SMALL)
        state = torch.load(args.work / f"{name}.state.pt")
        reader.load_state_dict(state["model" if args.now else "average"])
        reader.eval()
        print(f"{name}, step {state.get('step', '?')}")
        with torch.no_grad():
            gauge(reader, args.work / "data", args.every)


def gauge(reader: Reader, data: Path, every: int = 1) -> None:
    """Print what one reader gives on every so manieth article."""
    attribution = Tally(labels.ATTRIBUTION_PARTS)
    for x, said in read(reader, load(data, "quotes")[::every]):
        spans = {(*s, n) for q in x["quotes"] for n, k in enumerate(labels.ATTRIBUTION_PARTS) for s in q[k]}
        attribution.add(said.scores[1], sorted(spans, key=lambda s: s[0] - s[1]))
    print("  attribution ", attribution, flush=True)
    names = Tally(labels.NAME_TYPES)
    for x, said in read(reader, load(data, "names")[::every]):
        names.add(said.scores[0], [(s, e, NAME_OF[t]) for s, e, t in x["names"] if t in NAME_OF])
    print("  names       ", names, flush=True)
    _gauge_events(reader, load(data, "coded")[::every])
    right = [_related(reader, x) for n, x in enumerate(load(data, "relations")) if in_fold(n, HELD_OUT)]
    print(f"  relations    types {np.mean(right):.3f}")


def _gauge_events(reader: Reader, articles: list[Json]) -> None:
    triggers, roles, right = Tally(("trigger",)), Tally(labels.ROLES), []
    for x, said in read(reader, articles):
        events = x["events"]
        triggers.add(said.scores[2], [(*e["trigger"], 0) for e in events])
        if not events:
            continue
        spans = [e["trigger"] for e in events]
        for e, scores in zip(events, role_scores(reader, said.vectors, x["sentence"], spans), strict=True):
            roles.add(scores, [(*s, n) for n, role in enumerate(labels.ROLES) for s in e[role]])
        kinds, _, facts = (t.argmax(-1).tolist() for t in reader.of_trigger(spans_of(said.vectors, spans)))
        right += [
            (labels.EVENT_TYPES[k] == e["type"], labels.FACTUALITIES[f] == e["factuality"])
            for e, k, f in zip(events, kinds, facts, strict=True)
        ]
    types, facts = np.mean(right, 0)
    print("  events      ", triggers, f" types {types:.3f}  factuality {facts:.3f}")
    print("  roles       ", roles, flush=True)


def _related(reader: Reader, x: Json) -> bool:
    ((_, said),) = read(reader, [x])
    found = pair_scores(reader, said.vectors, x["sentence"], *x["pair"]).argmax(-1).item()
    return labels.EVENT_TYPES[int(found)] in (labels.YIELD if x["root"] == "YIELD" else (x["root"],))


def _of_tags(tags: npt.NDArray[np.int64], width: int) -> set[tuple[int, int, int]]:
    """Return the spans of gold as the tags can tell them."""
    sure = np.full((len(tags), width), -9.0, dtype=np.float32)
    sure[np.arange(len(tags)), tags] = 9.0
    return {t[:3] for t in spans_of_tags(sure)}


if __name__ == "__main__":
    main()
