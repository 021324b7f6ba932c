"""Train the reader: one optimizer step sees a batch of every corpus. Seeded, resumable, bounded to two threads."""

from __future__ import annotations

import argparse
import json
import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor

from eval.parts import HELD_OUT, in_fold
from training.batches import Batch, Window, epoch, load, load_soft, stack
from training.losses import encode, events_loss, names_loss, quotes_loss, relations_loss, soft_loss, written_loss
from training.model import LARGE, SMALL, Reader, load_base

Json = dict[str, Any]


class Task(NamedTuple):
    """A corpus, the loss it gives, and how much of it a step sees."""

    part: str
    loss: Callable[[Reader, Batch, Tensor], Tensor]
    budget: int
    pack: int
    weight: float = 1.0
    every: int = 1


TASKS = (
    Task("quotes-train", quotes_loss, 1500, 0, 1.0),
    Task("names-train", names_loss, 900, 0, 2.5),
    Task("coded-train", events_loss, 500, 3, 1.0),
    Task("annotated-events", events_loss, 700, 3, 1.0),
    Task("annotated-names", names_loss, 400, 0, 1.5),
    Task("annotated-quotes", quotes_loss, 900, 0, 1.0),
    Task("relations", relations_loss, 700, 1, 0.3, 2),
    Task("written-quotes", written_loss, 900, 0, 0.5, 2),
    Task("written-events", events_loss, 450, 3, 0.5, 2),
)
SOFT = Task("soft", soft_loss, 1500, 0, 1.0)
"""What a teacher said of news without gold; learned from only if its labels are there."""


