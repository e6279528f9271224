"""GW75x: what the named host would refuse or ignore: too many files, too large, too many rules."""

from goodword.problems import ERROR, NOTE, WARNING, Rule

TOO_MANY_FILES = Rule(
    "GW750",
    ERROR,
    "too many files for the host",
    "The site has {count} files; {host} takes {limit}.",
    "Publish on another host, or archive entries.",
)
MANY_FILES = Rule(
    "GW751",
    WARNING,
    "more files than a free plan takes",
    "The site has {count} files; {host} takes {limit} on its free plan.",
    "Check your plan, or archive entries.",
)
FILE_TOO_LARGE = Rule(
    "GW752",
    ERROR,
    "file too large for the host",
    "The file `{file}` has {size} MiB; {host} takes {limit} MiB per file.",
    "Make it smaller, or publish on another host.",
)
SITE_TOO_LARGE = Rule(
    "GW753",
    ERROR,
    "site too large for the host",
    "The site has {size} MB; {host} takes {limit} MB.",
    "Make pictures and videos smaller, or publish on another host.",
)
TOO_MANY_REDIRECTS = Rule(
    "GW754",
    ERROR,
    "too many redirects for the host",
    "There are {count} redirects; {host} takes {limit}.",
    "Remove old `aliases` that nobody follows any more.",
)
MANY_REDIRECTS = Rule(
    "GW755",
    WARNING,
    "many redirects",
    "There are {count} redirects; {host} advises against more than {limit}.",
    "Remove old `aliases` that nobody follows any more.",
)
REDIRECT_TOO_LONG = Rule(
    "GW756",
    ERROR,
    "redirect too long for the host",
    "The redirect from `{path}` has {length} characters; {host} takes {limit}.",
    "Shorten the alias.",
)
RULES_FILE_TOO_LARGE = Rule(
    "GW757",
    ERROR,
    "redirect file too large for the host",
    "The file of redirects has {size} bytes; {host} reads {limit}.",
    "Remove old `aliases` that nobody follows any more.",
)
TOO_MANY_HEADER_RULES = Rule(
    "GW758",
    ERROR,
    "too many header rules for the host",
    "There are {count} header rules; {host} takes {limit}.",
    "Tell the makers of Goodword: it should never write so many.",
)
HEADER_TOO_LONG = Rule(
    "GW759",
    ERROR,
    "header too long for the host",
    "The header `{name}` has {length} characters; {host} takes {limit}.",
    "Shorten what makes it long: for the content security policy that is `form.action`.",
)
NO_HEADERS = Rule(
    "GW760",
    NOTE,
    "host sends no security headers",
    "{host} sends no headers of your own: the policy stands in each page, but other sites can frame the page.",
    "Fine for a small site; a host that sends headers protects better.",
)
