"""Page to articles: a page is a row of blocks; markup only adds hints."""
