"""GW900-GW949: what an import found in a foreign file.

Errors stop the import before anything is written. Warnings and notes tell what was read leniently, or
left where it could not be understood; nothing here is about the site's own files.
"""

from goodword.problems import ERROR, NOTE, WARNING, Rule

UNKNOWN_FORMAT = Rule(
    "GW900",
    ERROR,
    "kind of file not known",
    "`{name}` is not a kind of file that can be imported.",
    "Known: .yaml, .yml, .json, .jsonl, .csv, .tsv, .toml, .md and folders of these. {hint}",
)
BROKEN = Rule(
    "GW901",
    ERROR,
    "foreign file is broken",
    "This {format} cannot be read from line {line} on: {why}.",
    "Mend that line, then import again; nothing was written.",
)
OPEN_QUOTATION = Rule(
    "GW902",
    ERROR,
    "quotation mark never closed",
    "The quotation mark opened in the row of line {line} is never closed, so every later row would be part of it.",
    'Close it; a quotation mark inside a cell is written twice (`""`).',
)
TOO_DEEP = Rule(
    "GW903",
    ERROR,
    "file too deeply nested",
    "This file is nested too deeply, or one entry has too many fields ({why}).",
    "Export the entries as a plain list.",
)
NO_ENTRIES = Rule(
    "GW904",
    ERROR,
    "no entries found",
    "No list of entries was found in this file.",
    "Give a list with one entry for each testimonial, or a table with a header row.",
)
AWARDS = Rule(
    "GW905",
    ERROR,
    "these are awards",
    "These are awards, not testimonials: no words of a customer, but {signs}.",
    "Put them into content/awards.yaml by hand; `import testimonials` has written nothing.",
)
CASE_STUDIES = Rule(
    "GW906",
    ERROR,
    "these are case studies",
    "These are case studies, not testimonials: no quotes, but {signs}.",
    "Put each into content/case-studies/NAME.md by hand; `import testimonials` has written nothing.",
)
INVITATIONS = Rule(
    "GW907",
    ERROR,
    "a list of people",
    "This is a list of people to invite (e-mail addresses, names, references), not of what they said.",
    "Import the reviews that they wrote instead; such a list belongs below private/.",
)
NO_WORDS = Rule(
    "GW908",
    ERROR,
    "no words found",
    "No column was recognised as the words of a customer. The columns are: {columns}.",
    'Say which one it is: --map "COLUMN=quote". {hint}',
)
UNKNOWN_COLUMN = Rule(
    "GW909",
    ERROR,
    "column not in the files",
    "--map names the column `{column}`, which is in none of the files.",
    "{hint}",
)
UNKNOWN_TARGET = Rule(
    "GW910", ERROR, "field not known", "--map gives `{column}` to `{field}`, which is no field for that.", "{hint}"
)
NOT_WRITTEN = Rule(
    "GW911",
    ERROR,
    "import cannot be written",
    "This file cannot be written: {why}.",
    "Make room or check the permissions, then import again: what is there already is not written twice.",
)

DUPLICATE_KEY = Rule(
    "GW920",
    WARNING,
    "key given twice",
    "`{key}` stands twice in one entry; the last one counts.",
    "Look whether the first one was meant.",
)
TABS = Rule(
    "GW921",
    WARNING,
    "tabs in YAML",
    "Lines are indented by tabs, which YAML forbids; each was read as two spaces.",
    "Compare the samples with the file.",
)
ENCODING = Rule(
    "GW922",
    WARNING,
    "encoding guessed",
    "This file is not UTF-8; it was read as {encoding}.",
    "Look at letters with accents, or save the file as UTF-8 and import again.",
)
EXTRA_CELLS = Rule(
    "GW923",
    WARNING,
    "row longer than the header",
    "This row has {found} cells, the header {expected}; the rest is kept as `column {first}` and on.",
    "A comma inside a cell needs quotation marks around the cell.",
)
BAD_LINE = Rule(
    "GW924",
    WARNING,
    "line not readable",
    "This line is not JSON ({why}) and was left out.",
    "Mend it and import again: what is there already is not written twice.",
)
LOOSE_QUOTATION = Rule(
    "GW925",
    WARNING,
    "stray quotation mark",
    "A cell in or before line {line} has a stray quotation mark; it was read as it stands.",
    "Compare the samples with the file.",
)
LOOSE_JSON = Rule(
    "GW926",
    WARNING,
    "not quite JSON",
    "This is not quite JSON (comments or commas too many); they were passed over.",
    "Compare the samples with the file.",
)
CONTROL = Rule(
    "GW927",
    WARNING,
    "control characters",
    "{count} control characters were taken out.",
    "Look at the words around them.",
)
LOOSE_YAML = Rule(
    "GW928",
    NOTE,
    "tags and anchors",
    "This YAML uses tags, merges or several documents, which Goodword's own files may not; it was read as plain text.",
    "Nothing to do.",
)
HEADERS_TWICE = Rule(
    "GW929",
    WARNING,
    "column name twice",
    "Two columns are called `{name}`; the second is read as `{other}`.",
    "Map it with --map if it is the one that counts.",
)

