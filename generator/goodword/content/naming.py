"""Whether words give a person or a company away: as readers see them, in any script, spelling, case or inflection.

In doubt they do: what is hidden by mistake is told with the reason, a name shown by mistake cannot be taken back.
Who may be named is `consent.py`'s matter.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from goodword.text import words

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^<>]*>")
# An address of the web or of mail: what stands before the end of its host (`.example`), and the path behind it.
_ADDRESS = re.compile(
    r"(?<![\w.@-])((?:[\w.+-]{1,64}@)?(?:[^\W_][\w-]{0,62}\.)*[^\W_][\w-]{0,62})\.[a-z]{2,}([/?#][^\s<>]*)?"
)
# What Markdown takes away when it sets a text: emphasis, code and escapes.
_MARKS = str.maketrans(dict.fromkeys("*`~\\"))
# Two letters for one, as German and the Nordic languages write names where a keyboard lacks them.
_IN_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "æ": "ae", "å": "aa", "œ": "oe", "ß": "ss"})
_IN_ONE = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}
)
_ENDINGS = frozenset({"", "s", "es", "n", "ns"})
_LEGAL_FORMS = frozenset(
    words(
        "ab ag as aps asa bv co company corp corporation cv doo eg ek ev gbr gmbh inc incorporated kft kg kgaa"
        " lda limited llc llp lp ltd ltda mbh nv og ohg oy oyj plc pte pty sa sarl sas sc sca se sl slu sll spa"
        " spzoo srl srls ug"
    )
)
# Words that many names begin with, and that say nothing by themselves.
_COMMON = frozenset(
    words(
        "the der die das den el la los las le les il lo gli i de di del of und and y et e for new old best first"
        " great good north south east west northern southern eastern western central general national"
        " international global european american united royal grand golden silver green blue red black white city"
        " town land open smart digital group grupo groupe gruppe holding holdings team club house haus casa maison"
        " hotel hostel cafe restaurant bar bistro bakery baeckerei backerei panaderia pasteleria bodega bodegas"
        " studio atelier taller workshop garage autohaus clinic clinica klinik praxis kanzlei office agency"
        " agencia agentur verlag press school escuela schule college university universitat universidad institute"
        " institut museum theatre theater bank shop store market farm farms garden gardens hof family familie"
        " familia brothers bros sons center centre zentrum centro company software data media design consulting"
        " services service solutions systems logistics logistik transport print druckerei dental medical pharmacy"
        " farmacia apotheke church kirche association verein foundation stiftung"
    )
)


def tells_person(shown: str | None, name: str | None) -> bool:
    """Whether `shown` (Markdown or plain) names `name`: all of it in any case, or a longer part of it as a name."""
    if not name or not shown:
        return False
    wanted = _words(name)
    if not wanted:
        return False
    seen = _as_seen(shown)
    if _holds_all(seen, name):
        return True
    parts = [part for part in wanted if len(part) > 2 or _is_ideographic(part)]
    return len(wanted) > 1 and any(_holds_name(text, part) for text in _with_addresses(seen) for part in parts)


def tells_company(shown: str | None, name: str | None) -> bool:
    """Whether `shown` names the company `name`: with or without its legal form, or by its most telling word."""
    if not name or not shown or not _words(name):
        return False
    seen = _as_seen(shown)
    if _holds_all(seen, name):
        return True
    bare = _without_legal_form(name)
    if len(bare) > 1 and _holds_all(seen, " ".join(bare)):
        return True
    telling = _telling(bare)
    if telling is None or len(_words(name)) < 2:
        return False
    return any(_holds_name(text, telling) for text in _with_addresses(seen))


def slug_tells_person(slug: str, name: str | None) -> bool:
    """Whether a part of an address spells a part of `name`; addresses are cheap, so more is taken for a name here."""
    parts = _forms(_words(name or ""))
    said = set(_words(slug))
    run = "".join(_words(slug))
    return any((len(part) > 2 and part in said) or (len(part) > 3 and part in run) for part in parts)


def slug_tells_company(slug: str, name: str | None) -> bool:
    """Whether a part of an address spells the company `name`, all of it or its most telling word."""
    bare = _without_legal_form(name or "")
    if not bare:
        return False
    run = "".join(_words(slug))
    telling = _telling(bare)
    whole = ["".join(bare)] + ([telling] if telling else [])
    return any(len(form) > 2 and form in run for form in _forms(whole)) or " ".join(bare) == " ".join(_words(slug))


def _as_seen(shown: str) -> str:
    """The text as a reader sees it: without marks, tags and invisible characters; composed letters."""
    text = unescape(shown).translate(_MARKS)
    if not text.isascii():
        text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    text = unicodedata.normalize("NFKC", text)
    return f"{text} \n {_TAG.sub('', text)}" if "<" in text else text


def _with_addresses(seen: str) -> list[str]:
    """The text, and by itself each address in it: names are small letters there, whoever writes."""
    return [seen, *(" ".join(address).lower() for address in _ADDRESS.findall(seen))]


def _plain(text: str, letters: dict[int, str]) -> str:
    text = unicodedata.normalize("NFC", text).casefold()
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFKD", text.translate(letters))
    return unicodedata.normalize("NFC", "".join(c for c in parted if not unicodedata.combining(c)))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def _forms(given: list[str]) -> set[str]:
    return {_plain(word, letters) for word in given for letters in (_IN_ONE, _IN_TWO)}


def _spellings(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_plain(text, letters) for letters in (_IN_ONE, _IN_TWO)))


def _holds_all(seen: str, name: str) -> bool:
    """All words of `name` one after another, or written as one word; in any case."""
    for text in _spellings(seen):
        said = _WORD.findall(text)
        row, run = f" {' '.join(said)} ", "".join(said)
        for spelled in _spellings(name):
            wanted = _WORD.findall(spelled)
            joined = "".join(wanted)
            if f" {' '.join(wanted)} " in row:
                return True
            if not _has_spaces(joined) and joined in run:
                return True
            if len(joined) > 5 and len(wanted) > 1 and any(joined in word for word in said):
                return True
    return False


def _holds_name(seen: str, part: str) -> bool:
    """`part` as a word that is written like a name: with a capital, where the script and the writer use any."""
    needles = _forms([part])
    if not _has_case(part):
        return any(needle in text for needle in needles for text in _spellings(seen))
    writes_small = not any(character.isupper() for character in seen)
    for word in _words(seen):
        if word[0].isupper() or writes_small:
            spelled = _forms([word])
            if any(_is_inflected(form, needle) for form in spelled for needle in needles):
                return True
    return False


def _is_inflected(word: str, name: str) -> bool:
    if word.startswith(name) and word[len(name) :] in _ENDINGS:
        return True
    # Slavic and Greek names change their last letter.
    stem = name[:-1]
    return not name.isascii() and len(stem) > 2 and word.startswith(stem) and len(word) - len(name) <= 2


def _without_legal_form(name: str) -> list[str]:
    kept = _words(re.sub(r"(?<=\b\w)\.(?=\s?\w\b)", "", name))
    while len(kept) > 1 and _plain(kept[-1], _IN_ONE) in _LEGAL_FORMS:
        kept.pop()
    return [_plain(word, {}) for word in kept]


def _telling(name: list[str]) -> str | None:
    """The word that a company is called by: the first that is no common one."""
    for word in name:
        if len(word) > 3 and _forms([word]).isdisjoint(_COMMON) and not word.isdecimal():
            return word
    return None


def _has_case(word: str) -> bool:
    return any(character.lower() != character.upper() for character in word)


def _is_ideographic(word: str) -> bool:
    return len(word) > 1 and not _has_spaces(word)


def _has_spaces(word: str) -> bool:
    """Whether the script of `word` parts words by spaces: not so where letters are ideographs, kana or Thai."""
    return not any("\u0e00" <= c <= "\u0eff" or "\u3040" <= c <= "\u30ff" or "\u3400" <= c <= "\u9fff" for c in word)