def main() -> None:
    """Train, or go on where a run was ended."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", type=Path, default=Path("work/train"))
    p.add_argument("--name", default="reader")
    p.add_argument("--large", action="store_true", help="the teacher's encoder; needs training.base --large")
    p.add_argument("--steps", type=int, default=5600)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--head-rate", type=float, default=1.5e-3)
    p.add_argument("--decay", type=float, default=0.9, help="how much less each lower layer learns")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--fold", type=int, default=HELD_OUT, help="leave out this fifth of the relations; -1: none")
    p.add_argument("--limit", type=int, default=0, help="articles a corpus, for a trial")
    p.add_argument("--parts", nargs="+", choices=[t.part for t in TASKS], help="learn from these corpora alone")
    p.add_argument("--budget", nargs="*", default=[], metavar="PART=PIECES", help="see less or more of a corpus a step")
    p.add_argument("--begin", help="the run whose state this one goes on from, if it has none of its own")
    p.add_argument("--soft", type=Path, help="a teacher's labels, as training.teacher writes them")
    p.add_argument("--no-soft-triggers", action="store_true", help="leave out which words are triggers")
    p.add_argument("--save-every", type=int, default=100)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    run(args)


def run(args: argparse.Namespace) -> None:
    """Run the steps that are left."""
    model, path = Reader(LARGE if args.large else SMALL), args.work / f"{args.name}.state.pt"
    load_base(model, args.work / ("large/renumbered.safetensors" if args.large else "base/model.safetensors"))
    model.encoder.word.weight.requires_grad_(False)
    optimizer = torch.optim.AdamW(groups(model, args), betas=(0.9, 0.98), weight_decay=0.01)
    rates = [g["lr"] for g in optimizer.param_groups]
    average = {k: v.clone() for k, v in model.state_dict().items()}
    begin = 0
    if args.begin and not path.exists():
        shutil.copyfile(args.work / f"{args.begin}.state.pt", path)
    if path.exists():
        state = torch.load(path)
        model.load_state_dict(state["model"])
        if "optimizer" in state:  # none where the state was restored from shipped weights
            optimizer.load_state_dict(state["optimizer"])
        average, begin = state["average"], state["step"]
    tasks = [t for t in TASKS if not args.parts or t.part in args.parts] + ([SOFT] if args.soft else [])
    if getattr(args, "no_soft_triggers", False):
        tasks = [t._replace(loss=partial(soft_loss, triggers=False)) if t is SOFT else t for t in tasks]
    budgets = {part: int(pieces) for part, _, pieces in (x.partition("=") for x in args.budget)}
    tasks = [t._replace(budget=budgets.get(t.part, t.budget)) for t in tasks]
    feeds = [feed(task, args, begin) for task in tasks]
    model.train()
    clock, sums, seen = time.monotonic(), {t.part: 0.0 for t in tasks}, 0
    for step in range(begin, args.steps):
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * schedule(step, args.steps)
        optimizer.zero_grad(set_to_none=True)
        for task, batches in zip(tasks, feeds, strict=True):
            if step % task.every == 0:
                batch = stack(next(batches))
                loss = task.loss(model, batch, encode(model, batch))
                (loss * task.weight).backward()
                sums[task.part] += loss.item() * task.every
                seen += batch.ids.numel()
        torch.nn.utils.clip_grad_norm_([q for q in model.parameters() if q.requires_grad], 1.0)
        optimizer.step()
        if step % 5 == 0:
            follow(average, model, 0.98 if step > 50 else 0.5)
        if (step + 1) % 25 == 0:
            said = {k: round(v / 25, 3) for k, v in sums.items()}
            print(
                json.dumps({"step": step + 1, "s": round(time.monotonic() - clock), "pieces": seen, **said}), flush=True
            )
            sums = dict.fromkeys(sums, 0.0)
        if (step + 1) % args.save_every == 0 or step + 1 == args.steps:
            save(path, model, optimizer, average, step + 1)


def groups(model: Reader, args: argparse.Namespace) -> list[Json]:
    """Return the parameters with their rates: lower layers learn less, heads and new embeddings most."""
    encoder = model.encoder
    own = set(encoder.parameters())
    out = [{"params": [q for q in model.parameters() if q not in own], "lr": args.head_rate}]
    beside = [encoder.shape.weight, encoder.gap.weight, *encoder.hints.parameters()]
    out.append({"params": beside, "lr": args.head_rate})
    layers = len(encoder.layers)
    for n, layer in enumerate(encoder.layers):
        out.append({"params": list(layer.parameters()), "lr": args.rate * args.decay ** (layers - 1 - n)})
    low = [encoder.position.weight, *encoder.norm.parameters()]
    if encoder.apart is not None:
        low.append(encoder.apart.weight)
    return [*out, {"params": low, "lr": args.rate * args.decay**layers}]


def schedule(step: int, steps: int) -> float:
    """Return the share of the full rate: up over the first 80 steps, level, then down over the last 35 percent.

    Level in the middle, so that a run may be made longer or shorter after it was begun.
    """
    return min(1.0, (step + 1) / 80, (steps - step) / (0.35 * steps))


def feed(task: Task, args: argparse.Namespace, begin: int) -> Iterator[list[Window]]:
    """Yield batches without end, from where `begin` steps left off."""
    articles = load_soft(args.work / "data", args.soft) if task.part == "soft" else load(args.work / "data", task.part)
    if task.part == "relations":
        articles = [x for n, x in enumerate(articles) if not in_fold(n, args.fold)]
    articles = articles[: args.limit or None]
    skip, turn = -(-begin // task.every), 0
    while True:
        for batch in epoch(articles, seed=args.seed * 1000 + turn, budget=task.budget, pack=task.pack):
            if skip:
                skip -= 1
            else:
                yield batch
        turn += 1


def follow(average: dict[str, Tensor], model: Reader, keep: float) -> None:
    """Move the running average of the weights towards the weights."""
    with torch.no_grad():
        for k, v in model.state_dict().items():
            if k != "encoder.word.weight":
                average[k].lerp_(v, 1 - keep)


def save(path: Path, model: Reader, optimizer: torch.optim.Optimizer, average: dict[str, Tensor], step: int) -> None:
    """Write the state beside the old one, then put it in its place: a kill leaves a whole file."""
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "step": step}
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


if __name__ == "__main__":
    main()
