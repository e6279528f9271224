"""GW1xx: a file cannot be read, or is not what its name says."""

from goodword.problems import ERROR, Rule

UNREADABLE = Rule(
    "GW101", ERROR, "file cannot be read", "This file cannot be read: {why}.", "Check that it exists and may be read."
)
NOT_TEXT = Rule(
    "GW102",
    ERROR,
    "not a text file",
    "This file is not text in UTF-8 or UTF-16: {why}.",
    "Save it as UTF-8.",
)
TOO_LARGE = Rule(
    "GW103",
    ERROR,
    "file too large",
    "This file has {size} MB; at most {limit} MB are read.",
    "Split it, or keep large sets as CSV or JSONL.",
)
