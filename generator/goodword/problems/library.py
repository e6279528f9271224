"""GW3xx: entries that do not fit together: references, vocabularies, addresses, language versions."""

from goodword.problems import ERROR, WARNING, Rule

DUPLICATE_ID = Rule(
    "GW301",
    ERROR,
    "two entries with one id",
    "The {kind} `{id}` exists already, in {other}.",
    "Give one of them another id, or delete it.",
)
UNKNOWN_REFERENCE = Rule(
    "GW302", ERROR, "unknown reference", "`{field}` names the {kind} `{id}`, which does not exist.", "{suggestion}"
)
UNKNOWN_TERM = Rule(
    "GW303",
    ERROR,
    "unknown word of a vocabulary",
    "`{value}` is not one of the {vocabulary} in site.yaml.",
    "{suggestion} Or add it to `{vocabulary}` in site.yaml.",
)
NEAR_EQUAL_TERMS = Rule(
    "GW304",
    WARNING,
    "two words for one thing",
    "`{value}` and `{other}` ({where}) look like one of the {vocabulary} in two spellings.",
    "Use one spelling, or list the {vocabulary} in site.yaml.",
)
SAME_ADDRESS = Rule(
    "GW305",
    ERROR,
    "two entries with one address",
    "`{url}` is already the address of {other}.",
    "Give one of them another `slug`.",
)
RESERVED_ADDRESS = Rule(
    "GW306",
    ERROR,
    "reserved address",
    "`{slug}` is reserved: Goodword writes its own pages there.",
    "Choose another `slug`.",
)
BAD_SLUG = Rule(
    "GW307",
    ERROR,
    "slug that is no address",
    "`{slug}` cannot stand in an address.",
    "Use lower-case Latin letters, digits and hyphens: `{suggestion}`.",
)
BAD_ALIAS = Rule(
    "GW308",
    ERROR,
    "alias that is no path",
    "The alias `{alias}` is not a path of this site.",
    "Write the old path from the root, like `/old/path/`, without `..`, spaces, `?` or `#`.",
)
ALIAS_TAKEN = Rule(
    "GW309",
    ERROR,
    "alias in use",
    "The alias `{alias}` is the address of {other}.",
    "An old path can lead to one place only; remove it from one of them.",
)
NOT_FORKED = Rule(
    "GW311",
    ERROR,
    "translated entry in a file of its own",
    "{kind} has one file in one language.",
    "{advice}",
)
UNKNOWN_LANGUAGE = Rule(
    "GW312",
    ERROR,
    "language the site does not have",
    "{what} in `{language}`, which is not one of the site's languages.",
    "{suggestion} Or make it one, in site.yaml: `languages: [{languages}]`; docs/languages.md says what that brings.",
)
EXAMPLE_STATUS = Rule(
    "GW313",
    ERROR,
    "example content on a real site",
    "This entry is an example (`status: example`), but `url` in site.yaml is no .example address.",
    "Delete it, or make it your own and set `status: published`.",
)
NOT_THEIR_TESTIMONIAL = Rule(
    "GW314",
    ERROR,
    "testimonial of somebody else",
    "`testimonial` names `{id}`, whose `advocate` is {whose}.",
    "The words on a landing page must be the advocate's own: set `advocate: {advocate}` in that testimonial.",
)
CONSENT_IN_VERSION = Rule(
    "GW315",
    ERROR,
    "consent in a language version",
    "The consent of the {kind} `{id}` stands in its original, {other}.",
    "Take `consent` out of this version; the original's holds for all languages.",
)
