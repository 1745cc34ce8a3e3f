"""Fits the weights of the choosers on labelled calls. For developers: needs scipy and the labelled texts."""
