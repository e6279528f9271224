"""The page that stands where the site will be, while it has never been built without an error."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from goodword.problems import ERROR, Problem


def error_page(problems: Sequence[Problem]) -> bytes:
    """A whole page that lists the errors of `problems`."""
    errors = [problem for problem in problems if problem.severity == ERROR]
    items = Markup("").join(_item(problem) for problem in errors)
    count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
    page = Markup(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n<title>Not built: {count}</title>\n'
        '<link rel="stylesheet" href="/__goodword/problems.css">\n</head>\n<body>\n<main>\n'
        "<h1>The site cannot be built yet: {count}</h1>\n<ol>\n{items}</ol>\n"
        "<p>Save a change and this page looks again.</p>\n</main>\n</body>\n</html>\n"
    ).format(count=count, items=items)
    return page.encode()


def _item(problem: Problem) -> Markup:
    place = Markup("<code>{}</code>").format(problem.place) if problem.place else ""
    hint = Markup('<p class="hint">{}</p>').format(problem.hint) if problem.hint else ""
    return Markup("<li>{}<p>{}: {}</p>{}</li>\n").format(place, problem.code, problem.message, hint)
