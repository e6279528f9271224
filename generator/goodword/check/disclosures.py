"""Invariant 9, looked at from outside: what must be said beside words and offers stands beside them in every output.

The build says it already. This looks at the finished bytes, so that a template, a page written by hand or a mistake
of Goodword cannot lose it. A run of eight words counts as showing somebody's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from goodword import text
from goodword.check.passages import Passage, holds, passages
from goodword.check.subject import File, Subject
from goodword.content.library import Item
from goodword.content.models import Program, Testimonial
from goodword.outputs.wording import Wording
from goodword.problems import Problem, Rule, checks
from goodword.referral import disclosure
from goodword.referral.reward_words import advocate_gets, for_friend, friends_needed, gives_advocate

RUN = 8
# Shorter words than these belong to nobody.
_FEWEST, _SHORTEST = 4, 14
_CLAUSE = 10

Words = tuple[str, ...]
Sentences = tuple[Words, ...]


@dataclass(slots=True)
class Owner:
    """A testimonial or a program: what has to stand beside its words, one alternative for each language.

    said: how the missing sentence reads, for the message.
    """

    name: str
    needed: tuple[Sentences, ...]
    said: str

    def is_told(self, words: Words) -> bool:
        """Whether all sentences of one language stand in `words`."""
        return any(all(holds(words, sentence) for sentence in sentences) for sentences in self.needed)


@dataclass(slots=True)
class Watch:
    """Words that need something said beside them, by the length of their runs.

    rule: what is told where it is missing. on_pages: only in the text of pages, not in feeds, data and share cards.
    """

    rule: Rule
    on_pages: bool
    runs: dict[int, dict[Words, list[Owner]]]

    def hits(self, words: Words) -> Iterator[tuple[int, Words, list[Owner]]]:
        """Where in `words` a run stands, the run, and whose it is."""
        for length, known in self.runs.items():
            for start, run in enumerate(_windows(words, length)):
                if run in known:
                    yield start, run, known[run]


@dataclass
class Disclosures:
    """Finds words without what belongs beside them, file by file."""

    subject: Subject

    @cached_property
    def _rewards(self) -> Rewards:
        return Rewards(self.subject)

    @cached_property
    def _watches(self) -> tuple[Watch, ...]:
        items = self.subject.library.testimonials
        tied = [(self._tied(item), _written(item)) for item in items]
        edited = [(self._edited(item), _edited(item)) for item in items]
        translated = [(self._translated(item), _translations(item)) for item in items]
        everything = [part for item in items for part in _written(item)]
        own_words = list(self._own_words())
        untied = [part for owner, parts in tied if owner is None for part in parts]
        found = [
            _watch(checks.UNDISCLOSED, tied, [*untied, *own_words]),
            _watch(checks.REWARD_UNDISCLOSED, list(self._programs()), []),
        ]
        for rule, owned in ((checks.EDITED, edited), (checks.TRANSLATED, translated)):
            own = {part for owner, parts in owned if owner for part in parts}
            free = [part for part in everything if part not in own]
            found.append(_watch(rule, owned, [*free, *own_words], on_pages=True))
        return tuple(watch for watch in found if watch.runs)

    def _tied(self, item: Item[Testimonial]) -> Owner | None:
        said = [disclosure.of_testimonial(item.entry, self._organization, words) for words in self._wordings]
        needed = tuple(tuple(text.words(sentence) for _, sentence in one) for one in said if one)
        return Owner(item.id, needed, " ".join(sentence for _, sentence in said[0])) if needed else None

    def _edited(self, item: Item[Testimonial]) -> Owner | None:
        if not item.entry.original:
            return None
        said = [
            words.gettext("Edited, with the author\u2019s agreement. These were the words before.")
            for words in self._wordings
        ]
        return Owner(item.id, tuple((text.words(sentence),) for sentence in said), said[0])

    def _translated(self, item: Item[Testimonial]) -> Owner | None:
        if not item.entry.translations:
            return None
        said = [
            words.gettext("Translated from {language}.").format(language=words.language_name(item.language)).rstrip(".")
            for words in self._wordings
        ]
        return Owner(item.id, tuple((text.words(sentence),) for sentence in said), said[0])

    def _programs(self) -> Iterator[tuple[Owner, list[str]]]:
        library = self.subject.library
        for item in library.programs:
            given = self._said(item, "advocate_reward")
            if not given or not item.entry.is_running(library.today):
                continue
            needed = tuple((text.words(reward),) for reward in given)
            own = [advocate.entry.offer for advocate in library.advocates if library.program_of(advocate.entry) is item]
            offers = [*self._said(item, "friend_reward"), *own]
            written = [offer for offer in offers if offer and not disclosure.nothing(offer)]
            yield Owner(item.id, needed, given[0]), written

    def _said(self, item: Item[Program], name: Literal["advocate_reward", "friend_reward"]) -> list[str]:
        return said_anywhere(item, name, self._wordings)

    def _own_words(self) -> Iterator[str]:
        """What the company itself says in short: titles and summaries share facts with quotes, and quote nobody."""
        library = self.subject.library
        for case in library.case_studies:
            for entry in case.versions.values():
                yield from filter(None, (entry.title, entry.summary))
        for article in library.articles:
            for written in article.versions.values():
                yield from filter(None, (written.title, written.summary))

    @property
    def _organization(self) -> str:
        return self.subject.library.site.company

    @cached_property
    def _wordings(self) -> list[Wording]:
        return list(self.subject.production.wordings.values())

    def __call__(self, file: File) -> Iterator[Problem]:
        """One problem for each testimonial or program whose words stand in `file` without what belongs beside them."""
        if file.kind not in (".html", ".xml", ".json") or not (self._watches or self._rewards.pages):
            return
        seen = list(passages(file))
        yield from self._rewards.missing(file, seen)
        told: set[tuple[str, str]] = set()
        for passage in seen:
            for watch in self._watches:
                if watch.on_pages and not passage.spans:
                    continue
                for start, run, owners in watch.hits(passage.words):
                    key = (watch.rule.code, owners[0].name)
                    beside = passage.beside(start, len(run))
                    if key in told or any(owner.is_told(beside) for owner in owners):
                        continue
                    told.add(key)
                    owner, place = owners[0], self.subject.place(file.path)
                    yield watch.rule(place, file=file.path, name=owner.name, sentence=owner.said, words=" ".join(run))


def _watch(
    rule: Rule, owned: Iterable[tuple[Owner | None, Iterable[str]]], free: Iterable[str], *, on_pages: bool = False
) -> Watch:
    """A watch over what each owner wrote, without what somebody free wrote too."""
    found: dict[int, dict[Words, list[Owner]]] = {}
    for owner, written in owned:
        for part in written if owner else ():
            for run in runs(text.words(part)):
                owners = found.setdefault(len(run), {}).setdefault(run, [])
                if owner and owner not in owners:
                    owners.append(owner)
    for part in free if found else ():
        words = text.words(part)
        for length, known in found.items():
            for run in _windows(words, length):
                known.pop(run, None)
    return Watch(rule, on_pages, {length: known for length, known in found.items() if known})


@dataclass
class Rewards:
    """Each landing page whose advocate gets a reward says so, in the sentence made for it."""

    subject: Subject

    @cached_property
    def pages(self) -> dict[str, tuple[Item[Program], str]]:
        """The program of each code that stands for a reward, and the name of its advocate."""
        library = self.subject.library
        found = {}
        for item in library.advocates:
            program = library.program_of(item.entry)
            if program and program.entry.is_running(library.today) and not self._rewardless(program):
                found[item.entry.code] = program, item.entry.public_name
        return found

    def _rewardless(self, program: Item[Program]) -> bool:
        return not any(gives_advocate(version) for version in program.versions.values())

    def missing(self, file: File, seen: Iterable[Passage]) -> Iterator[Problem]:
        """The problem of a landing page without the sentence."""
        parts = self.subject.production.style.path(file.path).split("/")
        if len(parts) < 4 or parts[1] != "r" or parts[-1] or parts[2] not in self.pages:
            return
        program, name = self.pages[parts[2]]
        wordings = list(self.subject.production.wordings.values())
        rewards = said_anywhere(program, "advocate_reward", wordings)
        body = [passage.words for passage in seen if passage.spans]
        if any(holds(words, sentence) for words in body for sentence in self._sentences(rewards, program, name)):
            return
        place = self.subject.place(file.path)
        offers = said_anywhere(program, "friend_reward", wordings) or [program.entry.name]
        yield checks.REWARD_UNDISCLOSED(place, file=file.path, name=program.id, words=offers[0], sentence=rewards[0])

    def _sentences(self, rewards: Iterable[str], program: Item[Program], advocate: str) -> Iterator[Words]:
        """The sentence in every language, with the name and without it."""
        friends = friends_needed(program.entry)
        for reward in rewards:
            for words in self.subject.production.wordings.values():
                for name in ("", advocate):
                    yield text.words(disclosure.of_reward(name, reward, words, friends)[1])


def said_anywhere(
    item: Item[Program], name: Literal["advocate_reward", "friend_reward"], wordings: Iterable[Wording]
) -> list[str]:
    """What a reward of the program reads like on any page: each version in each language, the first first."""
    every = [(version, words) for version in item.versions.values() for words in wordings]
    if name == "advocate_reward":
        found = [advocate_gets(version, words) for version, words in every]
    else:
        found = [for_friend(version.friend_reward, words) for version, words in every]
    return list(dict.fromkeys(said for said in found if said))


def _written(item: Item[Testimonial]) -> list[str]:
    """Everything of a testimonial that is somebody's words, in all languages."""
    entry = item.entry
    transcript = entry.video.transcript if entry.video else None
    parts = [entry.quote or entry.body, entry.headline, entry.original, transcript, *_translations(item)]
    return [part for part in parts if part]


def _edited(item: Item[Testimonial]) -> list[str]:
    return [item.entry.quote or item.entry.body] if item.entry.original else []


def _translations(item: Item[Testimonial]) -> list[str]:
    return [translation.quote for translation in item.entry.translations.values()]


def runs(words: Words) -> Iterator[Words]:
    """The runs of words by which a text is known: of eight, or all of a shorter one that is long enough to be known."""
    if len(words) >= RUN:
        yield from _windows(words, RUN)
    elif len(words) >= _FEWEST or sum(map(len, words)) >= _SHORTEST:
        yield words
    # Scripts without spaces: a clause is one word, and known by itself.
    yield from ((word,) for word in words if len(word) >= _CLAUSE and not _is_spaced(word))


def _is_spaced(word: str) -> bool:
    """Whether the script of `word` puts spaces between words (all below the first Thai letter, and Hangul)."""
    return all(ord(letter) < 0x0E00 or 0xAC00 <= ord(letter) <= 0xD7A3 for letter in word)


def _windows(words: Words, length: int) -> Iterable[Words]:
    return zip(*(words[start:] for start in range(length)), strict=False)
