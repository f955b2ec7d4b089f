"""The only room that knows SQL. Everything that is kept passes through here."""
