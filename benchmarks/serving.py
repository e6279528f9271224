"""How long it takes from saving a file until `goodword serve` has it on the screen, in a real browser.

    .venv/bin/python benchmarks/serving.py                  the example site
    .venv/bin/python benchmarks/serving.py --size M         the corpus with 10,000 advocates

The clock runs from the moment the file is written until the browser has drawn the new words (or the new colour).
`build` is what the server says of the same change: reading, rendering and writing.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import goodword_site
from corpus import SIZES, corpus

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
_EXAMPLE = "content/testimonials/anselm-roth.md"
_CORPUS = "content/testimonials/voice-0002.md"
# Looks before every frame at what the page shows, and tells of it when that frame has been drawn.
_EYE = """
let last = "";
const look = () => {
  const main = document.querySelector("main");
  const box = document.querySelector("goodword-problems");
  if (main) {
    const words = main.textContent.match(/Round \\d+/) || [""];
    const error = box && box.shadowRoot.textContent.match(/round\\d+/);
    const css = getComputedStyle(document.documentElement).getPropertyValue("--of-round").trim();
    const now = `${words[0]}|css${css}|${error ? error[0] : ""}|`;
    if (now !== last) requestAnimationFrame(() => saw(now, performance.timeOrigin + performance.now()));
    last = now;
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def main() -> int:
    """Measures and prints a table."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        site = Path(folder)
        edited = _write(site, options.size)
        with _serving(site) as (address, said), sync_playwright() as play:
            browser = play.chromium.launch(executable_path=os.environ.get("GOODWORD_BROWSER", shutil.which("chromium")))
            page = browser.new_page()
            seen: list[tuple[str, float]] = []
            page.expose_function("saw", lambda shown, at: seen.append((shown, at / 1000)))
            page.add_init_script(_EYE)
            with page.expect_event("websocket"):
                page.goto(f"{address}testimonials/{edited.stem}/")
            page.wait_for_timeout(500)
            print(f"| {options.size}: what was saved | to the screen, median | from | to | build, median |")
            print("| --- | --- | --- | --- | --- |")
            for name, rounds in _edits(page, seen, site, edited):
                _measure(name, rounds, options.rounds, said)
            browser.close()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="From a saved file to the screen.")
    parser.add_argument("--size", choices=["example", *SIZES], default="example")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="where the site is written for as long as this runs")
    return parser.parse_args()


def _write(site: Path, size: str) -> Path:
    """Writes the site; returns the testimonial that will be edited."""
    if size == "example":
        for name in ("content", "site.yaml"):
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, site / name)
    else:
        goodword_site.write(corpus(SIZES[size]), site)
    own = site / "themes" / "default" / "static"
    own.mkdir(parents=True)
    shutil.copy(ROOT / "themes" / "default" / "static" / "theme.css", own)
    return site / (_EXAMPLE if size == "example" else _CORPUS)


@contextmanager
def _serving(site: Path) -> Iterator[tuple[str, list[str]]]:
    command = [sys.executable, "-m", "goodword", "serve", "--port", "0"]
    process = subprocess.Popen(command, cwd=site, stderr=subprocess.PIPE, text=True)
    said: list[str] = []
    listener = threading.Thread(target=lambda: said.extend(iter(process.stderr.readline, "")))  # type: ignore[union-attr]
    listener.start()
    try:
        _until(lambda: "(Ctrl-C ends)" in "".join(said))
        yield re.findall(r"http://\S+", "".join(said))[-1], said
    finally:
        process.kill()
        process.wait()
        listener.join()


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.002)


def _edits(
    page: Page, seen: list[tuple[str, float]], site: Path, edited: Path
) -> Iterator[tuple[str, Callable[[int], float]]]:
    """What is edited: for each a function that saves the change of a round and returns how long it took to be seen."""
    words, config = edited.read_text(encoding="utf-8"), (site / "site.yaml").read_text(encoding="utf-8")
    sheet = site / "themes" / "default" / "static" / "theme.css"
    css = sheet.read_text(encoding="utf-8")

    def saved(path: Path, text: str, shown: str) -> float:
        seen.clear()
        started = time.time()
        path.write_text(text, encoding="utf-8")
        while not (found := [at for what, at in seen if shown in what]):
            if time.time() > started + PATIENCE:
                raise TimeoutError(shown)
            page.wait_for_timeout(100)  # the time was taken in the browser; to ask often would slow all of it down
        return found[0] - started

    def mended(number: int) -> float:
        saved(site / "site.yaml", f"{config}\nround{number}: 1\n", f"|round{number}|")
        time.sleep(0.3)
        return saved(site / "site.yaml", config, "||")

    yield (
        "a testimonial (the page loads again)",
        lambda number: saved(edited, f"{words}\n\nRound {number}.\n", f"Round {number}|"),
    )
    yield (
        "theme.css (the style sheet is changed in place)",
        lambda number: saved(sheet, f"{css}\n:root {{ --of-round: {number}; }}\n", f"|css{number}|"),
    )
    yield (
        "site.yaml with an error (told over the page)",
        lambda number: saved(site / "site.yaml", f"{config}\nround{number}: 1\n", f"|round{number}|"),
    )
    yield "the same, mended", mended


def _measure(name: str, edit: Callable[[int], float], rounds: int, said: list[str]) -> None:
    taken, builds = [], []
    for number in range(1, rounds + 1):
        before = len(said)
        taken.append(edit(number))
        _until(lambda: any("uilt" in line for line in said[before:]))  # noqa: B023
        time.sleep(0.4)
        builds += [float(found) for found in re.findall(r"uilt [^\n]*?([\d.]+) s", "".join(said[before:]))][-1:]
    middle = statistics.median
    spread = f"{min(taken):.2f} s | {max(taken):.2f} s"
    print(f"| {name} | {middle(taken):.2f} s | {spread} | {middle(builds):.2f} s |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
