"""A picture as HTML: the filter `picture` of templates. Which files there are is `images.py`'s matter."""

from __future__ import annotations

from markupsafe import Markup, escape

from goodword.outputs.views import Picture

# How much larger boxes are on the largest screens, for which the theme sets larger letters.
_WIDE = 1.4


def picture_tag(
    picture: Picture,
    sizes: str = "",
    *,
    fit: tuple[int, int] | None = None,
    cover: int = 0,
    classes: str = "",
    alt: str | None = None,
    lazy: bool = True,
    first: bool = False,
) -> Markup:
    """`<picture>`, or a plain `<img>` where there is one file only; always with width and height.

    How wide it is shown, for the browser to choose by: sizes as HTML has it; or fit, the box in pixels that it is
    scaled into; or cover, the side of the square that it fills. alt: else the picture's own. lazy: loaded when it
    comes near the screen. first: what visitors see first, loaded before all others.
    """
    if fit:
        # browsers take this for the picture's own size, too: on the largest screens letters and boxes are larger
        shown = min(fit[0], fit[1] * picture.width / picture.height)
        wide, narrow = (f"{round(min(one, picture.width))}px" for one in (shown * _WIDE, shown))
        sizes = narrow if wide == narrow else f"(min-width: 2560px) {wide}, {narrow}"
    elif cover:
        sizes = f"{round(max(cover, cover * picture.width / picture.height))}px"
    fitted = f' sizes="{escape(sizes)}"' if sizes else ""
    sources = "".join(f'<source type="{mime}" srcset="{escape(found)}"{fitted}>' for mime, found in picture.sources)
    several = f' srcset="{escape(picture.srcset)}"{fitted}' if picture.srcset else ""
    style = f' class="{escape(classes)}"' if classes else ""
    when = ' fetchpriority="high"' if first else ' loading="lazy" decoding="async"' if lazy else ""
    image = (
        f'<img{style} src="{escape(picture.url)}"{several} width="{picture.width}" height="{picture.height}"'
        f' alt="{escape(picture.alt if alt is None else alt)}"{when}>'
    )
    return Markup(f"<picture>{sources}{image}</picture>" if sources else image)
