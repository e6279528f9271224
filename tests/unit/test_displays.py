"""Lines such as `{{ wall limit=6 }}`: found in a text, taken apart, and every way in which they can be wrong."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from goodword.content import displays
from goodword.content.displays import Call
from goodword.content.markdown import MarkdownRenderer
from goodword.problems import Place, Problem


def read(words: str) -> tuple[Call | None, list[Problem]]:
    """A display whose `{{` stands at the beginning of line 4."""
    return displays.read(words, Place("content/pages/a.md", 4, 3))


def values(call: Call | None) -> dict[str, list[str]]:
    assert call is not None
    return {name: [value for value, _ in given] for name, given in call.options.items()}


def rendered(text: str) -> tuple[list[Markup | int], list[int], str]:
    """What a text comes to: its pieces, the displays that stand within something, its plain words."""
    marked = displays.marked(text)
    assert marked is not None
    made = MarkdownRenderer().render(marked.text, language="en")
    found, inside = displays.pieces(made.html, marked.mark)
    return found, inside, displays.without_marks(made.plain, marked.mark)


@pytest.mark.parametrize(
    ("words", "ids", "options"),
    [
        (" wall }}", [], {}),
        ("wall limit=6}}  ", [], {"limit": ["6"]}),
        (' wall industry="bakeries" limit=6 }}', [], {"industry": ["bakeries"], "limit": ["6"]}),
        (" wall tag='night shift', tag }}", ["tag"], {"tag": ["night shift"]}),
        (" wall tag=bread,nights limit = 3 }}", [], {"tag": ["bread", "nights"], "limit": ["3"]}),
        (" wall tag=“late bread, nights” }}", [], {"tag": ["late bread", "nights"]}),
        (" quote ana-ruiz }}", ["ana-ruiz"], {}),
        (' list ana, "ben li" carla order=newest }}', ["ana", "ben li", "carla"], {"order": ["newest"]}),
    ],
)
def test_a_display_is_a_name_ids_and_options(words: str, ids: list[str], options: dict[str, list[str]]) -> None:
    call, problems = read(words)
    assert problems == []
    assert values(call) == options
    assert call is not None and [one for one, _ in call.ids] == ids


@pytest.mark.parametrize(
    ("words", "code", "column", "told"),
    [
        (" wal limit=6 }}", "GW530", 4, "Did you mean `wall`?"),
        (" }}", "GW530", 1, "There is no display ``"),
        (" wall limit=6 }", "GW531", 1, "`}}`"),
        (" wall limit= }}", "GW532", 9, "`limit=`"),
        (' wall tag="night }}', "GW532", 9, '`tag="night`'),
        (" wall limmit=6 }}", "GW533", 9, "Did you mean `limit`?"),
        (" quote limit=6 }}", "GW533", 10, "`quote` has no option `limit`"),
        (" wall limit=6 limit=7 }}", "GW534", 17, "twice"),
        (' wall tag="" }}', "GW535", 9, "`tag` has no value"),
        (" rating ana }}", "GW537", 11, "`ana`"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(words: str, code: str, column: int, told: str) -> None:
    call, problems = read(words)
    assert call is None
    assert [(problem.code, problem.place) for problem in problems] == [(code, Place("content/pages/a.md", 4, column))]
    assert told in f"{problems[0].message} {problems[0].hint}"


def test_all_that_is_wrong_is_told_at_once() -> None:
    _, problems = read(" wall colour=red limit=6 limit=7 size=3 }}")
    assert [problem.code for problem in problems] == ["GW533", "GW534", "GW533"]


def test_displays_stand_between_the_paragraphs() -> None:
    found, inside, plain = rendered("# Hello\n\nBefore.\n{{ wall }}\nAfter.\n\n{{ rating }}\n{{ logos }}\n")
    assert inside == []
    assert [piece if isinstance(piece, int) else str(piece) for piece in found] == [
        '<h2 id="hello">Hello</h2>\n<p>Before.</p>',
        0,
        "<p>After.</p>",
        1,
        2,
    ]
    assert plain == "Hello\nBefore.\nAfter."


@pytest.mark.parametrize(
    "text",
    [
        "No braces.",
        "```\n{{ wall }}\n```",
        "    {{ wall }}",
        "`{{ wall }}` is how a wall is written.",
        "Say {{ wall }} to get one.",
    ],
)
def test_what_is_no_line_of_its_own_is_no_display(text: str) -> None:
    assert displays.marked(text) is None


def test_a_display_within_a_sentence_is_noticed_but_not_one_in_code() -> None:
    text = "Look: {{ wall limit=6 }} there.\n\n`{{ wall }}`\n\n- {{ quote ana }}\n\nA {{ name }}.\n\n{{ wall }}\n"
    assert list(displays.inline(text)) == [(1, 7), (5, 3)]


@pytest.mark.parametrize("text", ["<details>\n{{ wall }}\n</details>\n", "<div>\n\n{{ wall }}\n\n</div>\n"])
def test_a_display_cannot_stand_within_html(text: str) -> None:
    found, inside, _ = rendered(text)
    assert inside == [0]
    assert all(isinstance(piece, Markup) and "display" not in piece for piece in found)


def test_one_that_is_commented_out_is_gone() -> None:
    found, inside, plain = rendered("One.\n\n<!--\n{{ wall }}\n-->\n\nTwo.")
    assert (inside, plain) == ([], "One.\nTwo.")
    assert "".join(map(str, found)).count("<p>") == 2


def test_lists_and_footnotes_survive_a_display_between_them() -> None:
    found, inside, _ = rendered("- one[^1]\n\n{{ wall }}\n\n- two\n\n[^1]: The note.\n")
    assert inside == []
    assert len(found) == 3
    assert "<li>one" in str(found[0])
    assert "The note." in str(found[2])


def test_lines_are_counted_as_written() -> None:
    marked = displays.marked("One.\r\n{{ wall }}\r\nTwo.\r\n   {{ rating }}")
    assert marked is not None
    assert [(line, column) for _, line, column in marked.displays] == [(2, 3), (4, 6)]
    assert [marked.lines[number] for number, line in enumerate(marked.text.split("\n")) if line == "Two."] == [3]


def test_a_mark_that_somebody_copied_from_a_page_is_nothing() -> None:
    first = displays.marked("{{ wall }}")
    assert first is not None
    again = displays.marked(f"{{{{ wall }}}}\n\n{first.mark}0")
    assert again is not None
    assert again.mark != first.mark
