"""How the weights of the page cutter are made: which rows are article, and which line is the headline.

    python -m training.articles [--out FILE] [--folds N]

Linear models of the rows' named features (logistic regression with L2, by Newton's method): one for markup, and two for
flat text, the second of which sees what the first said of the rows around. A ranking of the lines over a story finds
the headlines of flat text. Each is also measured on pages that it has not seen, N folds by page. Takes two minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from dateline.article.again import look_again
from dateline.article.classify import Weights, judge
from dateline.article.cutting import cut_rows, lay_flat
from dateline.article.features import Features, features_of
from dateline.article.glue import cut_glued
from dateline.article.headlines import first_told, headline_features
from dateline.article.rows import Row
from dateline.article.segment import words_of
from dateline.article.stories import find_stories
from dateline.model.article import BODY
from dateline.model.page import MediaType, Page
from eval.corpora import Json, needed_corpora, rows

Array = npt.NDArray[np.float64]
OUT: Final = Path(__file__).parents[1] / "src" / "dateline" / "models" / "article-rows.json"
BY_HAND: Final = {
    "hint newsletter": -1.0,
    "hint advertisement": 0.0,
    "hint hidden": -0.5,
    "lifted with the page": 1.0,
}
"""Too few pages show what these mean; the templates that use them on articles are known. The last is a score itself."""
PENALTY: Final = {"markup": 10.0, "flat": 1.0}
"""How much large weights cost; found on held-out pages."""
INNER_FOLDS: Final = 4
RANKING_PENALTY: Final = 0.01
_WORD: Final = re.compile(r"\w+")
_GRAM: Final = 4


@dataclass(frozen=True, slots=True)
class Example:
    """A page's rows: what each shows, whether it is article, and how many words it has."""

    page: str
    rows: list[Row]
    features: list[Features]
    labels: list[int]
    words: list[int]
    covered: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The lines over a page's story, and which of them is its headline; none, if no line is."""

    page: str
    lines: list[Features]
    right: list[int]


def pages(folder: Path, task: str) -> Iterator[tuple[Page, Json]]:
    """Yield the pages of a task with what is known of them.

    Args:
        folder: Where the corpora are.
        task: "pages" (markup) or "flat".
    """
    gold = {row["id"]: row for row in rows(folder / f"{task}.gold.jsonl.gz")}
    for row in rows(folder / f"{task}.input.jsonl.gz"):
        media: MediaType = "text/html" if "html" in row else "text/plain"
        page = Page(id=row["id"], content=row.get("html") or row["text"], media_type=media, url=row.get("url"))
        yield page, gold[row["id"]]


def example(page: Page, body: str) -> Example:
    """Return a page's rows, each labeled by whether the known body holds it."""
    sheet = lay_flat(page)
    rows = [piece.row for piece in cut_glued(sheet.rows)]
    _, features = features_of(sheet, rows)
    labels, words = labeled(rows, body)
    found = sum(label * n for label, n in zip(labels, words, strict=True))
    return Example(page.id, rows, features, labels, words, found / max(1, len(_WORD.findall(body))))


def labeled(rows: Sequence[Row], body: str) -> tuple[list[int], list[int]]:
    """Say of each row whether it is a line of the body, or half its four-word runs are in it; and count its words."""
    told = _WORD.findall(body)
    grams = {tuple(told[i : i + _GRAM]) for i in range(len(told) - _GRAM + 1)}
    lines = {tuple(_WORD.findall(line)) for line in body.split("\n")}
    labels, counts = [], []
    for row in rows:
        words = _WORD.findall(row.text)
        runs = [tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)]
        within = bool(runs) and sum(run in grams for run in runs) >= 0.5 * len(runs)
        labels.append(int(bool(words) and (tuple(words) in lines or within)))
        counts.append(len(words))
    return labels, counts


def weights_of(e: Example) -> list[float]:
    """Weigh rows by their words, article and furniture alike on each page, however long either is."""
    article = sum(label * n for label, n in zip(e.labels, e.words, strict=True)) + 50
    furniture = sum((1 - label) * n for label, n in zip(e.labels, e.words, strict=True))
    other = max(article, 0.6 * furniture)
    return [(min(n, 60) + 1) / (article if y else other) for y, n in zip(e.labels, e.words, strict=True)]


