"""Lists of sources in and out: OPML files, and the packs that come with Dateline."""

from __future__ import annotations

from datetime import datetime
from importlib import resources
from pathlib import Path

from dateline.errors import NotFound
from dateline.page.limits import Limits
from dateline.page.opml import Outline, read_opml, write_opml
from dateline.page.streams import read_bounded
from dateline.store import Store
from dateline.store.following.rows import Kind

_KINDS: dict[str, Kind] = {"feed": "feed", "sitemap": "sitemap", "page": "page"}


def take_in(store: Store, outlines: tuple[Outline, ...], *, at: datetime) -> tuple[int, int]:
    """Follow what a list names; return how many are new, and how many were followed already."""
    new = sum(
        store.following.add(
            o.url, at=at, kind=_KINDS.get(o.kind, "unknown"), title=o.title, site=o.site, folder=o.folder
        )[1]
        for o in outlines
    )
    return new, len(outlines) - new


def read_list(path: Path, *, limits: Limits) -> tuple[Outline, ...]:
    """Read a list of sources from a file, or from a pack by its name.

    Raises:
        BadInput: If it is no OPML.
        TooLargePage: If it is larger than a page may be.
    """
    with path.open("rb") as file:
        return read_opml(read_bounded(file, id=str(path), limits=limits), name=str(path))


def written(store: Store) -> str:
    """Return the sources of a store as OPML."""
    return write_opml(
        Outline(url=s.url, kind="feed" if s.kind == "unknown" else s.kind, title=s.title, site=s.site, folder=s.folder)
        for s in store.following.sources()
    )


def packs() -> dict[str, tuple[Outline, ...]]:
    """Return the lists that come with Dateline, by name."""
    folder = resources.files("dateline.watch") / "packs"
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".opml")), key=lambda e: e.name)
    return {entry.name.removesuffix(".opml"): read_opml(entry.read_bytes(), name=entry.name) for entry in found}


def pack(name: str) -> tuple[Outline, ...]:
    """Return one of the lists that come with Dateline.

    Raises:
        NotFound: If there is none of that name.
    """
    known = packs()
    if name not in known:
        raise NotFound(f"there is no pack {name}; there are {', '.join(known)}")
    return known[name]
