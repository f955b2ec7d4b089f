"""The settings of a site that is only for tests: they are read as text and never run."""

PATH = "content"
TIMEZONE = "Europe/Paris"
OUTPUT_PATH = "output/"
raise SystemExit("this is never run")