def matrix(rows: Sequence[Features], names: Mapping[str, int]) -> Array:
    """Return the rows' features as numbers, one column a name; names that are not asked for are left out."""
    out = np.zeros((len(rows), len(names)))
    for n, row in enumerate(rows):
        for name, value in row:
            if name in names:
                out[n, names[name]] = value
    return out


def fit_rows(examples: Sequence[Example], *, penalty: float, by_hand: Mapping[str, float]) -> dict[str, float]:
    """Return the weights that tell article from furniture, by Newton's method; the bias costs nothing.

    Args:
        examples: The pages; those whose body was hardly found on them are left out.
        penalty: What large weights cost.
        by_hand: Weights that are not learned.
    """
    good = [e for e in examples if e.covered >= 0.5]
    found = sorted({name for e in good for row in e.features for name, _ in row} - set(by_hand))
    names = {name: n for n, name in enumerate(found)}
    x = np.vstack([matrix(e.features, names) for e in good])
    x = np.hstack([x, np.ones((len(x), 1))])
    y = np.array([label for e in good for label in e.labels], float)
    s = np.array([w for e in good for w in weights_of(e)])
    s /= s.mean()
    cost = np.full(len(found) + 1, penalty)
    cost[-1] = 1e-6
    w = np.zeros(len(found) + 1)
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (s * (p - y)) + cost * w
        curve = (x * (s * p * (1 - p))[:, None]).T @ x + np.diag(cost)
        step = np.linalg.solve(curve, slope)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    out = {name: round(float(w[n]), 2) for name, n in names.items() if abs(w[n]) >= 0.02}
    return out | dict(by_hand) | {"bias": round(float(w[-1]), 2)}


def score_rows(examples: Sequence[Example], weights: Mapping[str, float]) -> float:
    """Return the F1 of the rows that are article, by weighted words."""
    hit = false = missed = 0.0
    for e in (e for e in examples if e.covered >= 0.5):
        for row, label, worth in zip(e.features, e.labels, weights_of(e), strict=True):
            said = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in row) > 0
            hit += worth * (said and label)
            false += worth * (said and not label)
            missed += worth * (not said and label)
    return 2 * hit / (2 * hit + false + missed)


def whole_way(page: Page, body: str, weights: Weights) -> tuple[float, float]:
    """Return precision and recall of the page's own story as it is cut in the end, by runs of four words."""
    sheet = lay_flat(page)
    stories = cut_rows(page, sheet, judge(sheet, weights=weights))[1]
    own = next((draft.parts for draft in stories if draft.kind == "article"), [])
    said = _runs("\n".join(part.row.text for part in own if part.role in BODY or part.role == "standfirst"))
    told = _runs(body)
    both = (told & said).total()
    return both / max(1, said.total()), both / max(1, told.total())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + _GRAM]) for i in range(max(1, len(words) - _GRAM + 1))) if words else Counter()


def choices(folder: Path, weights: Weights) -> Iterator[Choice]:
    """Yield the headline choices of the flat pages: the lines over each story, and which say the known title."""
    for page, known in pages(folder, "flat"):
        sheet = lay_flat(page)
        judged = judge(sheet, weights=weights)
        stories = find_stories(sheet, judged, None)
        if not known.get("title") or not stories or not stories[0].body:
            continue
        body = stories[0].body
        lines = list(headline_features(judged, body, first_told(judged, body)))
        right = [k for k, (n, _) in enumerate(lines) if words_of(judged[n].row.text) == words_of(known["title"])]
        yield Choice(page.id, [features for _, features in lines], right)


def fit_headlines(taught: Sequence[Choice], *, penalty: float, steps: int = 500) -> dict[str, float]:
    """Return the weights that put the headline first of the lines over a story, and "none" first where it is none.

    Args:
        taught: The choices.
        penalty: What large weights cost.
        steps: How many steps of Adam are gone.
    """
    names = {name: n for n, name in enumerate(sorted({k for c in taught for line in c.lines for k, _ in line}))}
    ready = [_ready(c, names) for c in taught]
    w, mean, square = (np.zeros(len(names)) for _ in range(3))
    for t in range(1, steps + 1):
        slope = penalty * w
        for x, y in ready:
            p = np.exp(x @ w - (x @ w).max())
            slope = slope + x.T @ (p / p.sum() - y) / len(ready)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        w = w - 0.05 * (mean / (1 - 0.9**t)) / (np.sqrt(square / (1 - 0.99**t)) + 1e-8)
    return {name: round(float(w[n]), 2) for name, n in names.items()}


