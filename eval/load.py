"""How the desk's lists hold up when a store has grown: a generated store, and how long each of them takes.

    python -m eval.load --articles 5000
    python -m eval.load --articles 10000 --dealt --times 10 --store work/load.db
    python -m eval.load --store postgresql://…

Joining articles to stories takes most of the time that filling takes: `--dealt` deals them to stories by their number,
and `--times` says how often each of them is to be there, under other ids (see `eval.multiply`).

The articles are made up by chance (always the same ones): words of no language, and facts as dense as in real news.
"""

from __future__ import annotations

import argparse
import itertools
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from dateline.model.statement import EventDate
from dateline.store import Store, open_store
from dateline.store.engine import writing
from dateline.story.joining import join
from dateline.views import listing, reader, story
from dateline.views.searching import search_page
from eval.deal import deal, deal_facts
from eval.multiply import multiply
from tests.factory import Maker, Sample, plain

START = datetime(2024, 1, 1, tzinfo=UTC)
DAYS = 700
END = START + timedelta(days=DAYS)
COUNTRIES = "KEN NOR CHE IND ISR USA GBR FRA DEU RUS UKR CHN JPN BRA EGY TUR IRN SAU ZAF NGA".split()
TYPES = "CONSULT COOPERATE AID AGREE REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE ASSAULT SANCTION".split()
SYLLABLES = "ba de fi go ku la me ni po ra se ti vo za lor mun tek bri sha dol".split()
OUTLETS = 60
SEED = 20240828


def generate(articles: int, *, seed: int = SEED) -> Iterator[Sample]:
    """Yield so many articles; one in twenty is a later version of the one before."""
    chance = random.Random(seed)
    names = [_word(chance).capitalize() for _ in range(800)]
    words = [_word(chance) for _ in range(8000)]
    made = 0
    while made < articles:
        lines = [_headline(chance, names), *(_paragraph(chance, words, names) for _ in range(chance.randint(5, 12)))]
        seen = START + timedelta(minutes=chance.randrange(DAYS * 24 * 60))
        outlet = chance.randrange(OUTLETS)
        front = {"publisher": f"Outlet {outlet}", "published": seen.date().isoformat()}
        url = f"https://outlet{outlet}.example/{made}"
        for version in range(2 if chance.random() < 0.05 else 1):
            text = "\n".join([*lines, *["Corrected since."] * version])
            yield _with_facts(chance, plain(text, url=url, fetched=seen + timedelta(hours=version), **front), names)
            made += 1


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4)))


def _headline(chance: random.Random, names: list[str]) -> str:
    return f"{chance.choice(names)} and {chance.choice(names)} meet as toll passes {chance.randint(20, 900)}"


def _paragraph(chance: random.Random, words: list[str], names: list[str]) -> str:
    """Return a paragraph in which somebody does something to somebody, says something, and something is counted."""
    # The k-th word comes about 1/k as often as the first, as in any language.
    common = [words[min(int(chance.paretovariate(0.6)) - 1, len(words) - 1)] for _ in range(30)]
    a, b, c = (chance.choice(names) for _ in range(3))
    said = " ".join(common[:12])
    return (
        f"{a} met {b} in {c}. “{said},” {a} said on Monday, when {chance.randint(2, 9000)} people {' '.join(common)}."
    )


def _with_facts(chance: random.Random, sample: Sample, names: list[str]) -> Sample:
    """Return the article with facts on the words of its paragraphs."""
    m = Maker(sample.article)
    known = set(names)
    keys: dict[str, str] = {}
    text = sample.article.text.content
    for block in list(sample.article.body()):
        line = block.span.of(text)
        if " met " not in line:
            continue
        a, b, c = line.split()[0], line.split()[2], line.split()[4].rstrip(".")
        for name in (a, b):
            if name in known and name not in keys:
                keys[name] = f"e{len(keys)}"
                country = chance.choice(COUNTRIES)
                m.entity(keys[name], name, "person", country=country, code=country, sector="GOV")
        _facts_of(chance, m, line, (a, b, c), keys)
    return Sample(sample.page, sample.cutting, (m.record(),))


