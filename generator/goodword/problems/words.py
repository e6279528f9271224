"""GW5xx: Markdown, the links in it, and the files and pictures that content names."""

from goodword.problems import ERROR, WARNING, Rule

LINK_MISSING = Rule(
    "GW501",
    WARNING,
    "link leads nowhere",
    "The link to `{target}` leads nowhere; only its words are shown.",
    "Write the path of a content file as seen from this one (`../case-studies/name.md`), or a full address. {hint}",
)
LINK_SCHEME = Rule(
    "GW502",
    ERROR,
    "link that is not allowed",
    "The link to `{target}` cannot be published.",
    "Links may start with https:, http:, mailto: or tel:, or be a path.",
)
IMAGE_REMOTE = Rule(
    "GW503",
    ERROR,
    "picture from another site",
    "The picture `{target}` lies on another host, which would learn of every visitor.",
    "Save it below content/ and name it by its path.",
)
TOO_MUCH = Rule(
    "GW504",
    WARNING,
    "Markdown too long or nested too deep",
    "This text is too long, or nests lists, quotations or HTML too deep; it is shown as plain paragraphs.",
    "Use fewer levels, shorter paragraphs, or several pages.",
)
FILE_MISSING = Rule(
    "GW510",
    ERROR,
    "file does not exist",
    "There is no file `{target}`.",
    "Write its path as seen from this file or from content/. {hint}",
)
FILE_CASE = Rule(
    "GW511",
    ERROR,
    "capitals of a file's name differ",
    "There is no file `{target}`, but one called `{found}`.",
    "Write capitals and small letters as in the file's name; most hosts tell them apart.",
)
FILE_SOURCE = Rule(
    "GW516",
    ERROR,
    "list of entries as a download",
    "`{target}` is a list that the site is made from, with everybody who must not be shown, so it is not published.",
    "Make a file with only what visitors may have, and give that one away.",
)
FILE_TELLS_WHERE = Rule(
    "GW517",
    ERROR,
    "recording that tells where it was made",
    "`{target}` says in its data where it was recorded, which may be somebody's home, so it is not published.",
    "Take that out first: `ffmpeg -i old.mp4 -map_metadata -1 -c copy new.mp4`, or export it without a location.",
)
FILE_OUTSIDE = Rule(
    "GW512",
    ERROR,
    "file outside content/",
    "`{target}` lies outside content/, so it is not published.",
    "Copy the file to content/, and name it without leading `/` or too many `..`.",
)
FILE_KIND = Rule(
    "GW513",
    ERROR,
    "kind of file that is not published",
    "`{target}` is not a kind of file that can be used here.",
    "Allowed: {allowed}.",
)
FILE_UNREADABLE = Rule(
    "GW514",
    ERROR,
    "named file cannot be read",
    "`{target}` cannot be read: {why}.",
    "Check that it is a file and may be read.",
)
FILE_LARGE = Rule(
    "GW515",
    ERROR,
    "named file is too large",
    "`{target}` has {size} MB; at most {limit} MB are taken.",
    "Make it smaller, or put it elsewhere and link to it.",
)
IMAGE_SVG = Rule(
    "GW520",
    ERROR,
    "SVG picture that cannot be published",
    "`{target}` is an SVG with more in it than shapes and texts: {why}.",
    "Export it as plain SVG, or as PNG, twice as large as it is shown.",
)
IMAGE_NOT_ONE = Rule(
    "GW521",
    ERROR,
    "not a picture",
    "`{target}` is not a picture that can be read: {why}.",
    "Export it again as JPEG, PNG, WebP or plain SVG.",
)
IMAGE_ENDING = Rule(
    "GW522",
    ERROR,
    "picture with the wrong ending",
    "`{target}` is {found} picture, not what its name says.",
    "Rename it so that it ends in {ending}.",
)
IMAGE_HUGE = Rule(
    "GW523",
    ERROR,
    "picture too large",
    "`{target}` has {width} x {height} pixels; at most 40 million are read.",
    "Scale it down: {largest} pixels on the longer side are enough.",
)
IMAGE_MOVING = Rule(
    "GW524",
    ERROR,
    "moving picture",
    "`{target}` is animated.",
    "Export one frame as JPEG, PNG or WebP.",
)
IMAGE_BROKEN = Rule(
    "GW525",
    ERROR,
    "damaged picture",
    "`{target}` is damaged or cut short: {why}.",
    "Copy it again from where it came from.",
)
