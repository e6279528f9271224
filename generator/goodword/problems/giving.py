"""GW46x: what is wrong in private/introductions.csv, and with the record of notes of thanks."""

from goodword.problems import ERROR, WARNING, Rule

BAD_RECORD = Rule(
    "GW460",
    ERROR,
    "record of notes that cannot be read",
    "It is not known whom you have thanked: this line of the record cannot be read.",
    "Mend or delete the line. Without it the note for one referral is written again.",
)
NO_SUCH_PARTNER = Rule(
    "GW461",
    WARNING,
    "introduction of a partner that content/ does not know",
    "There is no partner `{id}` in content/. {suggestion}",
    "It is counted under that name.",
)
NOT_YET = Rule(
    "GW462",
    ERROR,
    "introduction that is still to come",
    "`date` is {date}, and today is {today}.",
    "Write the day on which the two were introduced.",
)
LOCKED = Rule(
    "GW463",
    ERROR,
    "somebody else is writing notes of thanks",
    "Another `goodword thanks` is at work in this private/out/.",
    "Wait until it has ended, then try again.",
)
