"""What must not be published: private words, secrets, e-mail addresses that nobody put there on purpose.

Never reads private/. A secret that is found is not repeated in the message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from goodword.check.subject import File, Subject
from goodword.problems import Problem, Rule, checks

# Kinds of secrets and how they look; by the prefixes their makers document.
_SECRETS = (
    ("a private key", r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    ("an access key of AWS", r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    ("a token of GitHub", r"\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_[A-Za-z0-9_]{60,}"),
    ("a token of GitLab", r"\bglpat-[A-Za-z0-9_-]{20,}"),
    ("a token of Slack", r"\bxox[abprs]-[A-Za-z0-9-]{10,}"),
    ("a secret key of Stripe", r"\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}"),
    ("an API key of Google", r"\bAIza[A-Za-z0-9_-]{35}"),
    ("a key of SendGrid", r"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    ("a token of npm", r"\bnpm_[A-Za-z0-9]{36}\b"),
    ("an API key", r"\bsk-(?:[a-z]{2,6}-)?[A-Za-z0-9]{32,}"),
    ("a signed token", r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"),
)
_ANY_SECRET = re.compile("|".join(f"(?P<s{index}>{pattern})" for index, (_, pattern) in enumerate(_SECRETS)))
# Each of them begins with one of these: far quicker to look for.
_STARTS = (
    *("PRIVATE KEY", "AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox"),
    *("sk_live_", "sk_test_", "rk_live_", "rk_test_", "AIza", "SG.", "npm_", "sk-", "eyJ"),
)
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}(?:@|%40|&#64;)(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}\b")
# What looks like an address and is the name of a picture: logo@2x.png.
_FILE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif", ".avif", ".css", ".js")
_LEAST_SECRET = 8


@dataclass(slots=True)
class Sighting:
    """Something found: the first output that holds it, and how many others do."""

    rule: Rule
    file: str
    needle: str
    values: dict[str, str]
    others: int = 0


@dataclass
class Leaks:
    """Looks at every output; `problems` tells each thing once."""

    subject: Subject
    _seen: dict[tuple[str, str], Sighting] = field(default_factory=dict)

    def __call__(self, file: File) -> Iterator[Problem]:
        """Remembers what `file` holds; yields nothing yet."""
        self._find_words(file)
        if file.is_text:
            self._find_secrets(file)
            self._find_addresses(file)
        yield from ()

    def problems(self) -> Iterator[Problem]:
        """Each private string, secret and address, with the place it was written at where that is found."""
        for one in self._seen.values():
            place = self.subject.place(one.file, one.needle)
            more = f" (and {one.others} other file{'s' if one.others > 1 else ''})" if one.others else ""
            yield one.rule(place, file=one.file, more=more, source="", **one.values)

    def _add(self, rule: Rule, file: File, needle: str, **values: str) -> None:
        known = self._seen.get((rule.code, needle))
        if known is None:
            self._seen[rule.code, needle] = Sighting(rule, file.path, needle, values)
        elif known.file != file.path:
            known.others += 1

    @cached_property
    def _private(self) -> list[tuple[str, tuple[bytes, ...]]]:
        words = [word for word in self.subject.library.site.checks.private_strings if word.strip()]
        return [(word, tuple(form.lower().encode() for form in _forms(word))) for word in words]

    def _find_words(self, file: File) -> None:
        if not self._private and not self.subject.secret:
            return
        folded = file.text.lower().encode() if file.is_text else file.data
        for word, forms in self._private:
            if any(form in folded for form in forms):
                self._add(checks.PRIVATE_STRING, file, word, words=word)
        secret = self.subject.secret
        if len(secret) >= _LEAST_SECRET and secret.encode() in file.data:
            self._add(checks.SECRET, file, secret, what="the value of GOODWORD_SECRET", start=secret[:2])

    def _find_secrets(self, file: File) -> None:
        if not any(start in file.text for start in _STARTS):
            return
        for found in _ANY_SECRET.finditer(file.text):
            what = next(name for index, (name, _) in enumerate(_SECRETS) if found[f"s{index}"])
            self._add(checks.SECRET, file, found[0], what=what, start=found[0][:4])

    def _find_addresses(self, file: File) -> None:
        if "@" not in file.text and "%40" not in file.text and "&#64;" not in file.text:
            return
        for found in _EMAIL.findall(file.text):
            address = found.replace("%40", "@").replace("&#64;", "@")
            if address.lower() not in self._known and not address.lower().endswith(_FILE_ENDINGS):
                self._add(checks.UNKNOWN_EMAIL, file, address, address=address)

    @cached_property
    def _known(self) -> frozenset[str]:
        """Addresses that somebody put on the site on purpose: in site.yaml, a page, an article or a program."""
        library = self.subject.library
        groups = (library.pages, library.articles, library.programs)
        paths = {document.path for group in groups for item in group for document in item.documents.values()}
        paths.add(library.site_document.path)
        found = (address for path in paths for line in self.subject.lines(path) for address in _EMAIL.findall(line))
        return frozenset(address.lower() for address in found)


def _forms(word: str) -> set[str]:
    """How a word may stand in an output: as it is, in HTML, in JSON, in an address."""
    import json
    from html import escape
    from urllib.parse import quote

    return {word, escape(word), json.dumps(word)[1:-1], json.dumps(word, ensure_ascii=False)[1:-1], quote(word)}
