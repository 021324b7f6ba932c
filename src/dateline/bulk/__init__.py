"""The way from a page to a record over millions of pages: shards, workers that may die, Parquet out (see `run`)."""
