"""GW42x-GW43x: rewards as program.yaml gives them, private/leads.csv and sales.csv, and the ledger."""

from goodword.problems import ERROR, WARNING, Rule

REWARD_LACKS = Rule(
    "GW420",
    ERROR,
    "reward not complete",
    "`{field}` is of the kind `{kind}` but does not say `{lacking}`.",
    "Add it: {example}.",
)
REWARD_NOT_FOR = Rule(
    "GW421",
    ERROR,
    "field that does not go with the reward",
    "`{field}` says `{name}`, which means nothing for the kind `{kind}`.",
    "{hint}",
)
CURRENCY = Rule(
    "GW422",
    ERROR,
    "unknown currency",
    "`{field}` is `{found}`, which is no currency of ISO 4217.",
    "Write its three letters, such as `EUR`, `USD` or `GBP`. {hint}",
)
MONEY_FORM = Rule(
    "GW423",
    ERROR,
    "amount that cannot be paid",
    "`{field}` is {found}: {why}.",
    "{hint}",
)
VERSION_DIFFERS = Rule(
    "GW424",
    ERROR,
    "language versions that promise different things",
    "The version in `{language}` says another `{field}` than {other}.",
    "Say the same in both, but for the words: in whatever language people read it, they get the same.",
)
TWICE = Rule(
    "GW425",
    ERROR,
    "row given twice",
    "The {what} `{id}` stands here and in {other}, with other cells.",
    "Keep one of the two rows, or give one of them another id.",
)
NO_SUCH_LEAD = Rule(
    "GW426",
    ERROR,
    "sale without its lead",
    "The sale `{sale}` names the lead `{lead}`, which is in no table of leads.",
    "{hint}",
)
REFUND_TOO_LARGE = Rule(
    "GW427",
    ERROR,
    "refund larger than the sale",
    "The sale `{sale}` was of {amount}, and {refunded} of it are said to be refunded.",
    "Correct one of the two; empty `refunded` and `status: refunded` mean all of it.",
)
UNKNOWN_CODE = Rule(
    "GW428",
    WARNING,
    "lead with an unknown code",
    "The lead `{lead}` came with the code `{code}`, which nobody has: no reward is counted for it.",
    "{hint}",
)
POLICY_CHANGED = Rule(
    "GW429",
    ERROR,
    "the program's rules have changed",
    "The program `{program}` has other rules than those of {day}, by which the ledger was written: {what}.",
    "Look at who gains and who loses (above); `goodword rewards --accept-policy` goes on by the new rules.",
)
PROGRAM_CHANGED = Rule(
    "GW437",
    ERROR,
    "open rewards that belong to another program now",
    "Rewards that nobody has decided on were counted by the program `{old}`, and would be by `{new}` now: {count}.",
    "Look at what changes (above). `goodword rewards --accept-policy` goes on like that; to keep the program, name it "
    "as the advocates' `program`, or put it first in program.yaml again.",
)
LEDGER_LINE = Rule(
    "GW430",
    ERROR,
    "ledger that cannot be read",
    "This line of the ledger is not one that Goodword wrote: {why}.",
    "Lines are only ever added. Put the file back as it was (a backup, version control), then run the command again.",
)
LEDGER_CUT = Rule(
    "GW431",
    WARNING,
    "ledger whose last line is cut",
    "The last line of the ledger ends in the middle: {found}",
    "{hint}",
)
NO_SUCH_REWARD = Rule(
    "GW432",
    ERROR,
    "unknown reward",
    "There is no reward `{id}` in the ledger.",
    "{hint}",
)
NOT_NOW = Rule(
    "GW433",
    ERROR,
    "reward that cannot be decided on like that",
    "The reward `{id}` ({what}) cannot be {wanted}: {why}.",
    "{hint}",
)
ROW_GONE = Rule(
    "GW434",
    WARNING,
    "reward whose lead is gone",
    "The reward `{id}` of `{advocate}` is {state}, but its lead `{lead}` is in no table any more.",
    "It stays as it is. Put the row back, or void the reward: `goodword rewards void {id} --why ...`.",
)
MORE_DUE = Rule(
    "GW435",
    WARNING,
    "paid less than what is due now",
    "The reward `{id}` of `{advocate}` was paid as {paid}; by today's tables {due} would be due.",
    "Settle the rest by hand; the ledger keeps what was paid.",
)
NOT_YET = Rule(
    "GW438",
    WARNING,
    "enquiry or payment of a day to come",
    "The {what} `{id}` is of {found}, which is still to come; it counts like any other.",
    "Correct the date, or wait with approving what it earns.",
)
LEDGER_LOCKED = Rule(
    "GW436",
    ERROR,
    "somebody else is writing to the ledger",
    "Another `goodword rewards` is at work on this ledger.",
    "Wait until it has ended, then try again.",
)
