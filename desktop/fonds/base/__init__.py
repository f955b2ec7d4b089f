"""The ground: paths, settings, atomic files. No domain, no Qt."""
