"""Posts as one document for a word processor: blocks and runs that each of the two formats writes in its own words."""
