"""Posts to outside formats, one format a file."""
