"""Lighthouse (mobile) over the example site: `make lighthouse`. Needs node, npm and Chromium.

Each kind of page under the site's own headers, compressed as hosts do it; what is below 100 is printed with its reason.
Pages that are not to be found have no score for search engines. Ends with 1 where one is below 100.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import browser_setup  # noqa: E402
import host  # noqa: E402
import sites  # noqa: E402

HOME = ROOT / ".cache" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PUBLIC = ("/", "/testimonials/", "/testimonials/beatriz-lamas/", "/case-studies/fjellheim/", "/awards/")


def main() -> int:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise SystemExit("Lighthouse needs node and npm.")
    install(npm)
    with tempfile.TemporaryDirectory() as folder:
        site = sites.copy_example(Path(folder), {"demo: true": "demo: false"})
        secret = {"GOODWORD_SECRET": secrets.token_urlsafe(32)}
        output = sites.build(site, today=sites.EXAMPLE_DAY, env=secret).folder
        private = [f"/{path.relative_to(output)}/" for path in (first(output / "r"), first(output / "share"))]
        low = 0
        print(f"| page | {' | '.join(CATEGORIES)} |\n| --- |{' ---: |' * len(CATEGORIES)}")
        with host.serving(output, is_compressed=True) as address:
            for path in (*PUBLIC, *private):
                shown = "/share/.../" if path.startswith("/share/") else path
                report = run(node, address + path, CATEGORIES[: 4 if path in PUBLIC else 3])
                scores = [report["categories"].get(name, {}).get("score") for name in CATEGORIES]
                print(
                    f"| `{shown}` | {' | '.join('-' if s is None else f'{s * 100:.0f}' for s in scores)} |", flush=True
                )
                for reason in reasons(report):
                    low += 1
                    print(f"  {shown}: {reason}", file=sys.stderr)
    return 1 if low else 0


def first(folder: Path) -> Path:
    """The first page of a family."""
    return min(path for path in folder.iterdir() if (path / "index.html").exists())


def install(npm: str) -> None:
    """At the version that is locked, below `.cache/`."""
    HOME.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / ".ci" / "lighthouse" / name, HOME / name)
    if not (HOME / "node_modules" / ".package-lock.json").exists():
        subprocess.run(
            [npm, "ci", "--no-audit", "--no-fund", "--silent"], cwd=HOME, check=True, stdin=subprocess.DEVNULL
        )


def run(node: str, url: str, categories: tuple[str, ...]) -> Any:
    """The report on one page."""
    command = [node, str(HOME / "node_modules" / "lighthouse" / "cli" / "index.js"), url, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(categories)}", "--chrome-flags=--headless=new --no-sandbox"]
    environment = os.environ | {"CHROME_PATH": browser_setup.browser_program()}
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def reasons(report: Any) -> list[str]:
    """What takes a category below 100."""
    found = []
    for name, category in report["categories"].items():
        if category["score"] is None or category["score"] >= 0.995:
            continue
        for ref in category["auditRefs"]:
            audit = report["audits"][ref["id"]]
            if ref["weight"] and audit["score"] is not None and audit["score"] < 0.995:
                found.append(
                    f"{name} {category['score'] * 100:.0f}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
                )
    return found


if __name__ == "__main__":
    sys.exit(main())