AMBIGUOUS_DATE = Rule(
    "GW930",
    WARNING,
    "day or month first?",
    "Nothing in `{column}` tells whether day or month comes first (as in {sample}); the dates stay under `imported`.",
    "Say it: --date-format dmy or --date-format mdy.",
)
CLASHING_DATES = Rule(
    "GW931",
    WARNING,
    "dates contradict each other",
    "`{column}` holds dates with the day first and others with the month first; they stay under `imported`.",
    "Say which counts: --date-format dmy or --date-format mdy.",
)
NOT_A_DATE = Rule(
    "GW932",
    NOTE,
    "not a date",
    "{count} values of `{column}` are no dates (as in {sample}) and stay under `imported`.",
    "Add `date:` by hand where the day, month or year is known.",
)
NOT_A_RATING = Rule(
    "GW933",
    NOTE,
    "not a rating",
    "{count} values of `{column}` are no ratings (as in {sample}) and stay under `imported`.",
    "Nothing to do unless a rating was meant.",
)
UNKNOWN_SCALE = Rule(
    "GW934",
    WARNING,
    "scale not known",
    "`{column}` goes up to {highest} and does not say out of how many; the ratings stay under `imported`.",
    "Say it: --scale 10 (or whatever the best rating was).",
)
DUPLICATE = Rule(
    "GW935",
    NOTE,
    "same words twice",
    "{count} entries repeat the words and author of another one and were left out.",
    "Nothing to do.",
)
PERSONAL_WORDS = Rule(
    "GW936",
    WARNING,
    "private words",
    "The words seem to hold {what}.",
    "Take it out before you publish them.",
)
CONSENT_COLUMN = Rule(
    "GW937",
    NOTE,
    "consent to review",
    "`{column}` may tell of a permission; it stays under `imported` and counts as none.",
    "Where it is one, write `consent:` with date, method and scope by hand.",
)
LANGUAGES = Rule(
    "GW938",
    WARNING,
    "which language is the original?",
    "`{column}` has the words in {languages}; `{first}`, the first, is taken as the original.",
    "If another one is the original: --language TAG.",
)
AUTHOR_SPLIT = Rule(
    "GW939",
    NOTE,
    "author taken apart",
    "{split} of {count} values of `{column}` have exactly three parts and were read as name, role, company; "
    "{whole} were kept whole as the author.",
    "Keep all of them whole with --keep-author; correct the others by hand.",
)
STARS_SPLIT = Rule(
    "GW940",
    NOTE,
    "stars in the source",
    "`{column}` packs stars, name and platform; {count} values were taken apart, {without} of them name no platform.",
    "Look at those without a platform: what remained is taken as the author.",
)
REPEATED_AUTHORS = Rule(
    "GW941",
    WARNING,
    "authors repeat",
    "The values of `{column}` repeat ({sample}, {count} times): places or groups, perhaps, and not persons.",
    "If so, map it to another field: --map {column}=tags, or --map {column}=imported.",
)
NO_AUTHOR = Rule(
    "GW942",
    NOTE,
    "nobody named",
    "{count} entries name no author and no role.",
    "Add `author:` or `role:` before you publish them.",
)
WITHOUT_WORDS = Rule(
    "GW943",
    NOTE,
    "no words",
    "{count} entries have {what} and no words; they are written as drafts with an empty text.",
    "Add the words, or delete them.",
)
NOT_IN_LIST = Rule(
    "GW944",
    NOTE,
    "not in the site's list",
    "`{value}` is not among the `{vocabulary}` of site.yaml and stays under `imported`.",
    "Add it there, or write the known one by hand.",
)
NOT_AN_ADDRESS = Rule(
    "GW945",
    NOTE,
    "not a web address",
    "{count} values of `{column}` are no http(s) addresses and stay under `imported`.",
    "Nothing to do.",
)
ROLE_OF = Rule(
    "GW946",
    NOTE,
    "role and company in one",
    "`{column}` seems to hold role and company in one (as in {sample}); it was kept whole as the role.",
    "Split it by hand where the company should stand alone.",
)
PICTURES = Rule(
    "GW947",
    NOTE,
    "pictures not fetched",
    "`{column}` holds pictures or videos; nothing was downloaded, the addresses stay under `imported`.",
    "Ask the person for a picture and permission, then set `photo:`.",
)
COUNT_DIFFERS = Rule(
    "GW948",
    NOTE,
    "fewer than announced",
    "The file says {said} (`{key}`), but {found} entries stand in it.",
    "Look whether the export was cut (a filter, a page limit).",
)
PERSONAL_FIELD = Rule(
    "GW949",
    NOTE,
    "private value in a field",
    "{count} values of `{column}` look like {what}; they go to the private file, and `{field}` stays empty there.",
    "Add the field by hand.",
)
