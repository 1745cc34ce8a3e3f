"""Ties numbers to metrics: candidates, what speaks for them, and the choice."""

SENTENCES_BACK = 3  # sentences before a number that may name its metric
