"""GW95x-98x: what `goodword check` finds on a site that builds: links, words, consents, secrets, weight.

What a law asks for is an error; what a visitor would stumble over is a warning; what is only worth knowing is a note.
"""

from goodword.problems import ERROR, NOTE, WARNING, Rule

LINK_BROKEN = Rule(
    "GW950",
    WARNING,
    "address that the site does not have",
    "`{url}` leads to nothing on this site{where}.",
    "Correct the address. {hint}",
)
ANCHOR_MISSING = Rule(
    "GW951",
    WARNING,
    "place on a page that does not exist",
    "`{url}` points to a place that its page does not have{where}.",
    "Headings get an id from their words; write the id as the page has it. {hint}",
)
LINK_CASE = Rule(
    "GW952",
    WARNING,
    "capitals of an address differ",
    "`{url}` differs from the site's `{found}` in capitals{where}.",
    "Write it in the same way; most hosts tell capitals and small letters apart.",
)
LINK_OUTSIDE = Rule(
    "GW953",
    WARNING,
    "address outside the site's path",
    "`{url}` leads out of the site, which lives at `{base}/`{where}.",
    "Write `{base}{url}`, or the whole address with https:// if it is meant to leave the site.",
)
REDIRECT_BROKEN = Rule(
    "GW954",
    WARNING,
    "redirect that leads nowhere",
    "The old address `{old}` leads to `{new}`, which the site does not have.",
    "Correct the alias, or remove it.",
)
FOREIGN_LOAD = Rule(
    "GW955",
    WARNING,
    "file loaded from another host",
    "`{url}` is loaded from another host, which learns of every visitor{where}.",
    "Keep a copy of the file in the site, and name that.",
)
NO_ALTERNATIVE = Rule(
    "GW956",
    WARNING,
    "picture without a description",
    "The picture `{picture}` has no description, so people who cannot see it miss it.",
    "Write what it shows between the brackets: `![A baker at the oven](...)`; "
    "behind a mere ornament write `{{: role=presentation}}`.",
)
NO_ALT_ATTRIBUTE = Rule(
    "GW957",
    WARNING,
    "picture of the theme without alt",
    "The picture `{picture}` has no `alt`{where}.",
    'Give it one in the template; `alt=""` where it only decorates.',
)
VIDEO_UNREADABLE = Rule(
    "GW958",
    WARNING,
    "recording that cannot be read",
    "The recording `{video}` has neither captions nor a transcript, so people who cannot hear it miss it.",
    "Add `video.captions` (a WebVTT file), `video.transcript`, or both.",
)
NO_CARD = Rule(
    "GW959",
    NOTE,
    "no share card of its own",
    "{count} of {kind} have the site's share card, not one of their own: {names}.",
    "{hint}",
)
UNDISCLOSED = Rule(
    "GW960",
    ERROR,
    "words without their disclosure",
    "`{file}` shows words of the testimonial `{name}` without `{sentence}` in the same element: “{words}”.",
    "Show the disclosures inside the same figure, entry or text; beside words that you wrote there, write it too.",
)
REWARD_UNDISCLOSED = Rule(
    "GW961",
    ERROR,
    "offer without its disclosure",
    "`{file}` shows the offer of the program `{name}` (“{words}”) without what the advocate gets: `{sentence}`.",
    "Say it in the same element: a friend has to know why the offer was passed on.",
)
REWARD_FOR_PRAISE = Rule(
    "GW962",
    ERROR,
    "reward tied to praise",
    "`{field}` ties what is given to what is said: “{words}”.",
    "Give it for any honest words or for none: paying for praise is forbidden (16 CFR 465.4, UCPD Annex I 23c).",
)
TIE_UNKNOWN = Rule(
    "GW963",
    NOTE,
    "tie or incentive unknown",
    "It is not known for the testimonial `{testimonial}`: {what}.",
    "Add what you know: `relationship: customer` and `incentive: none` claim that there was nothing.",
)
NO_TRANSLATOR = Rule(
    "GW964",
    WARNING,
    "translation without a translator",
    "The translation of the testimonial `{testimonial}` into `{language}` does not say who made it.",
    "Add `translator`: a person, a company or a machine; readers see it.",
)
THIN_RESULT = Rule(
    "GW965",
    WARNING,
    "figure without its basis",
    "The figure “{label}” of the case study does not say: {what}.",
    "Add it: a figure convinces, and stands up, with baseline, period and method.",
)
NO_AWARD_URL = Rule(
    "GW966",
    WARNING,
    "award without proof",
    "The award `{award}` has no address where it can be looked up.",
    "Add `url`: the page of whoever gave it.",
)
THIN_AWARD = Rule(
    "GW967",
    NOTE,
    "award with gaps",
    "The award `{award}` does not say: {what}.",
    "Add it; `entry_fee: none` says that entering was free.",
)
NOT_CHECKED = Rule(
    "GW968",
    WARNING,
    "testimonials said to be unchecked",
    "The site does not say how testimonials are checked, so every wall says that they are not.",
    "Add `policies.reviews.checked_by`, if you check them (UCPD Art. 7 (6)).",
)
THIN_POLICY = Rule(
    "GW969",
    NOTE,
    "review policy with gaps",
    "The review policy does not say `policies.reviews.{field}`.",
    "Add {what}.",
)
NO_DATE = Rule(
    "GW970",
    NOTE,
    "testimonial without a date",
    "The testimonial `{testimonial}` has no date, so nobody can tell how old it is.",
    "Add `date`; a year is enough.",
)
NO_PRIVACY_CONTACT = Rule(
    "GW971",
    WARNING,
    "form without a contact for data",
    "The site has a form, but names nobody to write to about data.",
    "Add `policies.privacy.contact` or `organization.email`.",
)
THIN_PROGRAM = Rule(
    "GW972",
    NOTE,
    "program with gaps",
    "The program `{program}` gives a reward but does not say: {what}.",
    "Add it if there is such a day; readers have to see it before they take part (CAP 8.17).",
)
STALE = Rule(
    "GW973",
    WARNING,
    "old testimonial",
    "The testimonial `{testimonial}` is from {date}, more than {years} years ago.",
    "Ask whether it still holds, or set `status: archived`; `checks.stale_years` sets the limit.",
)
CONSENT_ENDING = Rule(
    "GW974",
    WARNING,
    "consent ends soon",
    "The consent of the {kind} `{entry}` ends on {day}, in {days} days; from the next day on it is not shown.",
    "Ask again in time, or let it go.",
)
CONSENT_ENDED = Rule(
    "GW975",
    NOTE,
    "consent has ended",
    "The {kind} `{entry}` is not shown: {reason}.",
    "{hint}",
)
BADGE_ENDING = Rule(
    "GW976",
    WARNING,
    "badge licence ends soon",
    "The badge of the award `{award}` may be shown until {day}, {days} more days; then the award counts as past.",
    "Renew the licence and `licence.display_until`, or let it go.",
)
BADGE_ENDED = Rule(
    "GW977",
    NOTE,
    "badge licence has ended",
    "The badge of the award `{award}` was to be shown until {day}; the award stands among the past ones, as text.",
    "Nothing to do, unless the licence was renewed.",
)
EDITED = Rule(
    "GW978",
    WARNING,
    "edited words without saying so",
    "`{file}` shows words of the testimonial `{name}` without `{sentence}` in the same element: “{words}”.",
    "Say beside them that they were edited, with the words before.",
)
TRANSLATED = Rule(
    "GW979",
    WARNING,
    "translated words without saying so",
    "`{file}` shows words of the testimonial `{name}` without `{sentence}` in the same element: “{words}”.",
    "Say beside them what they are translated from, with the original.",
)
PRIVATE_STRING = Rule(
    "GW980",
    ERROR,
    "private words in the output",
    "`{file}` holds `{words}`, which `checks.private_strings` wants kept private{more}.",
    "Take it out of the content it comes from. {source}",
)
UNKNOWN_EMAIL = Rule(
    "GW981",
    WARNING,
    "e-mail address in the output",
    "`{file}` shows the e-mail address `{address}`, which neither site.yaml nor a page of yours holds{more}.",
    "Take it out of the content it comes from, unless its owner wants it published. {source}",
)
SECRET = Rule(
    "GW982",
    ERROR,
    "secret in the output",
    "`{file}` holds what looks like {what} (`{start}...`){more}.",
    "Take it out of the content, and have it replaced: what was published once is no secret any more. {source}",
)
TRACKED_PRIVATE = Rule(
    "GW983",
    ERROR,
    "private file in git",
    "Git tracks `{file}`, which is private.",
    "Run `git rm --cached {file}`, commit, and remember that older commits still hold it.",
)
TRACKED_OUTPUT = Rule(
    "GW984",
    WARNING,
    "output in git",
    "Git tracks {count} files below `{folder}/`, which every build makes anew.",
    "Run `git rm -r --cached {folder}`, and add `{folder}/*` to .gitignore.",
)
HEAVY_PAGE = Rule(
    "GW985",
    WARNING,
    "heavy landing page",
    "`{file}` has {size} KB compressed, with its style sheets; {limit} KB reach a visitor in one go.",
    "Shorten the longest texts on it, or the style sheets of your theme.",
)
HEAVY_STYLE = Rule(
    "GW986",
    WARNING,
    "heavy style sheet",
    "`{file}` has {size} KB compressed; {limit} KB are enough for a fast first view.",
    "Take out what no page uses.",
)
HEAVY_WALL = Rule(
    "GW991",
    WARNING,
    "heavy wall",
    "`{file}` loads {size} KB before anybody scrolls; {limit} KB are enough.",
    "Use smaller fonts, or pictures that load when they are reached (`loading=lazy`).",
)
HEAVY_SCRIPTS = Rule(
    "GW992",
    WARNING,
    "heavy scripts",
    "`{file}` loads scripts of {size} KB compressed; {limit} KB are enough for all that helps here.",
    "Take out what the page does not need.",
)
MANY_REQUESTS = Rule(
    "GW993",
    WARNING,
    "many requests",
    "`{file}` asks for {count} files before anybody scrolls{more}; {most} are enough.",
    "Join style sheets and scripts, preload fewer fonts, and let pictures further down load later (`loading=lazy`).",
)
UNSIZED = Rule(
    "GW994",
    WARNING,
    "picture without a size",
    "`{file}` shows `{picture}` without `width` and `height`{more}: what stands below moves once it is there.",
    "Write both, in pixels of the picture; the style sheet still decides how large it is shown.",
)
NOT_TRANSLATED = Rule(
    "GW987",
    NOTE,
    "entries without a version",
    "{count} of {total} {kind} have no version in `{language}`: {ids}.",
    "{advice}",
)
SITE_TEXTS_MISSING = Rule(
    "GW995",
    NOTE,
    "texts of site.yaml in one language only",
    "{count} texts of site.yaml are not there in `{language}`: {fields}. Its pages show them in `{shown}`, and say so.",
    "Add a line `{language}: ...` to each of them.",
)
WORDS_MISSING = Rule(
    "GW988",
    NOTE,
    "interface words missing",
    "The theme has no words in `{language}` for {count} of its {total} texts, such as “{example}”; those stay English.",
    "Add them to `themes/{theme}/i18n/{language}.po`.",
)
INCOMPLETE = Rule(
    "GW989",
    NOTE,
    "not everything was checked",
    "The pages could not all be made, so links and pages were not checked.",
    "Correct the errors first.",
)
