"""What goes wrong around a command, whatever it does: nobody's content is to blame."""

from __future__ import annotations

from goodword.problems import ERROR, Rule

REFUSED = Rule(
    "GW990",
    ERROR,
    "The system refused",
    "This machine refused something Goodword needs: {why} ({name}).",
    "Check that the folder exists, that you may write to it and that the disk has room; then run the command again.",
)
INTERNAL = Rule(
    "GW999",
    ERROR,
    "Internal error",
    "Goodword made a mistake of its own ({kind}).",
    "Your files are not to blame. Please report it{details}.",
)
