"""Fonds: a desktop archive manager for large bodies of posts and articles."""

__version__ = "0.1.0"
