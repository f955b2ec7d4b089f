"""Pure functions on strings and bytes: nothing here opens a file or a database."""
