"""Scripts that make files of the project: reference pages, indexes, pictures."""
