"""Does a short line name a person, a title, or an operator?"""

from __future__ import annotations

import re

from oce_cli.reading.words import SpeakerWords

LONGEST_NAME = 60  # characters
MOST_WORDS = 6  # of a name
_NUMBERED = re.compile(r"(?:speaker|participant|person|spk|spkr|voice)[ _#-]*[0-9A-Z]{1,3}\Z", re.IGNORECASE)
_WORD = re.compile(r"[\"'“‘(]?[^\W\d_][\w.'’´`-]*[\"'”’)\],.]*\Z")
_LETTERS = re.compile(r"[\w&']+")


def is_numbered(name: str) -> bool:
    """``Speaker 3``: a voice without a name.

    >>> is_numbered("Speaker 12"), is_numbered("Speaker of the House")
    (True, False)
    """
    return _NUMBERED.match(name) is not None


def is_operator(name: str, words: SpeakerWords) -> bool:
    """Whether a name is that of the person who runs the line."""
    return name.strip("[]() ").lower() in words.names["operator"]


def is_unknown(name: str, words: SpeakerWords) -> bool:
    """``Unidentified Analyst``: a voice that nobody could name."""
    first, _, rest = name.lower().partition(" ")
    return first in words.names["unknown"] and 0 < len(rest) <= 30


def is_person(name: str, words: SpeakerWords, fewest: int = 2) -> bool:
    """Whether a text has the form of a person's name: a few capitalised words, none of them a sentence's opener.

    ``fewest`` is the number of words asked for; 1 where a title beside it makes a name likely.

    >>> from oce_cli.reading.words import speaker_words
    >>> [is_person(n, speaker_words()) for n in ("Ana de la Cruz, Jr.", "Thanks Bob", "J.P. O'Neil", "Net income")]
    [True, False, True, False]
    """
    if len(name) > LONGEST_NAME:
        return False
    parts = name.replace(",", ", ").split()
    if not fewest <= len(parts) <= MOST_WORDS:
        return False
    sets = words.names
    titled = fewest == 1  # a title stands beside it: "Bo Will", "Al Last" may be names then
    capitals = 0
    for index, part in enumerate(parts):
        bare = part.strip("\"'“”‘’()[],.").lower()
        opener = bare in sets["openers"] and not (titled and index) and not (len(bare) == 1 and part[-1] == ".")
        if not _WORD.match(part) or opener or bare in sets["headings"]:
            return False
        letter = next((c for c in part if c.isalpha()), "")
        if letter.isupper() or not letter.islower():
            capitals += 1
        elif bare not in sets["particles"] and bare not in sets["suffixes"]:
            return False
        if part[-1] == "." and len(bare.replace(".", "")) > 3 and bare not in sets["suffixes"] and not titled:
            return False
    return capitals >= min(fewest, 2)


def has_title(text: str, words: SpeakerWords) -> bool:
    """Whether a text has a word that titles are made of.

    >>> from oce_cli.reading.words import speaker_words
    >>> has_title("Senior Vice President", speaker_words()), has_title("It was mild", speaker_words())
    (True, False)
    """
    found = {word.lower() for word in _LETTERS.findall(text)}
    return not found.isdisjoint(words.titles["executive"]) or not found.isdisjoint(words.titles["analyst"])


def title_words(text: str) -> set[str]:
    """The lower-case words of a title."""
    return {word.lower() for word in _LETTERS.findall(text)}
