"""The kits as tables for programs that send many mails: one with every column, one in the form Mailchimp imports.

The columns are documented in docs/desk.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from goodword.desk import sheets

KITS, MAILCHIMP = "kits/kits.csv", "kits/mailchimp.csv"
COLUMNS = (
    "id",
    "name",
    "email",
    "language",
    "public_name",
    "code",
    "link",
    "kit",
    "friend_gets",
    "advocate_gets",
    "disclosure",
    "folder",
)
# The first three are Mailchimp's own; the others become merge tags of the same name: at most 10 of A-Z, 0-9 and _.
# Source: https://mailchimp.com/help/format-guidelines-for-your-import-file/
MAILCHIMP_COLUMNS = ("Email Address", "First Name", "Last Name", "LANGUAGE", "CODE", "LINK", "KIT")


def kits(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The table for mail merges."""
    return sheets.table(COLUMNS, [[row[column] for column in COLUMNS] for row in rows])


def mailchimp(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The table for Mailchimp."""
    return sheets.table(
        MAILCHIMP_COLUMNS,
        [
            [row["email"], *first_and_last(row["name"]), row["language"], row["code"], row["link"], row["kit"]]
            for row in rows
        ],
    )


def first_and_last(name: str) -> tuple[str, str]:
    """A name in two where there is no doubt: two words in a script where the family's name comes last.

    Any other stands whole in the first place: a mail that greets by half a name is worse than one that greets by all.
    """
    words = name.split()
    if len(words) != 2 or any(unicodedata.east_asian_width(letter) in "WF" for letter in name) or "." in name:
        return " ".join(words), ""
    return words[0], words[1]
