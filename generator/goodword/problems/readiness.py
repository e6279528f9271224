"""GW41x: what is wrong in private/advocates.csv and private/nps.csv, and what `goodword ready` needs."""

from goodword.problems import ERROR, Rule

PERSON_TWICE = Rule(
    "GW410",
    ERROR,
    "person given twice",
    "The id `{id}` stands in private/advocates.csv twice; the first is on line {line}.",
    "Make one row of the two.",
)
PERSON_EMAIL = Rule(
    "GW411",
    ERROR,
    "not an e-mail address",
    "`email` is no e-mail address: `{found}`.",
    "Write it as name@domain, one address only.",
)
