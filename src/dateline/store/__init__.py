"""The store: SQLite by default; schema, migrations, write, query, search."""

from dateline.store.facets import Facets
from dateline.store.lists import ArticleRow, EventRow, Listing, VersionRow
from dateline.store.load import StoredArticle
from dateline.store.review import Waiting
from dateline.store.saved import SavedSearch
from dateline.store.search import Hit, Sort, StoryHit
from dateline.store.store import Store, open_store
from dateline.store.stories import IdentityRow, Joined, StoryRow
from dateline.store.write import Added

__all__ = [
    "Added",
    "ArticleRow",
    "EventRow",
    "Facets",
    "Hit",
    "IdentityRow",
    "Joined",
    "Listing",
    "SavedSearch",
    "Sort",
    "Store",
    "StoredArticle",
    "StoryHit",
    "StoryRow",
    "VersionRow",
    "Waiting",
    "open_store",
]
