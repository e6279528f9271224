"""Markdown is read in other processes while the content is checked, and nothing depends on it."""

from __future__ import annotations

import os
import signal

import pytest

from goodword.build import ahead, workers
from goodword.build.ahead import AT_ONCE, reading_ahead
from goodword.content.document import Document
from goodword.content.markdown import MarkdownRenderer

# As in test_workers.py; and these tests fork, whatever threads the tests around them have.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
TEXTS = [f"Number *{n}* is [here](https://there.example/{n})." for n in range(10 * AT_ONCE)]
DOCUMENTS = [Document("testimonial", f"t{n}", None, f"t{n}.md", "", {}, text) for n, text in enumerate(TEXTS)]


@pytest.mark.parametrize("count", [1, 2, 5])
def test_what_was_read_ahead_is_what_would_be_read(count: int) -> None:
    plain, early = MarkdownRenderer(), MarkdownRenderer()
    assert reading_ahead(early, DOCUMENTS, count, lambda: "checked") == "checked"
    assert len(early.read) == (0 if count == 1 else len(TEXTS))
    for text in TEXTS:
        assert early.render(text, language="en") == plain.render(text, language="en")


def test_a_single_text_is_read_ahead_too() -> None:
    markdown = MarkdownRenderer()
    assert reading_ahead(markdown, DOCUMENTS[:1], 8, lambda: 7) == 7
    assert len(markdown.read) == 1


def test_what_goes_wrong_meanwhile_is_told() -> None:
    def check() -> None:
        raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        reading_ahead(MarkdownRenderer(), DOCUMENTS, 3, check)


def test_a_worker_that_dies_costs_nothing_but_time(monkeypatch: pytest.MonkeyPatch) -> None:
    markdown, here = MarkdownRenderer(), os.getpid()
    monkeypatch.setattr(
        markdown, "read_ahead", lambda text: os.getpid() == here or os.kill(os.getpid(), signal.SIGKILL)
    )
    assert reading_ahead(markdown, DOCUMENTS, 2, lambda: 7) == 7
    assert "<em>3</em>" in markdown.render(TEXTS[3], language="en").html


def test_more_texts_than_a_queue_takes_are_larger_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MOST_JOBS", 4)
    monkeypatch.setattr(ahead, "MOST_JOBS", 4)
    markdown = MarkdownRenderer()
    assert reading_ahead(markdown, DOCUMENTS, 2, lambda: 7) == 7
    assert len(markdown.read) == len(TEXTS)


def test_without_a_second_process_the_content_is_checked_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", none)
    assert reading_ahead(MarkdownRenderer(), DOCUMENTS, 2, lambda: 7) == 7
