"""What each corpus teaches: the loss of a batch for each head its gold speaks about."""

from __future__ import annotations

import time
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor

from dateline.record.neural import labels
from dateline.record.neural.distance import distance_classes, sentence_classes
from training.batches import AROUND, Batch, spans_within, tagged
from training.model import Reader, spans_of
from training.written import NAMES

Json = dict[str, Any]
Array = npt.NDArray[Any]
NAME_OF = {theirs: labels.NAME_TYPES.index(ours) for theirs, ours in NAMES.items()}
FACT_WEIGHTS = (1.0, 2.0, 2.0, 3.0, 1.5)
"""Other than actual is rare; without weights the head would hardly say it."""


def encode(model: Reader, batch: Batch) -> Tensor:
    """Return the encoder's output, all windows in a row: (pieces, WIDTH)."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16_pays()):
        hidden = model.encoder(batch.ids, batch.shapes, batch.gaps, batch.hints)
    return hidden.float().reshape(-1, hidden.shape[-1])


@cache
def bf16_pays() -> bool:
    """Return whether this processor multiplies faster in bf16: twice with AMX, half as fast with AVX-512 alone."""
    took = {}
    for kind in (torch.float32, torch.bfloat16):
        x, w = torch.ones(2048, 384, dtype=kind), torch.ones(1536, 384, dtype=kind)
        times = []
        for _ in range(9):
            begin = time.perf_counter()
            F.linear(x, w)
            times.append(time.perf_counter() - begin)
        took[kind] = min(times)
    return took[torch.bfloat16] < took[torch.float32]


def names_loss(model: Reader, batch: Batch, hidden: Tensor) -> Tensor:
    """Names: cross-entropy of the tags."""
    gold = []
    for x, first, last in batch.parts:
        spans = [(s, e, NAME_OF[t]) for s, e, t in x["names"] if t in NAME_OF]
        gold.append(tagged(last - first, spans, first))
    scores = model.tag_scores(hidden[torch.cat(batch.words)])[0]
    return F.cross_entropy(scores, torch.cat(gold))


def quotes_loss(model: Reader, batch: Batch, hidden: Tensor) -> Tensor:
    """Attribution: cross-entropy of the tags, of each cue's source, and of each content's cue."""
    words = hidden[torch.cat(batch.words)]
    scores = model.tag_scores(words)[1]
    gold, links, count, at = [], scores.new_zeros(()), 0, 0
    for x, first, last in batch.parts:
        length = last - first
        spans = [(*s, n) for q in x["quotes"] for n, part in enumerate(labels.ATTRIBUTION_PARTS) for s in q[part]]
        # Contents first: where two attributions nest, the larger span is left whole.
        gold.append(tagged(length, sorted(spans, key=lambda s: s[0] - s[1]), first))
        loss, n = _links(model, x, first, last, words[at : at + length])
        links, count, at = links + loss, count + n, at + length
    return F.cross_entropy(scores, torch.cat(gold)) + 0.3 * links / max(1, count)


def written_loss(model: Reader, batch: Batch, hidden: Tensor) -> Tensor:
    """Texts that have both attributions and names marked."""
    return quotes_loss(model, batch, hidden) + names_loss(model, batch, hidden)


def _links(model: Reader, x: Json, first: int, last: int, words: Tensor) -> tuple[Tensor, int]:
    quotes = [{k: spans_within(q[k], first, last) for k in q} for q in x["quotes"]]
    alone = [c for q in quotes if not q["cue"] for c in q["content"]]
    quotes = [q for q in quotes if q["cue"]]
    cues = [q["cue"][0] for q in quotes]
    sources = sorted({s for q in quotes for s in q["source"][:1]})
    owners = {c: n for n, q in enumerate(quotes) for c in q["content"]} | dict.fromkeys(alone, len(cues))
    contents = list(owners)
    if not cues:
        return words.new_zeros(()), 0
    v, sentence = spans_of(words, cues), x["sentence"][first:last]
    none = model.no_source(v)
    table = _scored(model.source, words, sentence, cues, sources) if sources else none[:, :0]
    target = torch.tensor([sources.index(q["source"][0]) if q["source"] else len(sources) for q in quotes])
    loss, count = F.cross_entropy(torch.cat([table, none], 1), target, reduction="sum"), len(cues)
    if contents:
        table = _scored(model.content, words, sentence, contents, cues)
        none = model.no_cue(spans_of(words, contents))
        target = torch.tensor([owners[c] for c in contents])
        loss, count = (
            loss + F.cross_entropy(torch.cat([table, none], 1), target, reduction="sum"),
            count + len(contents),
        )
    return loss, count


def _scored(head: torch.nn.Module, words: Tensor, sentence: Any, left: list[Any], right: list[Any]) -> Tensor:
    a, b = np.array(left), np.array(right)
    distance = torch.from_numpy(distance_classes(a, b))
    between = torch.from_numpy(sentence_classes(sentence[a[:, 0]], sentence[b[:, 0]]))
    return head(spans_of(words, left), spans_of(words, right), distance, between)[..., 0]


def events_loss(model: Reader, batch: Batch, hidden: Tensor) -> Tensor:
    """Events: trigger tags; type, mode, factuality of each gold trigger; roles of words; relations of sides."""
    words = hidden[torch.cat(batch.words)]
    gold, spans, events, at = [], [], [], 0
    roles, relations, count = words.new_zeros(()), words.new_zeros(()), 0
    for x, _, length in batch.parts:
        gold.append(tagged(length, [(*e["trigger"], 0) for e in x["events"]], 0))
        mine = words[at : at + length]
        for e in x["events"]:
            spans.append((e["trigger"][0] + at, e["trigger"][1] + at))
            events.append(e)
            if e["actor"] and e["recipient"]:
                scores = pair_scores(model, mine, x["sentence"], e["actor"][0], e["recipient"][0])
                target = torch.tensor([labels.EVENT_TYPES.index(e["type"])])
                relations, count = relations + F.cross_entropy(scores, target), count + 1
        roles = roles + _roles(model, x, mine)
        at += length
    loss = F.cross_entropy(model.tag_scores(words)[2], torch.cat(gold))
    if not events:
        return loss
    types, modes, facts = model.of_trigger(spans_of(words, spans))
    index = torch.tensor([labels.EVENT_TYPES.index(e["type"]) for e in events])
    loss = loss + 0.3 * F.cross_entropy(types, index)
    loss = loss + 0.15 * F.cross_entropy(modes, torch.tensor([_mode(e) for e in events]))
    fact = torch.tensor([labels.FACTUALITIES.index(e["factuality"]) for e in events])
    loss = loss + 0.2 * F.cross_entropy(facts, fact, weight=torch.tensor(FACT_WEIGHTS))
    return loss + 1.0 * roles / len(events) + 0.15 * relations / max(1, count)


def _mode(event: Json) -> int:
    key = (event["type"], event["mode"])
    return labels.MODES.index(key if key in labels.MODES else (event["type"], None))


def _roles(model: Reader, x: Json, words: Tensor) -> Tensor:
    """The summed loss of the roles of every event of one text (a mean over the words of each)."""
    events = x["events"]
    if not events:
        return words.new_zeros(())
    triggers = [e["trigger"] for e in events]
    scores = role_scores(model, words, x["sentence"], triggers)
    gold = []
    for e in events:
        spans = [(*s, n) for n, role in enumerate(labels.ROLES) for s in e[role]]
        gold.append(tagged(len(words), spans, 0))
    return F.cross_entropy(scores.flatten(0, 1), torch.cat(gold)) * len(events)


def role_scores(model: Reader, words: Tensor, sentence: Any, triggers: list[tuple[int, int]]) -> Tensor:
    """Return the role tags' scores of each word for each trigger: (triggers, words, tags)."""
    a, every = np.array(triggers), np.arange(len(words))
    distance = torch.from_numpy(distance_classes(a, np.stack([every, every + 1], 1)))
    between = torch.from_numpy(sentence_classes(sentence[a[:, 0]], sentence))
    scores: Tensor = model.roles(spans_of(words, triggers), words, distance, between)
    return scores


