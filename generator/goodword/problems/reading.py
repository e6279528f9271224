"""GW1xx: a file cannot be read, or is not what its name says."""

from goodword.problems import ERROR, WARNING, Rule

UNREADABLE = Rule(
    "GW101", ERROR, "file cannot be read", "This file cannot be read: {why}.", "Check that it exists and may be read."
)
NOT_TEXT = Rule(
    "GW102",
    ERROR,
    "not a text file",
    "This file is not text in UTF-8 or UTF-16: {why}.",
    "Save it as UTF-8; in Excel: Save As, `CSV UTF-8`.",
)
TOO_LARGE = Rule(
    "GW103",
    ERROR,
    "file too large",
    "This file has {size} MB; at most {limit} MB are read.",
    "Split it, or keep large sets as CSV or JSONL.",
)
YAML_SYNTAX = Rule("GW104", ERROR, "YAML cannot be read", "{what}", "{hint}")
DUPLICATE_KEY = Rule(
    "GW105",
    ERROR,
    "field given twice",
    "`{key}` stands here twice; the first is on line {line}.",
    "Keep one of the two.",
)
YAML_TAG = Rule(
    "GW106",
    ERROR,
    "YAML tag",
    "`{tag}` is a YAML tag; Goodword reads none.",
    "If the value begins with `!`, put it in quotes; otherwise delete the tag.",
)
YAML_MERGE = Rule(
    "GW107",
    ERROR,
    "YAML merge key",
    "`<<` merges another group of fields into this one; Goodword does not read that.",
    "Write the fields out.",
)
YAML_KEY = Rule(
    "GW108",
    ERROR,
    "key is not text",
    "The name of a field must be text, but here is {what}.",
    "Write `name: value`; put the name in quotes when it begins with a special character.",
)
YAML_ALIAS = Rule(
    "GW109",
    ERROR,
    "YAML alias",
    "`*{name}` {why}.",
    "If the value begins with `*`, put it in quotes; otherwise write out what it stands for.",
)
YAML_DOCUMENTS = Rule(
    "GW110",
    ERROR,
    "several YAML documents",
    "A second document begins here.",
    "Delete the line `---`, or put a list of entries with `- ` before each.",
)
TOO_DEEP = Rule(
    "GW111",
    ERROR,
    "nested too deeply",
    "This is nested more than {limit} levels deep.",
    "Look for stray brackets or dashes.",
)
NOT_MAPPING = Rule(
    "GW112", ERROR, "fields expected", "{where} must be lines of `field: value`, but is {what}.", "{hint}"
)
UNCLOSED_FRONT_MATTER = Rule(
    "GW113",
    ERROR,
    "front matter not closed",
    "The front matter that begins here with `---` has no end.",
    "Put a line `---` between the fields and the text.",
)
FOREIGN_FRONT_MATTER = Rule(
    "GW114",
    ERROR,
    "front matter is not YAML",
    "The front matter begins with `{mark}` ({format}); Goodword reads YAML between two lines `---`.",
    "Rewrite it as `field: value` lines, or bring the file in with `goodword import`.",
)
CSV_SYNTAX = Rule("GW115", ERROR, "CSV cannot be read", "{what}", "{hint}")
CSV_HEADER = Rule("GW116", ERROR, "CSV header", "{what}", "{hint}")
JSON_SYNTAX = Rule("GW117", ERROR, "JSON cannot be read", "This is not valid JSON: {what}.", "{hint}")
NOT_LIST = Rule("GW118", ERROR, "list expected", "This file must hold a list of entries, but holds {what}.", "{hint}")
NOT_ENTRY = Rule(
    "GW119",
    ERROR,
    "entry expected",
    "An entry of the list must be a group of `field: value`, but this one is {what}.",
    "Write each entry as `- id: ...` with its other fields below, indented alike.",
)
NO_SITE = Rule("GW120", ERROR, "no site here", "{what}", "{hint}")
UNKNOWN_FOLDER = Rule(
    "GW121",
    ERROR,
    "unknown name in content/",
    "Nothing reads `{name}`.",
    "{suggestion} Rename it.",
)
NOT_READ = Rule("GW122", WARNING, "file that nothing reads", "Nothing reads this file.", "{hint}")
WRONG_FORM = Rule("GW123", ERROR, "wrong kind of file", "{kinds} are not read from {ending}.", "{hint}")
SAME_NAME = Rule(
    "GW124",
    ERROR,
    "names that are equal on other computers",
    "This file's name equals that of `{other}` but for {difference}; on many computers the two are one file.",
    "Rename one of them.",
)
NO_CONTENT = Rule(
    "GW125",
    WARNING,
    "no content",
    "The site has no folder `content/`.",
    "Make one with `goodword new testimonial`.",
)
