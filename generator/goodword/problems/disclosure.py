"""GW40x: what law and honesty want said beside proof and offers, and told about consent.

References: 16 CFR 255.2 (b), UK CAP code 8.17.
"""

from goodword.problems import ERROR, WARNING, Rule

NO_TYPICAL = Rule(
    "GW401",
    ERROR,
    "results without what is typical",
    "The case study shows results but does not say what a customer can generally expect.",
    "Add `typical`, such as `typical: Most customers save between 5 and 12 hours a week.`",
)
NO_CONDITIONS = Rule(
    "GW402",
    ERROR,
    "reward without its conditions",
    "The program gives a reward (`{reward}`) but does not say `{field}`.",
    "Add `{field}`: {what}.",
)
WITHDRAWN_ELSEWHERE = Rule(
    "GW403",
    WARNING,
    "consent withdrawn in one of two places",
    "This {kind} is still shown, while the same person withdrew consent in the {other_kind} `{other}` ({where}).",
    "Ask whether that holds here too; if so, write `withdrawn` under `consent` here as well.",
)
