"""Invariant 9, looked at from outside: what must be said beside words and offers stands beside them in every output.

The build says it already. This looks at the finished bytes, so that a template, a page written by hand or a mistake
of Goodword cannot lose it. A run of seven words counts as showing somebody's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from goodword import text
from goodword.check.passages import Passage, all_words, holds, passages
from goodword.check.subject import File, Subject
from goodword.content.library import Item
from goodword.content.models import Program, Testimonial
from goodword.problems import Problem, checks
from goodword.referral import disclosure
from goodword.referral.offers import is_running

RUN = 7
# Shorter words than these belong to nobody.
_FEWEST, _SHORTEST = 4, 14

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
    is_program: bool = False

    def is_told(self, words: Words) -> bool:
        """Whether all sentences of one language stand in `words`."""
        return any(all(holds(words, sentence) for sentence in sentences) for sentences in self.needed)


@dataclass
class Disclosures:
    """Finds words without their disclosure, file by file."""

    subject: Subject

    @cached_property
    def _runs(self) -> dict[int, dict[Words, list[Owner]]]:
        """Every run of words that needs a disclosure, by its length."""
        found: dict[int, dict[Words, list[Owner]]] = {}
        for owner, written in [*self._testimonials(), *self._programs()]:
            for part in written:
                for run in runs(text.words(part)):
                    owners = found.setdefault(len(run), {}).setdefault(run, [])
                    if owner not in owners:
                        owners.append(owner)
        for part in self._free_words() if found else ():
            words = text.words(part)
            for length, known in found.items():
                for run in _windows(words, length):
                    known.pop(run, None)
        return {length: known for length, known in found.items() if known}

    def _testimonials(self) -> Iterator[tuple[Owner, list[str]]]:
        for item in self.subject.library.testimonials:
            needed = self._needed(item.entry)
            if not needed:
                continue
            first = disclosure.of_testimonial(item.entry, self._organization, self._wordings[0])
            said = " ".join(sentence for _, sentence in first)
            yield Owner(item.id, needed, said), list(_written(item))

    def _needed(self, entry: Testimonial) -> tuple[Sentences, ...]:
        said = [disclosure.of_testimonial(entry, self._organization, words) for words in self._wordings]
        return tuple(tuple(text.words(sentence) for _, sentence in one) for one in said if one)

    def _programs(self) -> Iterator[tuple[Owner, list[str]]]:
        library = self.subject.library
        for item in library.programs:
            rewards = [(program.advocate_reward, program) for program in item.versions.values()]
            given = [(reward, program) for reward, program in rewards if reward and not disclosure.nothing(reward)]
            if not given or not is_running(item.entry, library.today):
                continue
            needed = tuple((text.words(reward),) for reward, _ in given)
            own = [advocate.entry.offer for advocate in library.advocates if library.program_of(advocate.entry) is item]
            offers = [*(program.friend_reward for _, program in given), *own]
            written = [offer for offer in offers if offer and not disclosure.nothing(offer)]
            yield Owner(item.id, needed, given[0][0], is_program=True), written

    def _free_words(self) -> Iterator[str]:
        """Words of those who have nothing to disclose: what they say too needs no disclosure."""
        for item in self.subject.library.testimonials:
            if not self._needed(item.entry):
                yield from _written(item)

    @property
    def _organization(self) -> str:
        site = self.subject.library.site
        return site.organization.name or site.name

    @cached_property
    def _wordings(self) -> list[text.Words]:
        return list(self.subject.production.wordings.values())

    def __call__(self, file: File) -> Iterator[Problem]:
        """One problem for each testimonial or program whose words stand in `file` without what belongs beside them."""
        if file.kind not in (".html", ".xml", ".json") or not self._runs:
            return
        if not any(self._hits(Passage(all_words(file)))):
            return
        told: set[str] = set()
        for passage in passages(file):
            for start, run, owners in self._hits(passage):
                beside = passage.beside(start, len(run))
                if any(owner.is_told(beside) for owner in owners) or owners[0].name in told:
                    continue
                told.add(owners[0].name)
                yield self._problem(file, owners[0], " ".join(run))

    def _hits(self, passage: Passage) -> Iterator[tuple[int, Words, list[Owner]]]:
        for length, known in self._runs.items():
            for start, run in enumerate(_windows(passage.words, length)):
                if run in known:
                    yield start, run, known[run]

    def _problem(self, file: File, owner: Owner, words: str) -> Problem:
        place = self.subject.place(file.path)
        if owner.is_program:
            return checks.REWARD_UNDISCLOSED(place, file=file.path, program=owner.name, words=words, reward=owner.said)
        return checks.UNDISCLOSED(place, file=file.path, testimonial=owner.name, sentence=owner.said, words=words)


@dataclass
class Rewards:
    """Each landing page whose advocate gets a reward says so, in the sentence made for it."""

    subject: Subject

    @cached_property
    def _pages(self) -> dict[str, Item[Program]]:
        library = self.subject.library
        found = {}
        for item in library.advocates:
            program = library.program_of(item.entry)
            if program and is_running(program.entry, library.today) and not self._rewardless(program):
                found[item.entry.code] = program
        return found

    def _rewardless(self, program: Item[Program]) -> bool:
        return all(disclosure.nothing(version.advocate_reward) for version in program.versions.values())

    def __call__(self, file: File) -> Iterator[Problem]:
        """The problem of a landing page without the sentence."""
        parts = file.path.split("/")
        if len(parts) < 3 or parts[0] != "r" or parts[-1] != "index.html" or parts[1] not in self._pages:
            return
        program = self._pages[parts[1]]
        shown = all_words(file)
        rewards = [version.advocate_reward or "" for version in program.versions.values()]
        if any(holds(shown, sentence) for sentence in self._sentences(rewards)):
            return
        place = self.subject.place(file.path)
        reward = next(filter(None, rewards))
        offer = program.entry.friend_reward or program.entry.name
        yield checks.REWARD_UNDISCLOSED(place, file=file.path, program=program.id, words=offer, reward=reward)

    def _sentences(self, rewards: Iterable[str]) -> Iterator[Words]:
        """The sentence in every language, without the name that may stand in it."""
        for reward in filter(None, rewards):
            for words in self.subject.production.wordings.values():
                for name in ("", "\0"):
                    sentence = disclosure.of_reward(name, reward, words)[1]
                    yield text.words(sentence.rpartition("\0")[2])


def _written(item: Item[Testimonial]) -> Iterator[str]:
    """Everything of a testimonial that is somebody's words, in all languages."""
    entry = item.entry
    parts = [entry.quote or entry.body, entry.headline, entry.original]
    parts.append(entry.video.transcript if entry.video else None)
    for translation in entry.translations.values():
        parts += [translation.quote, translation.headline]
    yield from filter(None, parts)


def runs(words: Words) -> Iterator[Words]:
    """The runs of words by which a text is known: of seven, or all of a shorter one that is long enough to be known."""
    if len(words) >= RUN:
        yield from _windows(words, RUN)
    elif len(words) >= _FEWEST or sum(map(len, words)) >= _SHORTEST:
        yield words
    if len(words) >= RUN:
        # Scripts without spaces: each clause is one word, so seven of them are a page.
        yield from ((word,) for word in words if len(word) >= _SHORTEST and not word.isascii() and not _is_spaced(word))


def _is_spaced(word: str) -> bool:
    """Whether the script of `word` puts spaces between words (all below the first Thai letter, and Hangul)."""
    return all(ord(letter) < 0x0E00 or 0xAC00 <= ord(letter) <= 0xD7A3 for letter in word)


def _windows(words: Words, length: int) -> Iterable[Words]:
    return zip(*(words[start:] for start in range(length)), strict=False)
