"""A reader made of plain rules: names, attributions and events, found by words that can be read here."""
