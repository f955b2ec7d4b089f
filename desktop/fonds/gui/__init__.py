"""The window. It reaches the archive through services only."""
