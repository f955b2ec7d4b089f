"""What prints documents for exports: a process of its own, with Chromium in it or, where that cannot run, Qt's own text."""