def pair_scores(model: Reader, words: Tensor, sentence: Any, actor: Any, recipient: Any) -> Tensor:
    """Return the scores of the types that may relate two spans."""
    every = np.arange(len(words))
    each = np.stack([every, every + 1], 1)
    first = torch.from_numpy(distance_classes(np.array([actor]), each))
    second = torch.from_numpy(distance_classes(np.array([recipient]), each))
    between = torch.from_numpy(sentence_classes(sentence[[actor[0]]], sentence))
    sides = spans_of(words, [tuple(actor), tuple(recipient)]).reshape(1, -1)
    return model.of_pair(sides, words, first, second, between)


def soft_loss(model: Reader, batch: Batch, hidden: Tensor, *, triggers: bool = True) -> Tensor:
    """A teacher's labels: cross-entropy with the probabilities that it gave to tags, types and roles.

    Args:
        model: The reader that learns.
        batch: Windows of articles with labels.
        hidden: (words, size), the batch after the encoder.
        triggers: Whether to learn which words are triggers, too; types and roles of the teacher's are learned anyway.
    """
    target = torch.cat([torch.from_numpy(x["soft"]["tags"][first:last]) for x, first, last in batch.parts])
    words = hidden[torch.cat(batch.words)]
    scores = list(model.tag_scores(words))
    widths = [s.shape[1] for s in scores]
    if not triggers:
        scores, widths = scores[:-1], widths[:-1]
    loss = _crossed(torch.cat(scores, 1), target[:, : sum(widths)], widths)
    spans, kinds, roles, count, at = [], [], words.new_zeros(()), 0, 0
    for x, first, last in batch.parts:
        soft, length = x["soft"], last - first
        inside = [n for n, (s, e) in enumerate(soft["triggers"].tolist()) if s >= first and e <= last]
        if inside:
            near = [(s - first, e - first) for s, e in soft["triggers"][inside].tolist()]
            scored = role_scores(model, words[at : at + length], x["sentence"][first:last], near)
            said = torch.from_numpy(_around(soft["roles"][inside], near, length)).float()
            logs = torch.log_softmax(scored, -1)
            roles = roles - (said * logs).sum() / length
            spans += [(s + at, e + at) for s, e in near]
            kinds.append(torch.from_numpy(soft["kinds"][inside]))
            count += len(inside)
        at += length
    if not spans:
        return loss
    of_triggers = model.of_trigger(spans_of(words, spans))
    loss = loss + 0.3 * _crossed(torch.cat(of_triggers, 1), torch.cat(kinds), [s.shape[1] for s in of_triggers])
    return loss + roles / count