def _facts_of(chance: random.Random, m: Maker, line: str, names: tuple[str, str, str], keys: dict[str, str]) -> None:
    """Add the facts of one paragraph."""
    a, b, c = names
    m.place(c, chance.randrange(10**6), chance.choice(COUNTRIES), lat=1.0, lon=2.0)
    m.quote("direct", a, "said", line[line.index("“") : line.index("”") + 1], speaker=keys.get(a))
    number = line[line.index("when ") + 5 : line.index(" people")]
    m.figure(
        number, float(number), float(number), of="people", measure=chance.choice(["killed", "injured", "displaced"])
    )
    when = (START + timedelta(days=chance.randrange(DAYS))).date().isoformat()
    m.time(line[line.index("Monday") :][:6], when)
    date = EventDate(earliest=when, latest=when, precision="day", basis="text") if chance.random() < 0.8 else None
    sides = [m.party(a, chance.choice(COUNTRIES), keys.get(a), sector="GOV")]
    m.event(chance.choice(TYPES), "met", sides, [m.party(b, chance.choice(COUNTRIES), keys.get(b))], date=date)


def fill(store: str, articles: int, *, dealt: bool = False) -> None:
    """Make a store of so many articles, joined as they are, or dealt out to stories."""
    with open_store(store) as opened:
        for sample in generate(articles):
            opened.add(sample.page, sample.cutting, sample.records, added_at=END, join=deal if dealt else join)
        if dealt:
            with writing(opened._engine) as connection:
                deal_facts(connection)


def questions(store: Store) -> dict[str, Callable[[], object]]:
    """Return what readers ask for most, by name."""
    rows = store.articles(limit=200, kind="article").rows
    ids = itertools.cycle([row.id for row in rows])
    some = itertools.cycle(rows[0].headline.split()[:3:2] if rows[0].headline else ["toll"])
    deep = store.stories(limit=500).next
    late = store.events(limit=500).next
    # Long words are rare ones; "people" is in nearly every article.
    word = max(rows[0].text.content.lower().rstrip(".").split(), key=len)

    def search(q: str) -> Callable[[], object]:
        return lambda: search_page(store, q, limit=50, cursor=None)

    return {
        "front": lambda: listing.stories(store, limit=50, cursor=None),
        "front, 500 on": lambda: listing.stories(store, limit=50, cursor=deep),
        "articles": lambda: listing.articles(store, limit=50, cursor=None),
        "events": lambda: listing.events(store, limit=50, cursor=None),
        "events, 500 on": lambda: listing.events(store, limit=50, cursor=late),
        "events of a type": lambda: store.events(limit=50, type="ACCUSE"),
        "search, a name": lambda: search_page(store, next(some), limit=50, cursor=None),
        "search, a common word": search("people"),
        "search, a phrase": search('"people toll"'),
        "search, a prefix": search(f"{word[:3]}*"),
        "search, two words": search(f"people {word}"),
        "search, country": search("country:KEN"),
        "search, country and word": search("country:KEN people"),
        "search, source": search('source:"outlet 7"'),
        "search, said": search("said:ba"),
        "search, entity": search("entity:lor"),
        "search, type": search("type:ACCUSE"),
        "search, date": search("date:2024-03..2024-04"),
        "search, without": search(f"people -{word}"),
        "search, either": search(f"({word} OR country:NOR) -type:AID date:2024-05.."),
        "search, a word by date": lambda: search_page(store, "people", limit=50, cursor=None, sort="date"),
        "search, stories of a word": lambda: search_page(store, "people", limit=50, cursor=None, tab="stories"),
        "article": lambda: reader.stored_article(store, next(ids), fact=None),
        "story": lambda: story.story_page(store, next(ids)),
    }


def timed(ask: Callable[[], object], *, times: int) -> list[float]:
    """Return how long each of some runs took, in milliseconds, the shortest first."""
    out = []
    for _ in range(times):
        start = time.perf_counter()
        ask()
        out.append((time.perf_counter() - start) * 1000)
    return sorted(out)


def main() -> None:
    """Make the store, unless it is there, and print how long each question takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--dealt", action="store_true", help="deal articles to stories instead of joining them")
    parser.add_argument("--times", type=int, default=1, help="how often each article is to be there")
    parser.add_argument("--runs", type=int, default=20, help="how often each question is asked")
    parser.add_argument("--store", help="keep the store here, a path or url, and use what it holds")
    asked = parser.parse_args()
    store = asked.store or str(Path(tempfile.mkdtemp()) / "load.db")
    with open_store(store) as opened:
        empty = not opened.counts()["articles"]
    if empty:
        start = time.perf_counter()
        fill(store, asked.articles, dealt=asked.dealt)
        multiply(store, asked.times - 1)
        print(f"{asked.articles * asked.times} articles kept in {time.perf_counter() - start:.0f} s")
    with open_store(store) as opened:
        for name, ask in questions(opened).items():
            ask()
            took = timed(ask, times=asked.runs)
            print(f"{name:26} median {median(took):7.1f} ms   p95 {took[int(len(took) * 0.95) - 1]:7.1f} ms")


if __name__ == "__main__":
    main()
