"""ocx: the numbers of an earnings call as a tidy table."""
