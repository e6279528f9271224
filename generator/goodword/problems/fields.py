"""GW2xx: a field is unknown, missing, or not what it should be."""

from goodword.problems import ERROR, Rule

UNKNOWN_FIELD = Rule("GW201", ERROR, "unknown field", "`{field}` is no field of {what}.", "{hint}")
PRIVATE_FIELD = Rule(
    "GW202",
    ERROR,
    "private field in content/",
    "`{field}` is private and must not stand in content/, which is published.",
    "Move it to {file}, which is never published.",
)
MISSING = Rule("GW203", ERROR, "field missing", "`{field}` is missing.", "{hint}")
EMPTY = Rule("GW204", ERROR, "field empty", "`{field}` is empty, but {what} needs it.", "{hint}")
WRONG_TYPE = Rule("GW205", ERROR, "wrong type", "`{field}` must be {expected}, but is {found}.", "{hint}")
BAD_DATE = Rule("GW206", ERROR, "not a date", "`{field}` must be {expected}, but is `{found}`.", "{hint}")
NO_SUCH_DAY = Rule("GW207", ERROR, "no such day", "`{field}`: the calendar has no `{found}`.", "Correct the date.")
NOT_ONE_OF = Rule("GW208", ERROR, "unknown word", "`{field}` cannot be `{found}`.", "{hint}")
OUT_OF_RANGE = Rule("GW209", ERROR, "number out of range", "`{field}` must be {limit}, but is `{found}`.", "{hint}")
BAD_FORM = Rule("GW210", ERROR, "wrong form", "`{field}` is not written as it should be: `{found}`.", "{hint}")
TOO_LONG = Rule(
    "GW211",
    ERROR,
    "text too long",
    "`{field}` has {length} characters; at most {limit} are read.",
    "Shorten it, or split it.",
)
TOO_MANY = Rule(
    "GW212", ERROR, "list too long", "`{field}` has {length} items; at most {limit} are allowed.", "Delete some."
)
NOT_A_LIST = Rule("GW213", ERROR, "list expected", "`{field}` must be a list, but is {found}.", "{hint}")
NOT_TEXT = Rule("GW214", ERROR, "text expected", "`{field}` must be text, but is {found}.", "{hint}")
BAD_URL = Rule("GW215", ERROR, "not an address", "`{field}` {why}: `{found}`.", "{hint}")
BAD_LANGUAGE = Rule(
    "GW216",
    ERROR,
    "not a language tag",
    "`{found}` is no language tag (`{field}`).",
    "Write a tag such as `en`, `es` or `pt-BR`.",
)
CONTROL_CHARACTER = Rule(
    "GW217",
    ERROR,
    "invisible character",
    "`{field}` holds an invisible control character ({character}).",
    "Delete it: type the text anew instead of pasting it.",
)
LINE_BREAK = Rule("GW218", ERROR, "line break", "`{field}` must be one line.", "Join the lines.")
BAD_ID = Rule(
    "GW219", ERROR, "bad id", "The id `{found}` cannot be used: {why}.", "Use letters, digits, hyphens; no slashes."
)
ID_DIFFERS = Rule(
    "GW220",
    ERROR,
    "id differs from the file's name",
    "The id of a Markdown file is its name, `{expected}`; the field says `{found}`.",
    "Delete the field `id`, or rename the file.",
)
NO_WORDS = Rule(
    "GW221",
    ERROR,
    "testimonial without words",
    "This testimonial has no words.",
    "In a Markdown file write them below the second `---`; in a list as `quote`.",
)
WORDS_TWICE = Rule(
    "GW222",
    ERROR,
    "words given twice",
    "The text stands twice: as `{field}` and below the front matter.",
    "Keep one of the two.",
)
NO_AUTHOR = Rule(
    "GW223",
    ERROR,
    "testimonial of nobody",
    "This testimonial says neither who speaks nor in what role.",
    "Add `author`, or `role` where the name is not given.",
)
NO_YEAR = Rule("GW224", ERROR, "award without a year", "This award has neither `year` nor `date`.", "Add `year: 2026`.")
ABOVE_SCALE = Rule(
    "GW225",
    ERROR,
    "rating above its scale",
    "`rating` is {rating}, but the best rating that could be given is {scale}.",
    "Correct the rating, or say `scale: 10` if it was given on another scale.",
)
LANGUAGE_DIFFERS = Rule(
    "GW226",
    ERROR,
    "two languages",
    "The file's name says that its language is `{name}`, the field `language` says `{found}`.",
    "Delete the field, or rename the file.",
)
SAME_LANGUAGE = Rule(
    "GW227",
    ERROR,
    "translation into its own language",
    "`translations` gives `{language}`, which is the language of the words themselves.",
    "Delete it, or say with `language` in what language the words were given.",
)
ENDS_BEFORE = Rule(
    "GW228", ERROR, "ends before it begins", "`{last}` ({end}) lies before `{first}` ({start}).", "Correct the dates."
)
