"""Outside formats to candidates, one generator's conventions a file. Never touches the store."""
