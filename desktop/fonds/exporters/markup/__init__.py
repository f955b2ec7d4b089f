"""Safe HTML as a tree that meets the HTML standard, and its two ways of being written."""
