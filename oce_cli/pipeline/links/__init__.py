"""Ties numbers to metrics: candidates, what speaks for them, and the choice."""
