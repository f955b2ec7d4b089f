"""Text to safe HTML: pure functions, and the process in which they run. No Qt, no archive, no network."""