def _ready(c: Choice, names: Mapping[str, int]) -> tuple[Array, Array]:
    """Return a choice's lines as numbers, a line of zeros for "none" last, and the share of each that is right."""
    x = np.vstack([matrix(c.lines, names), np.zeros((1, len(names)))])
    y = np.zeros(len(x))
    y[c.right or [len(c.lines)]] = 1
    return x, y / y.sum()


def score_headlines(taught: Sequence[Choice], weights: Mapping[str, float]) -> float:
    """Return the share of stories whose headline is put first."""
    hits = 0
    for c in taught:
        scores = [sum(weights.get(name, 0.0) * value for name, value in line) for line in c.lines]
        hits += bool(scores) and max(scores) > 0 and scores.index(max(scores)) in c.right
    return hits / len(taught)


def learn_rows(kind: str, known: Sequence[tuple[Page, Json]], count: int) -> dict[str, dict[str, float]]:
    """Return the weights of the rows of such pages, and print how well pages not seen are cut with others' weights."""
    examples = [example(page, gold["body"]) for page, gold in known]
    rows, cut = [], []
    for held in folds([e.page for e in examples], count):
        table = fit_looks(kind, [e for e in examples if e.page not in held])
        rows.append(score_rows([e for e in examples if e.page in held], table[kind]))
        cut += [whole_way(page, gold["body"], table) for page, gold in known if page.id in held]
    precision, recall = np.mean(cut, axis=0)
    whole = 2 * precision * recall / (precision + recall)
    print(f"{kind} on pages not seen: rows F1 {np.mean(rows):.3f}, the whole way {whole:.3f}", flush=True)
    return fit_looks(kind, examples)


def fit_looks(kind: str, examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Return the weights of the first look at such pages and, for flat text, of the second.

    The second learns from what a first look says of pages that it has not seen, as it will on others.
    """
    by_hand = BY_HAND if kind == "markup" else {}
    table = {kind: fit_rows(examples, penalty=PENALTY[kind], by_hand=by_hand)}
    if kind == "flat":
        seen_again: list[Example] = []
        for held in folds([e.page for e in examples], INNER_FOLDS):
            first = fit_rows([e for e in examples if e.page not in held], penalty=PENALTY[kind], by_hand=by_hand)
            seen_again += [again(e, first) for e in examples if e.page in held]
        table[f"{kind} again"] = fit_rows(seen_again, penalty=PENALTY[kind], by_hand=by_hand)
    return table


def again(e: Example, weights: Mapping[str, float]) -> Example:
    """Return a page's rows with what the second look sees, after a first look with these weights."""
    scores = [weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in row) for row in e.features]
    more = look_again(e.rows, scores)
    return replace(e, features=[row + seen for row, seen in zip(e.features, more, strict=True)])


def folds(ids: Sequence[str], count: int) -> Iterator[set[str]]:
    """Yield the pages of each fold, dealt out the same way every time."""
    dealt = sorted(ids)
    random.Random(1).shuffle(dealt)
    return (set(dealt[k::count]) for k in range(count))


def main() -> None:
    """Learn, measure on pages not seen, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    folder = needed_corpora()
    learned: dict[str, dict[str, float]] = {}
    for kind, task in (("flat", "flat"), ("markup", "pages")):
        learned |= learn_rows(kind, list(pages(folder, task)), options.folds)
    taught = list(choices(folder, learned))
    measured = []
    for held in folds([c.page for c in taught], options.folds):
        weights = fit_headlines([c for c in taught if c.page not in held], penalty=RANKING_PENALTY)
        measured.append(score_headlines([c for c in taught if c.page in held], weights))
    print(f"headlines of flat text on pages not seen {np.mean(measured):.3f}", flush=True)
    learned["headline"] = fit_headlines(taught, penalty=RANKING_PENALTY)
    options.out.write_text(json.dumps(learned, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf8")


if __name__ == "__main__":
    main()
