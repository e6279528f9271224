"""Runs every test in the long profile and writes what came out into docs/verification.md: `make test-long`.

The part between the two marks is replaced, everything else in the file stays as it was written. Figures are those
that tests record with the `figure` fixture. With arguments (they go to pytest) the results are printed instead.
"""

from __future__ import annotations

import os
import platform
import secrets
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "verification.md"
START, END = "<!-- results of make test-long: start -->", "<!-- results of make test-long: end -->"


def main() -> int:
    seed = int(os.environ.get("GOODWORD_TEST_SEED") or secrets.randbelow(2**32))
    environment = os.environ | {"GOODWORD_TEST_PROFILE": "long", "GOODWORD_TEST_SEED": str(seed)}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [sys.executable, "-m", "pytest", f"--hypothesis-seed={seed}", f"--junit-xml={report}"]
        command += ["--numprocesses", "auto", "--dist", "worksteal", *sys.argv[1:]]
        code = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL).returncode
        if not report.exists():
            return code or 1
        results = section(ET.parse(report).getroot(), seed)
    if len(sys.argv) > 1:
        print(results)
        return code
    write(results)
    print(f"written to {PAGE.relative_to(ROOT)}")
    return code


def section(report: ET.Element, seed: int) -> str:
    """The results as Markdown: one line on the run, a table of test files, a table of figures."""
    files: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0.0])
    figures: list[tuple[str, str, str]] = []
    failures: list[str] = []
    for case in report.iter("testcase"):
        file = case.get("classname", "").replace(".", "/") + ".py"
        failed = any(case.find(kind) is not None for kind in ("failure", "error"))
        files[file][0] += 1
        files[file][1] += failed
        files[file][2] += float(case.get("time", 0))
        if failed:
            failures.append(f"{file}::{case.get('name')}")
        for noted in case.iter("property"):
            figures.append((str(case.get("name")), str(noted.get("name")), str(noted.get("value"))))
    total, bad = sum(int(row[0]) for row in files.values()), len(failures)
    day = datetime.now(UTC).date().isoformat()
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    lines = [f"{day}, seed {seed}, {machine}: **{total - bad} of {total} passed**.", ""]
    lines += [f"- failed: `{name}`" for name in failures] + ([""] if failures else [])
    lines += ["| tests | number | failed | seconds |", "| --- | ---: | ---: | ---: |"]
    lines += [
        f"| {name} | {int(n)} | {int(failed)} | {time:.1f} |" for name, (n, failed, time) in sorted(files.items())
    ]
    if figures:
        lines += ["", "| test | figure | value |", "| --- | --- | ---: |"]
        lines += [f"| {test} | {name} | {value} |" for test, name, value in figures]
    return "\n".join(lines)


def write(results: str) -> None:
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Verification\n"
    if START not in text or END not in text:
        text = f"{text.rstrip()}\n\n## Results of the long run\n\n{START}\n{END}\n"
    before, _, rest = text.partition(START)
    after = rest.partition(END)[2]
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(f"{before}{START}\n{results}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
