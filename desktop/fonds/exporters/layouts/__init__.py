"""Folders that a generator builds: one module a generator, and what they share."""
