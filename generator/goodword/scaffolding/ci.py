"""What makes a host build, check and publish a site: on every push and every day. The files lie in `workflows/`.

Known of the hosts from their documentation only; the shell steps are run by a test.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

from goodword import __version__, files
from goodword.problems import SiteError
from goodword.problems import scaffolding as told
from goodword.scaffolding.names import LONGEST
from goodword.scaffolding.planned import Planned

# For each host: file in workflows/, and where it goes in the repository.
HOSTS: dict[str, dict[str, str]] = {
    "github": {"github.yml": ".github/workflows/goodword.yml"},
    "gitlab": {"gitlab.yml": ".gitlab-ci.yml"},
    "netlify": {
        "netlify.toml": "netlify.toml",
        "netlify-manifest.yml": "netlify/plugins/keep-goodword/manifest.yml",
        "netlify-keep.js": "netlify/plugins/keep-goodword/index.js",
        "netlify-daily.mjs": "netlify/functions/goodword-daily.mjs",
    },
    "cloudflare": {
        "cloudflare-wrangler.toml": "wrangler.toml",
        "cloudflare-build.sh": "goodword-build.sh",
        "cloudflare-daily.js": "goodword-daily.js",
    },
}
PYTHON = "3.12"
_GAP = re.compile(r"@(MINUTE|PACKAGE|PLAIN_PACKAGE|PROJECT)@")
# What pip takes as one requirement: a name with a version, a path, an address. No options, nothing of the shell.
_PACKAGE = re.compile(r"[A-Za-z0-9./~][\w.+\-/:@=<>!~#&,\[\]% ]*")


def plan_ci(host: str, root: Path, package: str | None = None) -> list[Planned]:
    """The files that make `host` (one of HOSTS) publish the site in `root`.

    `package` is what pip installs, default this very version. Raises SiteError when it cannot be that.
    """
    source = f"goodword=={__version__}" if package is None else package.strip()
    if not _PACKAGE.fullmatch(source) or len(source) > 2 * LONGEST:
        hint = "Write it as for `pip install`: `goodword==1.2`, a git address or a path."
        raise SiteError([told.BAD_NAME(None, name=source, why="pip cannot install it", hint=hint)])
    # Sites do not all start at the same minute; the same site always does.
    minute = int(files.digest(root.resolve().name.encode(), 2), 16) % 50 + 5
    project = re.sub(r"[^a-z0-9]+", "-", root.resolve().name.lower()).strip("-")[:58].strip("-") or "site"
    words = {
        "MINUTE": str(minute),
        "PACKAGE": f"'{source}'" if host == "github" else json.dumps(source),
        "PLAIN_PACKAGE": source,
        "PROJECT": json.dumps(project),
    }
    folder = resources.files("goodword.scaffolding").joinpath("workflows")
    planned = []
    for name, target in HOSTS[host].items():
        text = folder.joinpath(name).read_text(encoding="utf-8")
        planned.append(Planned(target, _GAP.sub(lambda gap: words[gap[1]], text).encode()))
    if host == "cloudflare" and not (root / ".python-version").exists():
        planned.append(Planned(".python-version", f"{PYTHON}\n".encode()))
    return planned
