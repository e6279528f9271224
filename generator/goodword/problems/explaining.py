"""GW86x: what `explain` is asked and cannot answer."""

from __future__ import annotations

from goodword.problems import ERROR, Rule

NOTHING_THERE = Rule(
    "GW860",
    ERROR,
    "nothing to explain",
    "This site has no page, code, entry or file `{target}`.",
    "{suggestion}",
)
ANOTHER_SITE = Rule(
    "GW861",
    ERROR,
    "address of another site",
    "`{target}` does not begin with this site's address, {url}.",
    "Give the path alone, or check `url` in site.yaml.",
)
