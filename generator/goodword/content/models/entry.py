"""What every kind of entry has in common."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from goodword.content.models.parts import When

Status = Literal["published", "draft", "archived", "example"]


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing of the site. A class below adds the fields of its kind; `body` holds the Markdown of the file."""

    id: Annotated[
        str,
        Meta(
            description="Name of the entry; of a Markdown file: the file's name without its language.",
            min_length=1,
            max_length=200,
        ),
    ]
    slug: Annotated[str, Meta(description="Its part of the address; default from the id.")] | None = None
    aliases: Annotated[tuple[str, ...], Meta(description="Old paths that lead here (of an advocate: old codes).")] = ()
    language: Annotated[str, Meta(description="Language of the text, a BCP 47 tag; default the site's.")] | None = None
    status: Annotated[
        Status,
        Meta(
            description="`draft` and `archived` are not published; `example` only while the site's url is a .example address."
        ),
    ] = "published"
    date: (
        Annotated[When, Meta(description="Its date: a day, month or year. In the future: not shown before.")] | None
    ) = None
    tags: Annotated[tuple[str, ...], Meta(description="Topics, from the site's list where it has one.")] = ()
    featured: Annotated[bool, Meta(description="Shown first.")] = False
    extra: Annotated[dict[str, Any], Meta(description="Whatever a theme wants besides.")] = {}
    imported: Annotated[
        dict[str, Any], Meta(description="Columns an import found no field for; no template sees them.")
    ] = {}
    body: str = ""

    @property
    def stands(self) -> bool:
        """Whether its writer means it to be there: it is no draft, and not in the archive."""
        return self.status in {"published", "example"}
