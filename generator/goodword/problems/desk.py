"""GW87x: what the desk commands tell besides problems with the content."""

from goodword.problems import ERROR, Rule

PUBLISHED = Rule(
    "GW871",
    ERROR,
    "private folder inside a public one",
    "`GOODWORD_PRIVATE` names a folder in `{inside}/` of the site, which is published or read for it.",
    "Name another folder.",
)

NOT_WRITTEN = Rule(
    "GW870",
    ERROR,
    "cannot write to private/out/",
    "{path} cannot be written: {why}.",
    "Make room, allow writing there, or name another folder with GOODWORD_PRIVATE.",
)
NOT_REMOVED = Rule(
    "GW450",
    ERROR,
    "cannot remove from private/out/",
    "{path} cannot be removed: {why}.",
    "Allow changing the folder, or delete the file yourself: it may hold what somebody no longer allows.",
)
