"""GW36x, GW373-GW379: the words of messages and drafts: placeholders, fallbacks, subjects, opinions."""

from goodword.problems import ERROR, WARNING, Rule

PLACEHOLDER = Rule(
    "GW360",
    ERROR,
    "unknown placeholder",
    "{what} has the placeholder `{placeholder}`, which nothing fills.",
    "{hint}",
)
NO_PREFILL = Rule(
    "GW361",
    WARNING,
    "message that is never shown",
    "There is a message for `{channel}`, but {channel} takes a link only and shows the page's own card.",
    "Take the message out; what people see there is the landing page's title and description.",
)
NO_FALLBACK = Rule(
    "GW373",
    ERROR,
    "placeholder without a fallback",
    "{what} has `{placeholder}`, which is not always known, and no words for that case.",
    "Write behind a bar what is said then: `{shown}`.",
)
BROKEN_PLACEHOLDER = Rule(
    "GW377",
    ERROR,
    "placeholder that is not closed",
    "{what} has `{found}`: the braces would be sent as they are.",
    "Write `{shown}`: in one line, with at most 200 characters and no braces behind the bar.",
)
NO_SUBJECT = Rule(
    "GW374",
    ERROR,
    "e-mail draft without a subject",
    "{what} does not begin with a subject.",
    "Let its first line be `Subject: ...`, then an empty line, then the text.",
)
OPINION = Rule(
    "GW375",
    WARNING,
    "opinion put into somebody's mouth",
    "{what} says “{phrase}”: an opinion that whoever sends it may not hold.",
    "State facts and the offer; what the advocate thinks stands in their own words on their page.",
)
DRAFT_TOO_LONG = Rule(
    "GW376",
    WARNING,
    "e-mail draft too long for a link",
    "{what} makes an e-mail link of {length} characters; some mail programs cut or refuse more than {most}.",
    "Shorten it. Letters outside A to Z count up to twelve each.",
)