def _crossed(scores: Tensor, target: Tensor, widths: list[int]) -> Tensor:
    """Return the sum of the cross-entropies of several heads whose classes stand side by side."""
    pairs = zip(scores.split(widths, 1), target.float().split(widths, 1), strict=True)
    return torch.stack([F.cross_entropy(s, t) for s, t in pairs]).sum()


def _around(said: Array, triggers: list[tuple[int, int]], length: int) -> Array:
    """Return what is said of the words around triggers, (triggers, 2 * AROUND, tags), as of all words of a window."""
    out = np.zeros((len(triggers), length + 2 * AROUND, said.shape[2]), dtype=said.dtype)
    for n, (first, _) in enumerate(triggers):
        out[n, first : first + 2 * AROUND] = said[n]
    return out[:, AROUND:-AROUND]


def relations_loss(model: Reader, batch: Batch, hidden: Tensor) -> Tensor:
    """Relations: cross-entropy of the type of each pair; YIELD is either of the two types it was split into."""
    total = hidden.new_zeros(())
    for (x, _, _), words in zip(batch.parts, batch.words, strict=True):
        scores = pair_scores(model, hidden[words], x["sentence"], *x["pair"])
        names = labels.YIELD if x["root"] == "YIELD" else (x["root"],)
        chosen = scores[:, [labels.EVENT_TYPES.index(n) for n in names]]
        total = total + (torch.logsumexp(scores, 1) - torch.logsumexp(chosen, 1)).sum()
    return total / len(batch.parts)
