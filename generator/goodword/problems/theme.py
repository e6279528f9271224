"""GW6xx: the theme: templates, static files, tokens, catalogues."""

from goodword.problems import ERROR, WARNING, Rule

NO_THEME = Rule(
    "GW601",
    ERROR,
    "unknown theme",
    "There is no theme `{name}`.",
    "{suggestion} For one of your own, make the folder `themes/NAME/`.",
)
NO_TEMPLATE = Rule(
    "GW602",
    ERROR,
    "missing template",
    "The template `{name}` does not exist in this theme.",
    "{suggestion} The shipped ones are listed in docs/themes.md.",
)
TEMPLATE_SYNTAX = Rule(
    "GW603", ERROR, "template that cannot be read", "This template is broken: {why}.", "Mend it on this line or before."
)
TEMPLATE_FAILED = Rule(
    "GW604",
    ERROR,
    "template that fails",
    "This template failed while making `{page}`: {why}.",
    "{suggestion} docs/themes.md lists what each template gets.",
)
BAD_CATALOGUE = Rule(
    "GW605", ERROR, "broken catalogue", "This catalogue of interface words cannot be read: {why}.", "Mend the PO file."
)
UNKNOWN_TOKEN = Rule("GW606", ERROR, "unknown design token", "The theme has no token `{name}`.", "{suggestion}")
BAD_TOKEN = Rule(
    "GW607",
    ERROR,
    "design token that is no value",
    "`{value}` cannot be the value of a design token.",
    "Write one CSS value, without `;`, braces, quotes that are not closed, or url().",
)
BAD_STATIC = Rule(
    "GW608",
    ERROR,
    "theme that names a missing file",
    "The theme loads `{url}`, which is not among the theme's static files.",
    "Put the file into the theme's `static/` folder; nothing is loaded from other hosts.",
)
BAD_COLOUR = Rule(
    "GW609",
    ERROR,
    "token that is no colour",
    "`{value}` is no colour that the build can reckon with.",
    "Write `#` and six digits or letters from a to f, in quotes: `'#0a7f5a'`.",
)
BAD_SETTINGS = Rule(
    "GW610",
    ERROR,
    "theme.yaml of the wrong shape",
    "theme.yaml must be lines of `field: value`, with `tokens` as a group of `name: value`.",
    "Compare it with the shipped theme's, or delete it: the shipped one is read then.",
)
NO_CATALOGUE = Rule(
    "GW611",
    WARNING,
    "interface words in another language",
    "The theme has no words in `{language}`: menus, buttons and notes of these pages are in English.",
    "Write `themes/{theme}/i18n/{language}.po`; docs/themes.md says how.",
)
UNUSED = Rule(
    "GW612",
    WARNING,
    "file of a theme that is not used",
    "Nothing uses this file: {why}.",
    "{suggestion} docs/themes.md lists what a theme consists of.",
)
UNKNOWN_MESSAGE = Rule(
    "GW613",
    WARNING,
    "words for a message that nothing says",
    "No page says “{message}”, so these words for it are never shown.",
    "Copy `msgid` from goodword.pot letter by letter: “{meant}”?",
)
UNCLOSED = Rule(
    "GW614",
    ERROR,
    "style sheet in which something is not closed",
    "{what}, so browsers leave out what stands behind it.",
    "{hint}",
)
