"""What kits are made of: share images, the contact, the ZIP, names of files and of people; for any words at all."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from goodword.content.models.site import Organization
from goodword.desk.archive import zipped
from goodword.desk.kit_names import folder
from goodword.desk.kit_tables import first_and_last
from goodword.outputs.drawing import TEXT, Fonts
from goodword.outputs.lettering import Font, plain
from goodword.outputs.share_image import SQUARE, WIDE, ShareImages, ShareWords
from goodword.outputs.vcard import contact_card
from sites import ROOT

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
FILES = {path.name: path.read_bytes() for path in (ROOT / "themes/default").glob("*/*.woff2")}
ORGANIZATION = Organization(legal_name="Tandem, Ltd; Bristol", email="a@b.example", telephone="+44 1", address="1 Lane")


@pytest.fixture(scope="module")
def images() -> ShareImages:
    return ShareImages(Fonts.of(FILES), "#a8480f")


def shown(name: str = "Ana Silva", offer: str = "two months free", reward: str = "a month free") -> ShareWords:
    return ShareWords(
        "Tandem", f"{name} thought of you", "A customer thought of you", f"For you: {offer}",
        f"{name} gets {reward}.", f"The person who sent you gets {reward}.", "tandem.example/r/k7mw2bxq",
    )  # fmt: skip


def pixels(data: bytes | None) -> Image.Image:
    assert data is not None
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB")


@pytest.mark.parametrize("size", [WIDE, SQUARE])
def test_a_picture_has_its_size_and_the_colour_of_the_brand(images: ShareImages, size: tuple[int, int]) -> None:
    image = pixels(images.draw(shown(), size))
    assert image.size == size
    assert image.getpixel((0, 0)) == (0xA8, 0x48, 0x0F)
    assert image.getpixel((2, 60)) == (253, 253, 251)


def test_another_name_offer_or_reward_is_another_picture(images: ShareImages) -> None:
    made = [shown(), shown("Bo Ek"), shown(offer="one month"), shown(reward="nothing much"), shown("Łukasz Žďárský")]
    assert len({images.draw(one, WIDE) for one in made}) == len(made)
    assert ShareImages(Fonts.of(FILES), "#a8480f").draw(shown(), WIDE) == images.draw(shown(), WIDE)


@pytest.mark.parametrize("name", ["يوسف حداد", "森下 愛子", "Ana 🙂", "Z\u0338a", "ศรี", "\U0001d56cna"])
def test_a_name_that_cannot_be_written_is_left_out(images: ShareImages, name: str) -> None:
    nobody = ShareWords(*("A customer thought of you" if n == 1 else word for n, word in enumerate(shown())))
    nobody = nobody._replace(disclosure=nobody.anonymous_disclosure)
    assert images.draw(shown(name), WIDE) == images.draw(nobody, WIDE)


@pytest.mark.parametrize(
    "hidden", [{"offer": "二か月無料"}, {"reward": "شهر"}, {"offer": "long " * 400}, {"reward": "long " * 400}]
)
def test_no_picture_without_the_whole_offer_and_the_whole_disclosure(
    images: ShareImages, hidden: dict[str, str]
) -> None:
    assert images.draw(shown(**hidden), WIDE) is None


@given(words, words, words)
def test_any_words_make_a_picture_or_none(images: ShareImages, name: str, offer: str, reward: str) -> None:
    data = images.draw(shown(name, offer, reward), SQUARE)
    if data is not None:
        assert pixels(data).size == SQUARE and len(data) < 200_000


@given(st.text("abc øłé-", min_size=1, max_size=90), st.integers(20, 110), st.integers(120, 900))
def test_lines_hold_all_words_and_stay_within_the_width(text: str, size: int, width: int) -> None:
    font = Font(tuple(FILES[name] for name in TEXT), 600)
    lines = font.lines(plain(text), size, width)
    assert "".join(lines).replace(" ", "") == plain(text).replace(" ", "")
    assert all(font.width(line, size) <= width for line in lines)


def unfolded(data: bytes) -> Iterator[tuple[str, str]]:
    """Name and value of each line of a vCard, parameters left out."""
    for line in re.sub(rb"\r\n[ \t]", b"", data).decode().removesuffix("\r\n").split("\r\n"):
        name, _, value = line.partition(":")
        yield name.partition(";")[0], value


def test_the_contact_is_a_card() -> None:
    card = list(unfolded(contact_card("Tandem Tools", ORGANIZATION, "https://tandem.example/")))
    assert card[:2] == [("BEGIN", "VCARD"), ("VERSION", "3.0")] and card[-1] == ("END", "VCARD")
    assert dict(card).items() >= {
        "FN": "Tandem Tools",
        "N": "Tandem Tools;;;;",
        "ORG": r"Tandem\, Ltd\; Bristol",
        "EMAIL": "a@b.example",
        "ADR": ";;1 Lane;;;;",
    }.items()  # fmt: skip


@given(words.filter(lambda name: name.strip()), words)
def test_no_name_breaks_the_card(name: str, address: str) -> None:
    data = contact_card(name, Organization(address=address), "https://tandem.example/")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    card = list(unfolded(data))
    names = [key for key, _ in card]
    assert names == ["BEGIN", "VERSION", "N", "FN", "ORG", *(["ADR"] if address else []), "URL", "X-ABSHOWAS", "END"]
    told = re.sub(r"\\(.)", r"\1", dict(card)["FN"])
    assert told == " ".join("".join(c if c.isprintable() else " " for c in name).split())


@given(st.dictionaries(st.from_regex("[a-z]{1,5}(/[a-z]{1,5})?", fullmatch=True), st.binary(max_size=50), max_size=5))
def test_a_zip_depends_on_nothing_but_its_contents(contents: dict[str, bytes]) -> None:
    made = zipped("ana", contents)
    assert made == zipped("ana", dict(reversed(contents.items())))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.filename: archive.read(entry) for entry in archive.infolist()} == {
            f"ana/{name}": data for name, data in contents.items()
        }


@given(st.lists(st.text(min_size=1, max_size=200), min_size=2, max_size=6, unique=True))
def test_every_id_has_a_folder_of_its_own_that_any_disk_takes(ids: list[str]) -> None:
    made = [folder(one) for one in ids]
    assert all(re.fullmatch("[a-z0-9][a-z0-9-]*", name) and len(name) <= 80 for name in made)
    assert len(set(made)) == len(made)


def test_folders_are_called_like_ids_where_that_is_safe() -> None:
    assert folder("maria-lopez") == "maria-lopez"
    for odd in ("Maria-Lopez", "con", "lpt1", "..", "a/b", "maria lopez", "森下", "x" * 90):
        assert folder(odd) != odd and "/" not in folder(odd)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Maria Lopez", "Maria", "Lopez"),
        ("  Maria \t Lopez ", "Maria", "Lopez"),
        ("Maria", "Maria", ""),
        ("María del Rosario Etxeberria", "María del Rosario Etxeberria", ""),
        ("Dr. Okoro", "Dr. Okoro", ""),
        ("森下 愛子", "森下 愛子", ""),
        ("", "", ""),
    ],
)
def test_only_plain_names_are_split(name: str, first: str, last: str) -> None:
    assert first_and_last(name) == (first, last)
