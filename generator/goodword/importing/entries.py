"""One record of a source as a draft testimonial. Nothing is filled in that the record does not say.

What a field cannot take stays with its column under `imported`, and is counted, so that the report can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from goodword.content.addresses import web_address
from goodword.content.document import language_tag
from goodword.importing import dates, packed, personal, ratings
from goodword.importing.aliases import plain
from goodword.importing.columns import IMPORTED, PRIVATE, Column, texts, values
from goodword.importing.dates import Order
from goodword.importing.existing import Vocabularies
from goodword.importing.remarks import Tally, remarks
from goodword.importing.shapes import BODY, Record, Source, Value, is_language
from goodword.importing.words import to_markdown, to_text
from goodword.problems import Place, Problem, importing

_SURE = ("an e-mail address", "an IP address", "an account number", "a telephone number")
_LINES = ("author", "role", "company", "headline", "product", "industry", "source.platform")
_WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


class Draft(Struct, frozen=True):
    """A testimonial to be: its fields (nested ones by dots), the words as Markdown, and what is kept elsewhere."""

    place: Place
    fields: dict[str, object]
    words: str
    imported: dict[str, Value]
    private: dict[str, str]


class Reader:
    """Reads the records of one source; what it knows of whole columns (order of dates, scale) it learns first."""

    def __init__(
        self,
        source: Source,
        columns: Iterable[Column],
        vocabularies: Vocabularies,
        *,
        date_format: Order | None,
        language: str | None,
        scale: str | None,
        split_author: bool,
    ) -> None:
        self.source = source
        self.columns = tuple(columns)
        self.vocabularies = vocabularies
        self.language = language
        self.scale = scale
        self.by_field = {column.field: column.name for column in reversed(self.columns) if column.field}
        self.problems: list[Problem] = []
        self.tally = Tally()
        self.place = Place(source.name)
        self.dates = self._learn_dates(date_format)
        self.unscaled = self._learn_scale()
        self.split_author = split_author and self._learn_author()
        self.starred = self._learn_stars()
        self._learn_languages()

    def _values(self, name: str) -> list[str]:
        """Everything that stands in the columns for one field."""
        return [text for column in self.columns if column.field == name for text in values(self.source, column.name)]

    def _learn_dates(self, said: Order | None) -> dates.DateColumn:
        name = self.by_field.get("date")
        learned = dates.learn(self._values("date"), said)
        if name and learned.clashing:
            self.problems.append(importing.CLASHING_DATES(self.place, column=plain(name)))
        elif name and learned.ambiguous:
            self.problems.append(
                importing.AMBIGUOUS_DATE(self.place, column=plain(name), sample=f"“{learned.ambiguous}”")
            )
        return learned

    def _learn_scale(self) -> bool:
        """Whether the ratings go above 5 and nothing says how far they could."""
        name = self.by_field.get("rating")
        if not name:
            return False
        self.scale = self.scale or ratings.scale_of(name)
        bare = [found.value for text in self._values("rating") if (found := ratings.parse(text)) and not found.scale]
        highest = max(bare, key=float, default="0")
        if self.scale or float(highest) <= 5:
            return False
        self.problems.append(importing.UNKNOWN_SCALE(self.place, column=plain(name), highest=highest))
        return True

    def _learn_author(self) -> bool:
        name = self.by_field.get("author")
        if not name or {"role", "company"} & self.by_field.keys():
            return False
        found = self._values("author")
        if not packed.is_packed(found):
            return False
        split = sum(packed.author(text) is not None for text in found)
        counts = {"split": split, "count": len(found), "whole": len(found) - split}
        self.problems.append(importing.AUTHOR_SPLIT(self.place, column=plain(name), **counts))
        return True

    def _learn_stars(self) -> bool:
        name = self.by_field.get("source.platform")
        found = [packed.starred(text) for text in self._values("source.platform")]
        starred = [one for one in found if one]
        if not name or not starred or len(starred) * 2 < len(found):
            return False
        without = sum(not one.platform for one in starred)
        self.problems.append(importing.STARS_SPLIT(self.place, column=plain(name), count=len(starred), without=without))
        return True

    def _learn_languages(self) -> None:
        name = self.by_field.get("quote")
        for record in self.source.records if name else ():
            value = record.values.get(name or "")
            if isinstance(value, dict) and value and (not self.language or self.language not in value):
                first = next(iter(value))
                self.problems.append(
                    importing.LANGUAGES(self.place, column=plain(name or ""), languages=", ".join(value), first=first)
                )
                return

    def taken_apart(self, column: Column) -> str:
        """What a packed column is taken apart into, as a remark; empty where it is none."""
        if column.field == "author" and self.split_author:
            return "taken apart: author, role, company, date"
        return "taken apart: rating, author, platform" if self.starred and column.field == "source.platform" else ""

    def found(self) -> list[Problem]:
        """What the reading of all records showed; to be asked when all are read."""
        return self.problems + remarks(self.tally, self.place)

    def read(self, record: Record) -> Draft | str:
        """The draft, or the reason why the record is none."""
        row = _Row(self, record)
        row.words()
        row.lines()
        row.rating()
        row.date()
        row.addresses()
        row.lists()
        row.rest()
        if row.markdown or "rating" in row.fields or row.has_video():
            return Draft(record.place, row.fields, row.markdown, row.imported, row.private)
        return "it has no words and no rating"


class _Row:
    """The reading of one record."""

    def __init__(self, reader: Reader, record: Record) -> None:
        self.reader = reader
        self.record = record
        self.fields: dict[str, object] = {}
        self.markdown = ""
        self.imported: dict[str, Value] = {}
        self.private: dict[str, str] = {}
        self.original: str | None = None

    def value(self, name: str) -> tuple[str, Value]:
        """The column for a field that this record fills, with its value; the first one where none is filled."""
        for column in self.reader.columns:
            if column.field == name and any(texts(self.record.values.get(column.name, ""))):
                return column.name, self.record.values[column.name]
        return self.reader.by_field.get(name, ""), ""

    def text(self, value: Value) -> str:
        """The one text that counts: of several languages, the original."""
        if isinstance(value, dict):
            return value.get(self.original or "", "") or next((text for text in value.values() if text), "")
        return ", ".join(value) if isinstance(value, list) else value

    def keep(self, column: str, value: Value) -> None:
        if any(text.strip() for text in texts(value)):
            self.imported[column] = value

    def words(self) -> None:
        column, value = self.value("quote")
        is_markdown = column == BODY
        if isinstance(value, dict):
            self._original(value)
            others = {tag: text for tag, text in value.items() if tag != self.original and text.strip()}
            if others and self.original:
                translated = {tag: {"quote": to_markdown(text, is_markdown=False)} for tag, text in others.items()}
                self.fields["translations"] = translated
        else:
            said = self.text(self.value("language")[1]).strip()
            tag = language_tag(said.replace("_", "-")) if is_language(said) else None
            self.original = tag or self.reader.language
            if said and not tag:
                self.keep(*self.value("language"))
        self.markdown = to_markdown(self.text(value), is_markdown=is_markdown)
        for name in ("pros", "cons") if not column else ():
            title, text = self.value(name)
            part = to_markdown(self.text(text), is_markdown=False)
            if part:
                self.markdown = f"{self.markdown}\n\n**{plain(title)}**\n\n{part}".strip()
        if self.original and self.markdown:
            self.fields["language"] = self.original
        reply = to_markdown(self.text(self.value("reply")[1]), is_markdown=False)
        if reply:
            self.fields["reply"] = reply
        for text in (self.markdown, reply):
            what = personal.in_words(text)
            if what:
                self.reader.problems.append(importing.PERSONAL_WORDS(self.record.place, what=what))

    def _original(self, value: dict[str, str]) -> None:
        filled = [tag for tag, text in value.items() if text.strip()]
        wanted = self.reader.language
        self.original = wanted if wanted in filled else filled[0] if filled else None

    def lines(self) -> None:
        for name in _LINES:
            column, value = self.value(name)
            text = to_text(self.text(value))
            if text and not self._is_private(column, name, text):
                self.fields[name] = text
        self._names()
        self._stars()
        self._author()
        for name in ("product", "industry"):
            column = self.value(name)[0]
            word = self.fields.pop(name, None)
            if isinstance(word, str):
                known = self._known(name, column, word)
                if known:
                    self.fields[name] = known

    def _is_private(self, column: str, name: str, text: str) -> bool:
        kind = personal.kind_of(text)
        if kind not in _SURE:
            return False
        self.private[column] = text
        self.reader.tally.add(f"private {kind} {name}", column)
        return True

    def _known(self, name: str, column: str, word: str) -> str | None:
        known = self.reader.vocabularies.find(name, word)
        if known is None:
            before = self.imported.get(column)
            self.imported[column] = [*texts(before), word] if before else word
            self.reader.tally.add(f"vocabulary {name}", column, word)
        return known

    def _names(self) -> None:
        parts = [to_text(self.text(self.value(name)[1])) for name in ("first_name", "last_name")]
        if any(parts) and "author" not in self.fields:
            self.fields["author"] = " ".join(part for part in parts if part)

    def _stars(self) -> None:
        platform = self.fields.get("source.platform")
        found = packed.starred(platform) if self.reader.starred and isinstance(platform, str) else None
        if not found:
            return
        del self.fields["source.platform"]
        if found.platform:
            self.fields["source.platform"] = found.platform
        if found.author and "author" not in self.fields:
            self.fields["author"] = found.author
        elif found.author:
            self.keep(self.value("source.platform")[0], str(platform))
        if found.rating and not self.reader.by_field.get("rating"):
            self.fields["rating"] = found.rating.value
            if found.rating.scale not in (None, "5"):
                self.fields["scale"] = found.rating.scale

    def _author(self) -> None:
        whole = self.fields.get("author")
        found = packed.author(whole) if self.reader.split_author and isinstance(whole, str) else None
        if found:
            self.fields |= {"author": found.name, "role": found.role, "company": found.company}
            if found.year and "date" not in self.reader.by_field:
                self.fields["date"] = found.year
            elif found.year:
                self.keep(self.value("author")[0], str(whole))

    def rating(self) -> None:
        column, value = self.value("rating")
        text = self.text(value).strip()
        if not text:
            return
        found = ratings.parse(text)
        scale = (found.scale or self.reader.scale) if found else None
        if not found or (self.reader.unscaled and not found.scale) or float(found.value) > float(scale or 5):
            self.keep(column, value)
            if not self.reader.unscaled:
                self.reader.tally.add("rating", column, text)
        elif float(found.value) == 0 and not scale:
            # many tools write 0 where no rating was given
            self.keep(column, value)
            self.reader.tally.add("rating", column, text)
        else:
            self.fields["rating"] = found.value
            if scale and scale != "5":
                self.fields["scale"] = scale

    def date(self) -> None:
        column, value = self.value("date")
        text = to_text(self.text(value))
        if not text:
            return
        found = dates.parse(text, self.reader.dates)
        if found:
            self.fields["date"] = found
            return
        self.keep(column, value)
        if not (self.reader.dates.ambiguous or self.reader.dates.clashing):
            self.reader.tally.add("date", column, text)

    def addresses(self) -> None:
        for name in ("source.url", "company_url"):
            column, value = self.value(name)
            text = self.text(value).strip()
            if text and _is_web(text):
                self.fields[name] = text
            elif text and not self._is_private(column, name, text):
                self.keep(column, value)
                self.reader.tally.add("address", column, text)
        platform = self.fields.get("source.platform")
        if isinstance(platform, str) and _is_web(platform):
            del self.fields["source.platform"]
            self.fields.setdefault("source.url", platform)

    def lists(self) -> None:
        tags: list[str] = []
        for column in self.reader.columns:
            value = self.record.values.get(column.name, "") if column.field == "tags" else ""
            found = value if isinstance(value, list) else re.split(r"[,;|]", self.text(value))
            for tag in map(to_text, found):
                known = self._known("tags", column.name, tag) if tag else None
                if known and known not in tags and not self._is_private(column.name, "tags", tag):
                    tags.append(known)
        if tags:
            self.fields["tags"] = tags

    def rest(self) -> None:
        for column in self.reader.columns:
            value = self.record.values.get(column.name, "")
            if column.field == PRIVATE:
                text = " ".join("; ".join(text for text in texts(value) if text).split())
                if text:
                    self.private[column.name] = text
            elif column.field == IMPORTED and not self._holds_private(column.name, value):
                self.keep(column.name, value)

    def _holds_private(self, column: str, value: Value) -> bool:
        """Whether one cell of a harmless column looks private; it then goes to the private file alone."""
        text = "; ".join(text for text in texts(value) if text)
        kind = personal.in_words(text) or personal.kind_of(text)
        if kind not in _SURE:
            return False
        self.private[column] = " ".join(text.split())
        self.reader.tally.add(f"private {kind} imported", column)
        return True

    def has_video(self) -> bool:
        """Whether a column called a video says where one is; words may then be in it."""
        return any(plain(name).casefold().replace("_", " ").startswith("video") for name in self.imported)


def _is_web(text: str) -> bool:
    """Whether the strict reader will take `text` as an address."""
    return bool(_WEB.fullmatch(text)) and web_address(text) is None
