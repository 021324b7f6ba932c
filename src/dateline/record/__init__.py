"""Article to statements: names, entities, times, places, quotes, figures, events."""
