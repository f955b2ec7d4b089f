"""A website of files: pages that need no server, no script and no network, and a search of all their words."""
