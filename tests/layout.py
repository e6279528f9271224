"""Measures a page as it is laid out: what sticks out, what lies on something else, what is cut off, what has focus.

Every function takes a page of Playwright and gives short descriptions of what is wrong; an empty list is good.
"""

from __future__ import annotations

from typing import Any

_NAME = """
const name = e => e.tagName.toLowerCase() + (e.className ? "." + String(e.className).trim().replace(/\\s+/g, ".") : "")
    + " '" + (e.textContent || "").trim().slice(0, 40) + "'";
"""
_STICKING_OUT = """() => {
    NAME
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const out = [...document.querySelectorAll("body *")].filter(e => {
        const box = e.getBoundingClientRect();
        return box.width && (box.right > room + 1 || box.left < -1);
    });
    return [`scrolls to ${document.documentElement.scrollWidth} of ${room}`, ...out.slice(0, 5).map(name)];
}"""
_OVERLAPPING = """selectors => {
    NAME
    const found = [];
    for (const selector of selectors) for (const parent of document.querySelectorAll(selector)) {
        const boxes = [...parent.children].map(e => [e, e.getBoundingClientRect()]).filter(([e, b]) =>
            b.width > 1 && b.height > 1 && !["absolute", "fixed"].includes(getComputedStyle(e).position));
        boxes.forEach(([e, a], i) => boxes.slice(i + 1).forEach(([f, b]) => {
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (wide > 1 && high > 1) found.push(name(e) + " and " + name(f));
        }));
    }
    return found.slice(0, 5);
}"""
# Text is cut off where its own box, or one around it, hides what sticks out; hidden on purpose is what has one pixel.
_CUT_OFF = """() => {
    NAME
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        if (!text.data.trim() || !text.parentElement.checkVisibility()) continue;
        if (text.parentElement.closest(".unseen, .decoy, .skip")) continue;
        range.selectNodeContents(text);
        const box = range.getBoundingClientRect();
        for (let e = text.parentElement; e !== document.body; e = e.parentElement) {
            const style = getComputedStyle(e), around = e.getBoundingClientRect(), hiding = ["hidden", "clip"];
            const cutX = hiding.includes(style.overflowX), cutY = hiding.includes(style.overflowY);
            if (cutX && (box.right > around.right + 1 || box.left < around.left - 1)
                || cutY && (box.bottom > around.bottom + 1 || box.top < around.top - 1)) {
                found.push(name(text.parentElement) + " in " + name(e));
                break;
            }
        }
        const scrolls = e => e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
        const beside = box.right > innerWidth + 1 || box.left < -1;
        if (beside && !scrolls(text.parentElement)) found.push(name(text.parentElement) + " beside the screen");
    }
    return found.slice(0, 5);
}"""
# A browser scrolls to what has the focus when it draws the next frame.
_FOCUSED = """async () => {
    NAME
    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    return {
        name: name(e),
        index: [...document.querySelectorAll("*")].indexOf(e),
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""
_INTERACTIVE = """() => [...document.querySelectorAll("a[href], button, input, textarea, summary, video[controls]")]
    .filter(e => e.checkVisibility() && e.type !== "hidden" && e.tabIndex >= 0 && !e.disabled)
    .map(e => [...document.querySelectorAll("*")].indexOf(e))"""
NEIGHBOURS = [
    "main",
    ".wall",
    ".cases",
    ".shelf",
    ".results",
    ".sides",
    ".fields",
    ".site-head",
    ".filters",
    "figcaption",
]


def _run(page: Any, script: str, given: object = None) -> Any:
    return page.evaluate(script.replace("NAME", _NAME), given)


def sticking_out(page: Any) -> list[str]:
    """What makes the page scroll sideways."""
    found: list[str] = _run(page, _STICKING_OUT)
    return found


def overlapping(page: Any) -> list[str]:
    """Neighbours in the parts of a page whose boxes share more than a pixel."""
    found: list[str] = _run(page, _OVERLAPPING, NEIGHBOURS)
    return found


def cut_off(page: Any) -> list[str]:
    """Words that are not wholly seen."""
    found: list[str] = _run(page, _CUT_OFF)
    return found


def open_all(page: Any) -> None:
    """Unfolds whatever is folded."""
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")


def focused(page: Any) -> dict[str, Any] | None:
    """What has the focus: name, index among all elements, outlined, inView; None when it is the page itself."""
    found: dict[str, Any] | None = _run(page, _FOCUSED)
    return found


def interactive(page: Any) -> set[int]:
    """The indexes of all elements that a keyboard must reach."""
    return set(_run(page, _INTERACTIVE))
