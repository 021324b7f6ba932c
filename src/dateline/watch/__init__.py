"""Following sources: who is asked when, what is new in what they say, and its pages, read and kept."""
