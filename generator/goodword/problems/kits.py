"""GW440-GW449: the share kits: their secret, the host, the file of results."""

from goodword.problems import ERROR, WARNING, Rule

SECRET_SHORT = Rule(
    "GW440",
    ERROR,
    "secret too short",
    "`GOODWORD_SECRET` has {length} characters: whoever guesses it has the addresses of all share kits.",
    "Use {least} random characters or more; `openssl rand -hex 32` prints some.",
)
RESULTS_FORM = Rule(
    "GW441",
    ERROR,
    "results in another form",
    "`{file}` is neither a CSV file nor a JSON file.",
    "Name a file below content/ that ends in `.csv` or `.json`; docs/kits.md shows both.",
)
RESULTS_JSON = Rule(
    "GW442",
    ERROR,
    "results not by code",
    "The results are not written by code.",
    'Write `{{"CODE": {{"visits": 3, "enquiries": 1, "customers": 0}}}}`.',
)
RESULTS_TWICE = Rule(
    "GW443",
    ERROR,
    "results of a code twice",
    "The results of the code `{code}` stand in the file twice.",
    "Add them up, or delete one of the two.",
)
ADDRESS_IN_CONTENT = Rule(
    "GW444",
    ERROR,
    "address of a share kit in the content",
    "`{field}` holds the address of a share kit, which only the kit's owner may know: everything here is published.",
    "Take it out; to pass on is the link of the landing page, `/r/CODE/`. If others have seen it, raise the advocate's "
    "`kit_version`.",
)
RESULTS_OF_NOBODY = Rule(
    "GW445",
    WARNING,
    "results of a code that nobody has",
    "{count} codes in the file of results belong to no advocate with a page: {codes}.",
    "Correct them; small and capital letters are the same, and old codes count for whoever had them.",
)
RESULTS_LATER = Rule(
    "GW446",
    ERROR,
    "results from a day that is still to come",
    "The results of the code `{code}` are said to count from {since} on, and today is {today}.",
    "Write the first day that was counted.",
)
