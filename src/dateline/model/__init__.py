"""The nouns: spans and evidence, pages, articles, statements, records, stories. Standard library only."""
