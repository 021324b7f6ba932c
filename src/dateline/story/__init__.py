"""Many records together: stories, reprints, tallies, timelines, comparison."""
