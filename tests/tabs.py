"""A page of the browser, and everything that a visitor (or a watchdog) would notice on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass
class Tab:
    """A page of the browser, and all that happened on it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def foreign(self) -> list[str]:
        """Requests to other hosts; they are refused, so nothing leaves the machine."""
        return [url for url in self.requests if urlsplit(url).hostname not in ("127.0.0.1", None)]


def watch(tab: Tab) -> None:
    """Writes down what happens on the tab's page, and refuses requests to other hosts."""

    def route(route: Any) -> None:
        tab.requests.append(route.request.url)
        if urlsplit(route.request.url).hostname in ("127.0.0.1", None):
            route.continue_()
        else:
            route.abort()

    def dialog(dialog: Any) -> None:
        tab.dialogs.append(dialog.message)
        dialog.dismiss()

    def answer(answer: Any) -> None:
        if answer.status >= 400:
            tab.failed.append(f"{answer.status} {answer.url}")

    def console(message: Any) -> None:
        if message.type == "error":
            tab.errors.append(message.text)

    tab.page.route("**/*", route)
    tab.page.on("dialog", dialog)
    tab.page.on("response", answer)
    tab.page.on("console", console)
    tab.page.on("pageerror", lambda error: tab.errors.append(str(error)))
