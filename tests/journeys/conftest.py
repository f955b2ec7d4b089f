"""Journeys go through the real window."""

from journeys.stage import open_window

__all__ = ["open_window"]
