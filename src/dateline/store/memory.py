"""What is remembered of many articles, kept in the store's tables (see `dateline.model.memory.Memory`)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Row, delete, select, update

from dateline.model.article import Article
from dateline.model.codec import from_json, to_json
from dateline.model.memory import Dated, Placing
from dateline.model.record import Record
from dateline.model.story import Judgement, Reprint
from dateline.store import judging, schema
from dateline.store.across import group_words, groups, links, placings, runs, terms
from dateline.store.batches import batches
from dateline.store.dialects.upserts import put_all, upsert
from dateline.store.grouping import StoredGroups
from dateline.store.load import bare_articles, stored_articles

HALVED = 100_000
"""After so many articles all counts are halved: words age, and the table stays bounded."""
_MOST = 6
_TOGETHER = 100
"""So many records are in memory at once."""
_COUNTED = ""


class StoredMemory(StoredGroups):
    """A memory over an open transaction; what is kept is there when the transaction is."""

    def counts(self, terms_: Collection[str]) -> dict[str, int]:
        """Return in how many articles each term stood."""
        out: dict[str, int] = {}
        for batch in batches(terms_):
            asked = select(terms.c.term, terms.c.articles).where(terms.c.term.in_(batch))
            out.update({row.term: row.articles for row in self._connection.execute(asked)})
        return out

    def learned(self) -> float:
        """Return how many articles were counted."""
        return self.counts([_COUNTED]).get(_COUNTED, 0)

    def learn(self, terms_: Collection[str]) -> None:
        """Count one more article with these terms."""
        made = upsert(self._connection, terms)
        more = made.on_conflict_do_update(index_elements=["term"], set_={"articles": terms.c.articles + 1})
        new = [{"term": term, "articles": 1} for term in sorted({_COUNTED, *terms_})]
        put_all(self._connection, more, terms.c.term, new)
        if self.learned() >= HALVED:
            self._connection.execute(update(terms).values(articles=terms.c.articles // 2))
            self._connection.execute(delete(terms).where(terms.c.articles < 1))

    def texts(self, runs_: Sequence[int], *, since: str) -> list[tuple[str, str]]:
        """Return the articles that share most of these runs of words, and the original of each; the best first."""
        hits: Counter[int] = Counter()
        for batch in batches(runs_):
            asked = select(runs.c.article).where(runs.c.run.in_(batch), runs.c.day >= since)
            hits.update(self._connection.execute(asked).scalars())
        best = sorted(hits, key=lambda key: (-hits[key], key))[:_MOST]
        a = schema.articles.c
        asked = select(a.key, a.id, placings.c.original).join_from(placings, schema.articles).where(a.key.in_(best))
        found = {row.key: (row.id, row.original) for row in self._connection.execute(asked)}
        return [found[key] for key in best if key in found]

    def keep_text(self, article: str, runs_: Sequence[int], *, day: str) -> None:
        """Keep the sampled runs of words of an article."""
        key = self._article_key(article)
        rows = [{"run": run, "article": key, "day": day} for run in dict.fromkeys(runs_)]
        if rows and key is not None:
            put_all(self._connection, upsert(self._connection, runs).on_conflict_do_nothing(), runs.c.run, rows)

    def forget_texts(self, *, before: str) -> None:
        """Forget the runs of articles older than a day: copies are made within the window."""
        self._connection.execute(delete(runs).where(runs.c.day < before))

    def bare(self, ids: Collection[str]) -> dict[str, Article]:
        """Return articles by their ids, without what was read from them; those that are not kept are left out."""
        return {article.id: article for batch in batches(ids) for article in bare_articles(self._connection, batch)}

    def record(self, id: str) -> Record | None:
        """Return an article that is kept, with what was read from it."""
        found = stored_articles(self._connection, [id])
        return found[0].record if found else None

    def records(self, ids: Iterable[str]) -> Iterator[Record]:
        """Yield articles with what was read from them, in this order; those that are not kept are passed over."""
        # Asked for one by one, they took four fifths of the time in which a story grows anew, and all others wait.
        rest = iter(ids)
        while batch := list(islice(rest, _TOGETHER)):
            yield from (stored.record for stored in stored_articles(self._connection, batch))

    def articles(self) -> list[Dated]:
        """Return all articles that are kept, by their day, then their id."""
        a = schema.articles.c
        asked = select(a.id, a.dated, a.supersedes).order_by(a.dated, a.first_seen, a.id)
        return [Dated(article=r.id, day=r.dated, before=r.supersedes) for r in self._connection.execute(asked)]

    def placing(self, article: str) -> Placing | None:
        """Return where an article was put."""
        a = schema.articles.c
        asked = (
            select(placings, groups.c.id.label("story_id"))
            .join_from(placings, schema.articles)
            .join(groups, groups.c.key == placings.c.story)
            .where(a.id == article)
        )
        row = self._connection.execute(asked).first()
        return _placing(article, row) if row is not None else None

    def place(self, placing: Placing) -> None:
        """Keep where an article was put."""
        story = self.group("story", placing.story)
        key = self._article_key(placing.article)
        if story is None or key is None:
            raise KeyError(placing.article if key is None else placing.story)
        taken = {"part": placing.part, "reprint": to_json(placing.reprint)} if placing.reprint else None
        row = {
            "article": key,
            "story": story.key,
            "reason": placing.reason,
            "likeness": placing.likeness,
            "original": placing.original,
            "taken": json.dumps(taken, ensure_ascii=False) if taken else None,
        }
        made = upsert(self._connection, placings)
        set_ = {name: made.excluded[name] for name in row if name != "article"}
        self._connection.execute(made.on_conflict_do_update(index_elements=["article"], set_=set_), row)

    def forget(self) -> None:
        """Forget all groups and who belongs to them; articles and judgements stay."""
        for table in (placings, links, group_words, groups, terms, runs):
            self._connection.execute(delete(table))

    def judge(self, judgement: Judgement) -> None:
        """Keep what a person decided; one that is kept already changes nothing."""
        judging.write(self._connection, judgement)

    def judgements(self) -> list[Judgement]:
        """Return what people decided, in the order of time."""
        return judging.read(self._connection)


def _placing(article: str, row: Row[Any]) -> Placing:
    taken: Mapping[str, Any] = json.loads(row.taken) if row.taken else {}
    return Placing(
        article=article,
        story=row.story_id,
        reason=row.reason,
        likeness=row.likeness,
        part=bool(taken.get("part")),
        reprint=from_json(Reprint, taken["reprint"]) if taken else None,
    )
