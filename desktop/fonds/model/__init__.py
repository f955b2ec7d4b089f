"""The vocabulary: frozen dataclasses that every room shares. No behaviour that reads or writes."""
