"""One pane a file; panes do not call one another."""
