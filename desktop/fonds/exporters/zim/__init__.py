"""A library for Kiwix: one ZIM file with a page for each post, the lists of a website, and indexes of titles and texts."""
