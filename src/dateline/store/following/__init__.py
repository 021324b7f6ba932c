"""What a store follows: feeds, sitemaps and pages, what was seen in them, and how each fetch went."""
