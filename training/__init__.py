"""Fits the weights of the choosers on labelled calls. For developers: needs scipy and the labelled texts."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads cost more than they give here, and order sums by chance
