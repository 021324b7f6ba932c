"""What the reader learns from, by the names of the corpora's files and of our own."""

TAGGED = ("quotes-train", "names-train", "coded-train")
"""Articles with gold for their words."""
MEASURED = ("quotes", "names", "coded")
"""Development parts of these, which nothing learns from; `training.gauge` reads them."""
PAIRS = "relations"
"""Sentences with a pair of spans and the type that relates the two."""
UNLABELED = ("stories", "stories2")
"""News without gold, which a teacher may label."""
WRITTEN = ("quotes", "events")
"""Kinds of texts of our own (training/written)."""
