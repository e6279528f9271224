"""From a library to its outputs: every family of a site, in one order."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from functools import partial
from pathlib import Path

from goodword import files
from goodword.build.caches import pictures_of
from goodword.build.kit_secret import WhyNone
from goodword.content.assets import Assets
from goodword.content.kit_results import Results, kit_results
from goodword.content.library import Library
from goodword.content.markdown import MarkdownRenderer
from goodword.content.routes import check_addresses, shadowing_aliases
from goodword.content.rows.roll import Group, Roll
from goodword.outputs import embeds, machine_files, people_pages, proof_pages, search, written_pages
from goodword.outputs.card_drawing import Drawer
from goodword.outputs.card_shelf import Shelf
from goodword.outputs.drawing import DISPLAY, TEXT, Fonts
from goodword.outputs.environment import Templates
from goodword.outputs.frames import Frame
from goodword.outputs.images import Images
from goodword.outputs.kit import KitPages
from goodword.outputs.landing import DIGEST, LandingPages
from goodword.outputs.landing_ended import ended_pages
from goodword.outputs.production import Kits, Output, Production, key_of_bytes
from goodword.outputs.program_messages import message_problems
from goodword.outputs.scripts import ScriptFonts
from goodword.outputs.site_paths import site_paths
from goodword.outputs.theme import load_theme
from goodword.outputs.unused_files import unused_files
from goodword.outputs.walls import walls
from goodword.outputs.wording import Wording
from goodword.problems import Problems, SiteError, kits
from goodword.problems import theme as told
from goodword.referral.kit_owners import by_owner

# They publish a repository, with everything that ever was in it, or keep what was published before.
PUBLIC_HOSTS = frozenset({"github", "gitlab"})


def production_of(
    library: Library,
    root: Path,
    pictures: MutableMapping[str, bytes] | None = None,
    bytecode: tuple[Path, Path] | None = None,
    *,
    themes: Path | None = None,
    edition: bytes = b"",
    markdown: MarkdownRenderer | None = None,
    secret: bytes | None = None,
    cards: MutableMapping[str, bytes] | None = None,
) -> Production:
    """Everything that the pages share. pictures, cards, bytecode (of the site's own templates, and of shipped ones):
    caches; without the first that of the site is read and nothing is kept; themes: where `themes/` lies, if not in
    `root`; edition: bytes that change with the program; secret: that of the share kits, which are made with it only.

    Raises SiteError with everything that is wrong with the theme.
    """
    theme = load_theme(library.site, library.site_document, themes or root, bytecode)
    wordings, problems = {}, Problems()
    for tag in library.site.all_languages:
        try:
            catalogues = theme.catalogues(tag)
            wordings[tag] = Wording(tag, catalogues)
        except SiteError as error:
            problems.extend(error.problems)
            continue
        if not catalogues and not tag.lower().startswith("en"):
            place = library.site_document.place("languages" if tag in library.site.languages else "language")
            problems.add(told.NO_CATALOGUE(place, language=tag, theme=theme.name))
    problems.raise_errors()
    made = Production(
        library=library,
        theme=theme,
        templates=Templates(theme, root, bytecode, edition),
        assets=Assets(root),
        images=Images(root, ChainMap({}, pictures_of(root)) if pictures is None else pictures),
        wordings=wordings,
        root=root,
        edition=edition,
        markdown=markdown or MarkdownRenderer(),
    )
    if library.site.share_cards.make:
        made.shelf = _shelf(made, {} if cards is None else cards)
    if secret is not None and not why_no_kits(library, secret):
        made.kits = Kits(secret, _results(library, root, made.problems))
    made.problems.extend(problems)
    made.problems.extend(unused_files(theme, made.templates.closures, library.site.all_languages))
    made.problems.extend(check_addresses(library))
    return made


def _shelf(production: Production, kept: MutableMapping[str, bytes]) -> Shelf:
    theme = production.theme
    fonts = theme.lettering()
    lettering = files.digest(b"".join(files.digest_bytes(fonts[name]) for name in (*DISPLAY, *TEXT)))
    return Shelf(Drawer(Fonts.of(fonts), theme.tokens["brand"], lettering, ScriptFonts.installed()), kept)


def _results(library: Library, root: Path, problems: Problems) -> Mapping[str, Results]:
    """What came of each code of today, as far as somebody counted."""
    given, told_results = kit_results(root, library.site, library.site_document, library.today)
    problems.extend(told_results)
    people = (column for roll in (library.advocates, library.ended) for column in roll.columns())
    found, unknown = by_owner(given, people)
    if unknown:
        place, shown = library.site_document.place("kits", "results"), ", ".join(f"`{code}`" for code in unknown[:5])
        problems.add(kits.RESULTS_OF_NOBODY(place, count=len(unknown), codes=shown))
    return found


def why_no_kits(library: Library, secret: bytes | None) -> WhyNone:
    """Why the site has no share kits; empty where it has, or nobody to have one."""
    site = library.site
    if not len(library.advocates):
        return ""
    if secret is None:
        return "no secret"
    is_public = site.hosting.target in PUBLIC_HOSTS and not site.kits.public_repository
    return "public repository" if is_public else ""


def frames_of(production: Production) -> tuple[Frame, ...]:
    """One frame for each language, the site's own first."""
    library = production.library
    every_wall = walls(library)
    paths = site_paths(library, every_wall)
    production.paths = paths.all
    production.problems.extend(shadowing_aliases(library, paths.all))
    return tuple(Frame(production, paths, every_wall, language) for language in library.site.all_languages)


def outputs(production: Production) -> Iterator[Output]:
    """Every file of the site, one after another."""
    frames = frames_of(production)
    family = Landing(frames)
    yield from before_landing(frames, family)
    yield from family.of(production.library.advocates)
    yield from known_early(frames)
    yield from card_outputs(production)
    yield from site_wide(production, frames)


class Landing:
    """The landing pages of all languages, and the share kits that go with them."""

    def __init__(self, frames: tuple[Frame, ...]) -> None:
        self._pages = {frame.language: LandingPages(frame) for frame in frames}
        kits = frames[0].production.kits
        self._kits = {frame.language: KitPages(frame, kits) for frame in frames} if kits else {}

    @property
    def pages_each(self) -> int:
        """How many pages an advocate of a plain group has."""
        return 2 if self._kits else 1

    def of(self, people: Roll) -> Iterator[Output]:
        """The pages of some advocates, each in their language."""
        for member in people.members():
            if member.language in self._pages:  # else it was told
                yield from self._pages[member.language].of(member)
                if self._kits:
                    yield self._kits[member.language].of(member)

    def digest(self, group: Group, people: Roll) -> bytes | None:
        """What all pages of a group depend on; None where more than that decides, or there are none."""
        pages = self._pages.get(group.language)
        if pages is None or not group.is_plain or pages.frame.production.personal_cards:
            return None
        digest = pages.digest(group, people)
        return files.digest_bytes(digest + self._kits[group.language].digest(group), DIGEST) if self._kits else digest

    def files(self, group: Group, people: Roll) -> Iterator[str]:
        """The files of the pages of a plain group."""
        yield from self._pages[group.language].files(group)
        if self._kits:
            yield from self._kits[group.language].files(group, people)

    def foresee(self, people: Roll) -> None:
        """Is told who they are."""
        counted = Counter[str]()
        for group in people.records.groups:
            counted[group.language] += group.stop - group.start
        for language, pages in self._pages.items():
            pages.foresee(counted[language])

    def ended(self) -> Iterator[Output]:
        """The pages of codes that have ended."""
        for pages in self._pages.values():
            pages.cards.name_all()
            yield from ended_pages(pages)


def before_landing(frames: Iterable[Frame], family: Landing) -> Iterator[Output]:
    """Every page but those of advocates."""
    for frame in frames:
        yield from pages(frame)
    yield from family.ended()


def pages(frame: Frame) -> Iterator[Output]:
    """Every file of one language but the landing pages."""
    yield proof_pages.home(frame)
    yield from proof_pages.wall_pages(frame)
    yield from proof_pages.testimonial_pages(frame)
    yield from proof_pages.case_pages(frame)
    yield from proof_pages.award_pages(frame)
    yield from people_pages.people_pages(frame)
    yield from proof_pages.article_pages(frame)
    yield from written_pages.written_pages(frame)
    yield written_pages.not_found(frame)
    yield from machine_files.feed_files(frame)
    yield from embeds.embed_pages(frame)
    yield from search.search_outputs(frame)
    frame.production.problems.extend(message_problems(LandingPages(frame)))


def known_early(frames: tuple[Frame, ...]) -> Iterator[Output]:
    """What there is once and needs nothing but the library."""
    yield machine_files.api_file(frames)


def make_views(frames: Iterable[Frame]) -> None:
    """Makes the views that most pages, and their keys, are made from."""
    for frame in frames:
        for item in frame.production.library.testimonials:
            frame.quotes.quote(item)


def card_outputs(production: Production) -> Iterator[Output]:
    """The share cards that pages have named; so all pages come first."""
    shelf = production.shelf
    if shelf is None:
        return

    def photo_of(path: str) -> bytes:
        return production.images.data(path, production.published[path])

    for path, card in sorted(shelf.cards.items()):
        yield Output(path, key_of_bytes(card.key.encode()), shelf.making(card, photo_of))


def site_wide(production: Production, frames: tuple[Frame, ...]) -> Iterator[Output]:
    """What there is once; last, since what is published is known only when all pages are made."""
    yield from machine_files.site_files(frames)
    yield from machine_files.host_outputs(frames[0])
    yield from machine_files.theme_files(frames[0])
    yield from embeds.script(frames[0])
    # Their names change with their bytes, so the name is what they depend on.
    for path, origin in sorted(production.published.items()):
        yield Output(path, key_of_bytes(path.encode()), partial(production.images.data, path, origin))
    for path, source in sorted(production.files.items()):
        yield Output(path, key_of_bytes(path.encode()), source.read_bytes)
