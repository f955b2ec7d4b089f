"""The inventory of a collection with its description (ISAD(G)): a page to read and print, and EAD3 for other programs."""
