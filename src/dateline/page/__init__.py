"""Where pages come from: files, folders, standard input, JSON Lines; bytes in, Page out."""
