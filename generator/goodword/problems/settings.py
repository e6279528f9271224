"""GW70x: site.yaml says something that cannot be: an address, a time zone, a form, a vocabulary."""

from goodword.problems import ERROR, Rule

SITE_URL = Rule("GW701", ERROR, "the site's address", "`url` {why}: `{found}`.", "{hint}")
TIMEZONE = Rule("GW702", ERROR, "unknown time zone", "There is no time zone `{found}`.", "{hint}")
TERM_TWICE = Rule(
    "GW703",
    ERROR,
    "word of a vocabulary given twice",
    "`{vocabulary}` has `{found}` twice; the first is on line {line}.",
    "Delete one of the two.",
)
FORM_NEEDS = Rule(
    "GW704", ERROR, "form is not complete", "The form provider `{provider}` needs `form.{field}`.", "Add {what}."
)
FORM_ACTION = Rule(
    "GW705",
    ERROR,
    "form's address",
    "`form.action` {why}: `{found}`.",
    "Write the https address that accepts the form.",
)
EMAIL = Rule(
    "GW706", ERROR, "not an e-mail address", "`{field}` is no e-mail address: `{found}`.", "Write it as name@domain."
)
FORM_ID = Rule(
    "GW707",
    ERROR,
    "form's id",
    "`form.{field}` holds characters that no {provider} id has: `{found}`.",
    "Copy only the id, not the whole address.",
)
FORM_HOST = Rule(
    "GW708",
    ERROR,
    "form that the host does not know",
    "The form provider `netlify` works on Netlify only, but `hosting.target` is `{target}`.",
    "Choose another provider, such as `formspree`, or `mailto`.",
)
