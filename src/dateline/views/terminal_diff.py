"""What a second reading says otherwise, as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.model.rereading import ArticleDiff, FactChange

_LONGEST = 100


def diff_lines(diffs: Iterable[ArticleDiff]) -> Iterator[str]:
    """Yield the lines of a page: + came, - went, ~ says otherwise, ! judged and no longer read."""
    for diff in diffs:
        if diff.same and not diff.stranded:
            yield f"  {diff.slight} facts say the same, more or less surely"
            continue
        yield f"  {diff.now or diff.before}  {_short(diff.headline or '(no headline)')}"
        if diff.before is None or diff.now is None:
            yield "    + an article of its own" if diff.before is None else "    - no longer an article"
        for name, (before, now) in diff.front.items():
            yield f"    ~ {name}: {_short(before) or 'nothing'} → {_short(now) or 'nothing'}"
        yield from (f"    + {_fact(change)}" for change in diff.added)
        yield from (f"    - {_fact(change)}" for change in diff.gone)
        for change in diff.changed:
            said = "; ".join(f"{n}: {_short(a) or 'nothing'} → {_short(b) or 'nothing'}" for n, (a, b) in _said(change))
            yield f"    ~ {_fact(change)}  {said}"
        for one in diff.stranded:
            yield f'    ! {one.kind} "{_short(one.words)}" is no longer read; {one.verdict} by {one.by} stays'


def _fact(change: FactChange) -> str:
    return f'{change.kind} "{_short(change.words)}"'


def _said(change: FactChange) -> Iterable[tuple[str, tuple[str, str]]]:
    return change.said.items()


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= _LONGEST else one_line[: _LONGEST - 1] + "…"
