"""Qt item models over ids and summaries."""
