"""GW88x: `goodword new` cannot make what was asked for. Nothing is ever written over."""

from goodword.problems import ERROR, Rule

FOLDER_IN_USE = Rule(
    "GW880",
    ERROR,
    "folder in use",
    "`{folder}` is there already and is not empty.",
    "Choose another name, or empty it first. Nothing was changed.",
)
FILE_EXISTS = Rule(
    "GW881",
    ERROR,
    "file exists",
    "This file is there already.",
    "Move it away first, or change it by hand. Nothing was changed.",
)
ENTRY_EXISTS = Rule(
    "GW882",
    ERROR,
    "entry exists",
    "There is {kind} `{id}` already.",
    "Edit that one, or choose another name. Nothing was changed.",
)
BAD_NAME = Rule(
    "GW883",
    ERROR,
    "unusable name",
    "`{name}` cannot be used as a name: {why}.",
    "{hint}",
)
NOT_A_LANGUAGE = Rule(
    "GW884",
    ERROR,
    "language the site does not have",
    "`{language}` is not one of the site's languages.",
    "{hint}",
)
NO_ORIGINAL = Rule(
    "GW885",
    ERROR,
    "nothing to translate",
    "A `{language}` version needs a {kind} `{id}` in the site's own language, and there is none yet.",
    "Make that first: `goodword new {kind} {id}`.",
)
NOT_FORKED = Rule(
    "GW886",
    ERROR,
    "translation in a file of its own",
    "There is {kind} `{id}` already; it gets no second file for `{language}`.",
    "{hint} Nothing was changed.",
)
ROWS_UNREADABLE = Rule(
    "GW887",
    ERROR,
    "row cannot be added",
    "No row can be added to this file: {why}.",
    "{hint} Nothing was changed.",
)
PROGRAM_EXISTS = Rule(
    "GW888",
    ERROR,
    "program exists",
    "There is a referral program already.",
    "For a second one make the file a list (`- id: ...` before each program) and add yours. Nothing was changed.",
)
