"""More than a hundred hostile pictures: each is refused with one message, or nothing is left but what it shows."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from goodword.outputs.images import Images, Origin
from goodword.problems import Place, SiteError
from pictures import jpeg_header, opened, photo, png_header, webp_header

PLACE = Place("content/awards.yaml", 7, 10)
EVIL = b"evil.example"


def svg(inside: str = "", attributes: str = 'viewBox="0 0 100 40"', before: str = "") -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{before}<svg {names} {attributes}><rect width="9" height="9"/>{inside}</svg>'.encode()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*chunks: bytes, width: int = 8, height: int = 8, depth: int = 8, colour: int = 2, pixels: bytes = b"") -> bytes:
    """A PNG with `chunks` before its pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    rows = pixels or zlib.compress((b"\0" + b"\x50" * (width * 3)) * height)
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def segment(mark: int, data: bytes) -> bytes:
    """A good JPEG with one more segment behind its start."""
    good = photo()
    return good[:2] + bytes([0xFF, mark]) + struct.pack(">H", len(data) + 2) + data + good[2:]


def moving(kind: str, count: int = 3) -> bytes:
    frames = [Image.new("RGB", (16, 16), (shade, 0, 0)) for shade in range(0, 250, 250 // count)][:count]
    out = BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=50)
    return out.getvalue()


def written(kind: str, mode: str, **save: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", (20, 20), (200, 30, 30)).convert(mode).save(out, kind, **save)  # type: ignore[arg-type]
    return out.getvalue()


GOOD_PNG, GOOD_JPEG, GOOD_WEBP = photo(kind="PNG"), photo(), photo(kind="WEBP")
BOMB = zlib.compress(b"\0" * 60_000_000, 9)
NESTED = '<g id="a0"><rect width="1" height="1"/></g>' + "".join(
    f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 10}</g>' for n in range(1, 12)
)

# Refused: what it is called, its bytes, the code of the message.
REFUSED_PIXELS: list[tuple[str, bytes, str]] = [
    # bombs: more pixels than anybody shows
    ("png-200000.png", png_header(200_000, 200_000), "GW523"),
    ("png-wide.png", png_header(2_000_000_000, 1), "GW523"),
    ("png-tall.png", png_header(1, 2_147_483_647), "GW523"),
    ("png-just-over.png", png_header(6400, 6251), "GW523"),
    ("jpeg-65500.jpg", jpeg_header(65_500, 65_500), "GW523"),
    ("jpeg-wide.jpg", jpeg_header(65_000, 700), "GW523"),
    ("webp-16000.webp", webp_header(16_000, 16_000), "GW523"),
    ("webp-16777216.webp", webp_header(16_777_216, 256), "GW523"),
    # bombs: little bytes that unpack to many
    ("short-of-pixels.png", png(width=6000, height=6000, pixels=zlib.compress(b"\0" * 100)), "GW525"),
    ("text-bomb.png", png(chunk(b"zTXt", b"a\0\0" + BOMB)), "GW525"),
    ("profile-bomb.png", png(chunk(b"iTXt", b"a\0\1\0\0\0" + BOMB)), "GW525"),
    # wrong types under a picture's name
    ("page.png", b"<!doctype html><script>alert(1)</script>", "GW521"),
    ("page.jpg", b"<html><body onload=alert(1)>", "GW521"),
    ("script.png", b"#!/bin/sh\nrm -rf /\n", "GW521"),
    ("script.jpg", b"alert(document.domain)", "GW521"),
    ("program.png", b"MZ\x90\0" + b"\0" * 100, "GW521"),
    ("elf.jpg", b"\x7fELF" + b"\0" * 100, "GW521"),
    ("archive.png", b"PK\x03\x04" + b"\0" * 100, "GW521"),
    ("document.jpg", b"%PDF-1.7\n/JS (app.alert(1))", "GW521"),
    ("moving.png", b"GIF89a" + b"\0" * 40, "GW521"),
    ("gif-and-script.jpg", b"GIF89a/*\0\0*/=1;alert(1)", "GW521"),
    ("bitmap.png", b"BM" + b"\0" * 60, "GW521"),
    ("layers.png", b"8BPS\0\1" + b"\0" * 60, "GW521"),
    ("tiff.jpg", b"II*\0" + b"\0" * 60, "GW521"),
    ("big-tiff.jpg", b"MM\0*" + b"\0" * 60, "GW521"),
    ("icon.png", b"\0\0\1\0\1\0" + b"\0" * 60, "GW521"),
    ("phone.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 60, "GW521"),
    ("av1.webp", b"\0\0\0\x18ftypavif" + b"\0" * 60, "GW521"),
    ("postscript.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) run", "GW521"),
    ("magick.jpg", b"push graphic-context\nfill 'url(https://evil.example/\"|id\")'\npop", "GW521"),
    ("sound.webp", b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 40, "GW521"),
    ("empty.png", b"", "GW521"),
    ("zeros.jpg", b"\0" * 5000, "GW521"),
    # the wrong ending
    ("really-png.jpg", GOOD_PNG, "GW522"),
    ("really-jpeg.png", GOOD_JPEG, "GW522"),
    ("really-webp.png", GOOD_WEBP, "GW522"),
    ("really-svg.png", svg(), "GW522"),
    ("really-png.svg", GOOD_PNG, "GW522"),
    # moving ones
    ("moving-apng.png", moving("PNG"), "GW524"),
    ("moving.webp", moving("WEBP"), "GW524"),
    ("moving-long.webp", moving("WEBP", 60), "GW524"),
    # cut short and damaged
    *((f"cut-{part}.jpg", GOOD_JPEG[: len(GOOD_JPEG) * part // 10], "GW525") for part in (2, 4, 6, 8)),
    *((f"cut-{part}.png", GOOD_PNG[: len(GOOD_PNG) * part // 10], "GW525") for part in (2, 4, 6)),
    *((f"cut-{part}.webp", GOOD_WEBP[: len(GOOD_WEBP) * part // 10], "GW525") for part in (2, 4, 6, 8)),
    ("no-pixels.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)), "GW525"),
    ("wrong-sum.png", GOOD_PNG[:29] + b"\0\0\0\0" + GOOD_PNG[33:], "GW525"),
    ("no-depth.png", png(depth=3), "GW525"),
    ("no-colour.png", png(colour=5), "GW525"),
    ("no-size.png", png(width=0, height=0, pixels=zlib.compress(b"")), "GW525"),
    ("no-size.jpg", jpeg_header(0, 0), "GW525"),
    ("only-mark.jpg", b"\xff\xd8\xff", "GW525"),
    ("only-mark.webp", b"RIFF\xff\xff\xff\xffWEBP", "GW525"),
    ("other-chunk.webp", b"RIFF\x24\0\0\0WEBPXXXX" + b"\0" * 40, "GW525"),
]

# A drawing that has its parts drawn again tenfold at each of seven levels, in five ways.
_AGAIN = {
    "masks": ("mask", 'mask="url(#p{})"', ""),
    "clips": ("clipPath", "style=\"clip-path: url( '#p{}' )\"", ""),
    "masks-by-class": ("mask", 'class="x c{}"', "rect.c{0}, .y{0}{{mask:url(#p{0})}}"),
    "masks-by-id": ("mask", 'id="i{}"', "g > #i{0}{{clip-path:url(#p{0})}}"),
    "masks-by-attribute-and-use": ("g", 'mask="url(#p{})"', ""),
}


def again(tag: str, attribute: str, rule: str) -> bytes:
    parts = [
        f'<{tag} id="p{level}">' + f"<rect {attribute.format(level + 1)}/>" * 10 + f"</{tag}>" for level in range(7)
    ]
    if tag == "g":
        parts = [part.replace("<g id", f'<use id="u{at}" href="#p{at}"/><g id') for at, part in enumerate(parts)]
        parts = [part.replace("url(#p", "url(#u") for part in parts]
    rules = "".join(rule.format(level) for level in range(8))
    return svg(f"{''.join(parts)}<rect {attribute.format(0)}/><style>{rules}</style>")


REFUSED_SVG: dict[str, bytes] = {
    **{name: again(*how) for name, how in _AGAIN.items()},
    "uses-of-uses": svg(
        '<g id="a">' + "<rect/>" * 900 + '</g><use id="b" href="#a"/><g>' + '<use href="#b"/>' * 900 + "</g>"
    ),
    "rules-without-end": svg(f"<style>{''.join(f'.a{n}{{mask:url(#m)}}' for n in range(1001))}</style>"),
    "script": svg("<script>alert(1)</script>"),
    "script-href": svg('<script href="https://evil.example/x.js"/>'),
    "script-capital": svg("<SCRIPT>alert(1)</SCRIPT>"),
    "script-prefix": svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'),
    "script-cdata": svg("<script><![CDATA[alert(1)]]></script>"),
    "script-in-metadata": svg("<metadata><script>alert(1)</script></metadata>"),
    "script-in-html": svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>'),
    "html-frame": svg('<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" src="https://evil.example"/>'),
    "onload": svg(attributes='viewBox="0 0 9 9" onload="alert(1)"'),
    "onclick": svg('<g onclick="alert(1)"/>'),
    "on-begin": svg('<rect onbegin="alert(1)"/>'),
    "on-capital": svg('<rect OnMouseOver="alert(1)"/>'),
    "foreign": svg("<foreignObject><b>hello</b></foreignObject>"),
    "link": svg('<a href="javascript:alert(1)"><text>x</text></a>'),
    "link-xlink": svg('<a xlink:href="https://evil.example"><text>x</text></a>'),
    "use-elsewhere": svg('<use href="https://evil.example/a.svg#x"/>'),
    "use-data": svg('<use xlink:href="data:image/svg+xml;base64,PHN2Zz4=#x"/>'),
    "use-file": svg('<use href="../../private/a.svg#x"/>'),
    "image": svg('<image href="https://evil.example/spy.png"/>'),
    "image-data": svg('<image xlink:href="data:image/png;base64,iVBORw0KGgo="/>'),
    "gradient-elsewhere": svg('<linearGradient xlink:href="//evil.example/a.svg#g"/>'),
    "animate": svg('<animate attributeName="href" values="javascript:alert(1)"/>'),
    "set": svg('<set attributeName="onmouseover" to="alert(1)"/>'),
    "handler": svg('<handler type="text/ecmascript">alert(1)</handler>'),
    "listener": svg('<listener event="click" handler="#h"/>'),
    "filter": svg('<filter id="f"><feImage href="https://evil.example/a.png"/></filter>'),
    "blur": svg('<filter id="f"><feGaussianBlur stdDeviation="9999"/></filter>'),
    "pattern": svg('<pattern id="p"><rect fill="url(#p)"/></pattern>'),
    "cursor": svg('<cursor href="https://evil.example/c.png"/>'),
    "video": svg('<video src="https://evil.example/v.mp4"/>'),
    "discard": svg("<discard/>"),
    "style-import": svg("<style>@import url(https://evil.example/a.css);</style>"),
    "style-font": svg("<style>@font-face{font-family:x;src:url(//evil.example/f)}</style>"),
    "style-url": svg("<style>.a{fill:url(https://evil.example/a.svg#g)}</style>"),
    "style-escaped": svg(r"<style>.a{fill:u\72l(https://evil.example/a)}</style>"),
    "style-comment": svg("<style>.a{fill:ur/**/l(https://evil.example/a)}</style>"),
    "style-set": svg("<style>.a{fill:image-set('https://evil.example/a' 1x)}</style>"),
    "style-expression": svg("<style>.a{fill:expression(alert(1))}</style>"),
    "style-tag": svg("<style>.a{fill:red}&lt;/style>&lt;script>alert(1)&lt;/script></style>"),
    "style-nested": svg("<style>.a{.b{fill:red}}</style>"),
    "style-attribute": svg("""<rect style="fill:url('https://evil.example/a')"/>"""),
    "style-attribute-data": svg('<rect style="mask:url(data:image/svg+xml;base64,AAAA)"/>'),
    "style-unknown": svg('<rect style="background:url(//evil.example/spy.png)"/>'),
    "fill": svg('<rect fill="url(https://evil.example/a.svg#g)"/>'),
    "fill-spaced": svg('<rect fill="url ( //evil.example )"/>'),
    "clip": svg('<rect clip-path="url(//evil.example/a.svg#c)"/>'),
    "mask": svg('<rect mask="URL(//evil.example/a.svg#c)"/>'),
    "entities": svg("<text>&a;</text>", before='<!DOCTYPE svg [<!ENTITY a "b">]>'),
    "laughs": svg(
        "<text>&c;</text>",
        before='<!DOCTYPE svg [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    ),
    "file-entity": svg("<text>&a;</text>", before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    "remote-entity": svg(before='<!DOCTYPE svg [<!ENTITY % a SYSTEM "https://evil.example/a.dtd"> %a;]>'),
    "sheet": svg(before='<?xml-stylesheet href="https://evil.example/a.css"?>'),
    "sheet-script": svg(before='<?xml-stylesheet type="text/xsl" href="#x"?>'),
    "program": svg("<?php system('id'); ?>"),
    "deep": svg("<g>" * 200 + "</g>" * 200),
    "deeper": svg("<g>" * 100_000 + "</g>" * 100_000),
    "many": svg("<rect/>" * 30_000),
    "large": svg(f'<path d="{"M0 0L1 1" * 150_000}"/>'),
    "uses-itself": svg('<g id="a"><use href="#a"/></g><use href="#a"/>'),
    "uses-each-other": svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g><use href="#a"/>'),
    "uses-without-end": svg(f'{NESTED}<use href="#a11"/>'),
    "no-size": svg(attributes=""),
    "no-number": svg(attributes='viewBox="0 0 nan inf"'),
    "nothing-wide": svg(attributes='viewBox="0 0 0 0"'),
    "endless": svg(attributes='viewBox="0 0 1e300 1e300"'),
    "cut": svg("<g>")[:-12],
    "not-closed": svg("<g><rect></g>"),
    "twice": svg('<rect x="1" x="2"/>'),
    "no-namespace": b'<svg viewBox="0 0 9 9"><script>alert(1)</script></svg>',
    "other-root": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>',
    "no-such-encoding": b'<?xml version="1.0" encoding="x-evil"?>' + svg(),
    "bytes": b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>\xff\xfe\0</svg>",
}

# Made harmless: nothing of it is left but pixels or shapes.
TAMED: list[tuple[str, bytes]] = [
    ("not-packed.png", png(pixels=b"evil.example")),
    ("behind.jpg", GOOD_JPEG + b"<script src=//evil.example></script>PK\x03\x04"),
    ("behind.png", GOOD_PNG + b"<?php evil.example ?>"),
    ("behind.webp", GOOD_WEBP + b"evil.example"),
    ("comment.jpg", segment(0xFE, b"<script src=//evil.example></script>")),
    ("xmp.jpg", segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>evil.example</x>")),
    ("exif.jpg", segment(0xE1, b"Exif\0\0evil.example" + b"\xff" * 50)),
    ("photoshop.jpg", segment(0xED, b"Photoshop 3.0\0evil.example")),
    ("profile.jpg", photo(icc_profile=b"evil.example" * 40)),
    ("text.png", png(chunk(b"tEXt", b"Author\0evil.example"))),
    ("xmp.png", png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x>evil.example</x>"))),
    ("exif.png", png(chunk(b"eXIf", b"evil.example"))),
    ("own-chunk.png", png(chunk(b"evIl", b"evil.example"))),
    ("profile.png", png(chunk(b"iCCP", b"a\0\0" + zlib.compress(b"evil.example" * 50)))),
    ("cmyk.jpg", written("JPEG", "CMYK")),
    ("palette.png", written("PNG", "P")),
    ("two-colours.png", written("PNG", "1")),
    ("see-through.png", written("PNG", "RGBA")),
    ("see-through.webp", written("WEBP", "RGBA", lossless=True)),
    ("deep.png", png(depth=16, colour=0, pixels=zlib.compress((b"\0" + b"\xa0\0" * 8) * 8))),
    ("deep-colour.png", png(depth=16, pixels=zlib.compress((b"\0" + b"\xa0\0" * 24) * 8))),
    ("metadata.svg", svg("<metadata><x xmlns='urn:x'>evil.example</x></metadata><title>evil.example</title>")),
    ("comment.svg", svg("<!-- evil.example -->")),
    ("editor.svg", svg('<g xmlns:i="urn:editor" i:path="C:/evil.example"><i:view x="evil.example"/></g>')),
    ("data.svg", svg('<g data-owner="evil.example" aria-label="evil.example" tabindex="1"/>')),
    ("old-type.svg", svg(before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://evil.example/svg11.dtd">')),
    ("base.svg", svg(attributes='viewBox="0 0 9 9" xml:base="https://evil.example/"')),
    ("id.svg", svg('<g id="x&quot;&gt;&lt;script src=evil.example"/>')),
]


def cases() -> Iterator[tuple[str, bytes, str]]:
    yield from REFUSED_PIXELS
    yield from ((f"{name}.svg", data, "GW520") for name, data in REFUSED_SVG.items())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


def test_there_are_more_than_a_hundred() -> None:
    names = [name for name, *_ in (*cases(), *TAMED)]
    assert len(names) == len(set(names)) > 100


@pytest.mark.parametrize(("name", "data", "code"), [pytest.param(*case, id=case[0]) for case in cases()])
def test_a_hostile_picture_is_refused_with_one_message(site: Path, name: str, data: bytes, code: str) -> None:
    path = site / "content" / name
    path.write_bytes(data)
    with pytest.raises(SiteError) as caught:
        Images(site).process(path, PLACE, role="badge")
    [problem] = caught.value.problems
    assert (problem.code, problem.place) == (code, PLACE)
    assert f"`content/{name}`" in problem.message
    assert problem.hint
    assert "\n" not in problem.message
    assert len(problem.message) < 300


@pytest.mark.parametrize(("name", "data"), [pytest.param(*case, id=case[0]) for case in TAMED])
def test_a_hostile_picture_is_made_harmless(site: Path, name: str, data: bytes) -> None:
    path = site / "content" / name
    path.write_bytes(data)
    images = Images(site)
    for file in images.process(path, PLACE, role="badge").files:
        made = images.data(file.url_name, Origin(path, "badge"))
        assert EVIL not in made
        if file.format == "SVG":
            assert ElementTree.fromstring(made).tag == "{http://www.w3.org/2000/svg}svg"
            assert not re.search(rb"script|http(?!://www\.w3\.org/2000/svg)|<!|<\?", made)
        else:
            image = opened(made)
            assert image.mode in ("L", "RGB", "RGBA", "P", "LA", "1")
            assert image.size == (file.width, file.height)
            assert not set(image.info) & {"exif", "icc_profile", "xmp", "comment", "XML:com.adobe.xmp"}


LOGO = """\
<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40mm" viewBox="0 0 200 50">
<defs><style>.a{fill:#fff} /* by hand */ .k{clip-path:url(#k)}
.b, #c > path {fill: url(#g); font-family: "Open Sans", Arial}</style>
<linearGradient id="g" xlink:href="#h"/><linearGradient id="h"><stop offset="0" stop-color="rgb(1, 2, 3)"/>
</linearGradient><clipPath id="k"><circle r="9"/></clipPath></defs>
<g id="c" transform="translate(10,5) scale(.5)" clip-path="url(#k)"><path class="b k" d="M0 0L10,10z" style="fill:red"/>
</g><use xlink:href="#c" x="5"/><text x="3" font-size="12">Lemon &amp; <tspan>Sons</tspan></text></svg>"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_a_drawing_keeps_what_it_draws(site: Path, encoding: str) -> None:
    path = site / "content" / "logo.svg"
    path.write_bytes(LOGO.replace("UTF-8", encoding).encode(encoding))
    images = Images(site)
    [file] = images.process(path, PLACE, role="logo").files
    assert (file.width, file.height) == (600, 150)
    made = images.data(file.url_name, Origin(path, "logo")).decode()
    for kept in (
        'viewBox="0 0 200 50"',
        ".a{fill:#fff}",
        'fill:url(#g);font-family:"Open Sans", Arial',
        '<linearGradient id="g" href="#h">',
        'stop-color="rgb(1, 2, 3)"',
        'transform="translate(10,5) scale(.5)" clip-path="url(#k)"',
        'd="M0 0L10,10z" style="fill:red"',
        '<use href="#c" x="5">',
        "Lemon &amp; <tspan>Sons</tspan>",
    ):
        assert kept in made
