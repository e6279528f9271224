"""GW530-GW541: displays of proof in Markdown, `{{ wall limit=6 }}`."""

from goodword.problems import ERROR, WARNING, Rule

_ABOUT = "All displays and options are in docs/displays.md."
_BRACES = "To show braces as they are, put them between backticks."

UNKNOWN = Rule(
    "GW530",
    ERROR,
    "unknown display",
    "There is no display `{name}`.",
    "{suggestion} " + _ABOUT + " " + _BRACES,
)
NOT_CLOSED = Rule(
    "GW531",
    ERROR,
    "display without an end",
    "This line begins with `{{{{`, like a display, but does not end with `}}}}`.",
    'Write all of it on one line: `{{{{ wall industry="bakeries" limit=6 }}}}`. ' + _BRACES,
)
NOT_READ = Rule(
    "GW532",
    ERROR,
    "display that cannot be read",
    "In this display `{words}` cannot be read.",
    'Write ids, and options as `name=value`; a value with spaces in quotes: `tag="night shift"`. ' + _ABOUT,
)
UNKNOWN_OPTION = Rule(
    "GW533",
    ERROR,
    "unknown option of a display",
    "`{display}` has no option `{option}`.",
    "{suggestion} " + _ABOUT,
)
TWICE = Rule(
    "GW534",
    ERROR,
    "option of a display given twice",
    "The option `{option}` stands twice in this display.",
    "Write it once; several values are joined with commas.",
)
EMPTY = Rule(
    "GW535",
    ERROR,
    "option of a display without a value",
    "The option `{option}` has no value.",
    "Give it one, or take it away.",
)
WRONG_VALUE = Rule(
    "GW536",
    ERROR,
    "wrong value of a display's option",
    "`{option}` cannot be `{value}`.",
    "{allowed}",
)
NO_IDS = Rule(
    "GW537",
    ERROR,
    "display that takes no ids",
    "`{display}` takes no ids, such as `{id}`.",
    "Take it away. {options}",
)
UNKNOWN_ID = Rule(
    "GW538",
    ERROR,
    "unknown id in a display",
    "There is no {kind} `{id}`.",
    "{suggestion} The id of a Markdown file is its name without `.md`.",
)
NOT_SHOWN = Rule(
    "GW539",
    WARNING,
    "entry that a display may not show",
    "The {kind} `{id}` is not shown here: {reason}.",
    "Mend that, or name another one.",
)
NOTHING = Rule(
    "GW540",
    WARNING,
    "display that shows nothing",
    "Nothing fits this display, so it shows nothing.",
    "Ask for less, or take it away. {counted}",
)
INSIDE = Rule(
    "GW541",
    ERROR,
    "display within something else",
    "A display cannot stand within a sentence, a list, a quotation or HTML.",
    "Give it a line of its own, not indented. " + _BRACES,
)
