"""GW41x: what is wrong in private/advocates.csv and private/nps.csv, and what `goodword ready` needs."""

from goodword.problems import ERROR, WARNING, Rule

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
OUT_OF_REACH = Rule(
    "GW412",
    WARNING,
    "points that nobody can reach",
    "`readiness.ask_from` wants {points} points, but its weights bring {most} at most: nobody will be asked.",
    "Lower `ask_from`, or raise the weights.",
)
IN_THE_FUTURE = Rule(
    "GW413",
    WARNING,
    "day in the future",
    "`{field}` is a day to come: {found}. `goodword ready` counts it only where it speaks against an ask.",
    "Correct the date.",
)
NOBODY = Rule("GW414", WARNING, "answer of nobody", "Nobody has the id `{id}`; the answer does not count.", "{hint}")
OTHER_CASE = Rule(
    "GW415",
    WARNING,
    "id in another spelling",
    "`{id}` is known in private/ only; content/ has `{meant}`.",
    "If they are the same person, write the id as in content/.",
)
BAD_RECORD = Rule(
    "GW416",
    ERROR,
    "record of worksheets that cannot be read",
    "{path} cannot be read, so it is not known which files `goodword ready` wrote before.",
    "Delete it, and what private/out/worksheets/ and private/out/ready.csv say of people who have gone.",
)
LOCKED = Rule(
    "GW417",
    ERROR,
    "somebody else is writing worksheets",
    "Another `goodword ready` is at work in this private/out/.",
    "Wait until it has ended, then try again.",
)
