"""Every error that ocx raises on purpose.

OcxError                  the root: catch this one
├── InputError            a file that is missing, unreadable, empty, binary, too large or of an unknown kind
├── OptionError           a value that an option does not allow
├── LexiconError          a lexicon file with a wrong key, value or pattern
├── OutputError           a place that cannot be written, or a writer whose extra is not installed
└── NothingFound          a text in which no number could be tied to a metric
"""


class OcxError(Exception):
    """The root of all errors of ocx; its message is one line that says what to do."""


class InputError(OcxError):
    """A file that cannot be read as a transcript."""


class OptionError(OcxError):
    """An option with a value that is not allowed."""


class LexiconError(OcxError):
    """A lexicon file that breaks its rules; names file, entry, key and what is allowed."""


class OutputError(OcxError):
    """A result that cannot be written where or how it was asked for."""


class NothingFound(OcxError):
    """A readable text without one row."""
