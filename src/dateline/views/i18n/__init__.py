"""The desk in its reader's language: catalogs, the choice among them, dates and numbers as it writes them."""
