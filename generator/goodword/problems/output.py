"""GW8xx: the output folder, the lock, the disk. Mostly not the content's fault."""

from goodword.problems import ERROR, Rule

NOT_OURS = Rule(
    "GW801",
    ERROR,
    "output folder in use",
    "The folder `{folder}` holds files that Goodword did not write.",
    "Choose an empty folder with --output, or empty this one.",
)
FOREIGN_FILE = Rule(
    "GW802",
    ERROR,
    "foreign file in the way",
    "`{path}` in the output folder was not written by Goodword, and a page of the site belongs there.",
    "Move it away; what should be published beside the pages goes somewhere else in the folder.",
)
LOCKED = Rule(
    "GW803",
    ERROR,
    "another build is running",
    "Another Goodword process is building this site.",
    "Wait until it is done, or end it.",
)
DISK = Rule(
    "GW804",
    ERROR,
    "cannot write",
    "`{path}` cannot be written: {why}.",
    "Nothing of the site was lost; make room or mend the permissions, then build again.",
)
THROUGH_LINK = Rule(
    "GW805",
    ERROR,
    "link inside the output folder",
    "`{path}` in the output folder is a link to somewhere else.",
    "Remove it: Goodword writes only inside the output folder.",
)
SAME_OUTPUT = Rule(
    "GW806",
    ERROR,
    "two pages in one file",
    "Two pages would be written to `{path}`.",
    "Give one of the entries another `slug`, `code` or alias.",
)
INSIDE_CONTENT = Rule(
    "GW807",
    ERROR,
    "output folder inside the sources",
    "The output folder `{folder}` lies in `{inside}`, which Goodword reads from.",
    "Choose another folder with --output.",
)
BAD_CLOCK = Rule(
    "GW808",
    ERROR,
    "clock that is no number",
    "The environment variable SOURCE_DATE_EPOCH is `{value}`, which is no number of seconds.",
    "Unset it, or give it the seconds since 1970 in UTC, as `git log -1 --format=%ct` prints them.",
)
