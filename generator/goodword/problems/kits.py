"""GW440-GW449: the share kits: their secret, the host, the file of results."""

from goodword.problems import ERROR, Rule

SECRET_SHORT = Rule(
    "GW440",
    ERROR,
    "secret too short",
    "`GOODWORD_SECRET` has {length} characters: whoever guesses it has the addresses of all share kits.",
    "Use {least} random characters or more; `openssl rand -hex 32` prints some.",
)
