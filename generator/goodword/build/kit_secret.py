"""Where the secret of the share kits comes from, and why a build makes none; what is made from it is in `referral`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from goodword.build.caches import STATE
from goodword.problems import SiteError, kits
from goodword.referral.kit_address import LEAST, SECRET, is_long_enough, stand_in

WhyNone = Literal["", "no secret", "public repository"]
# In words for people.
NO_KITS: dict[WhyNone, str] = {
    "no secret": "GOODWORD_SECRET is not set.",
    "public repository": (
        "this host shows everything that is published, old versions too."
        " `kits: {public_repository: true}` in site.yaml says that it may be so."
    ),
}


def kit_secret() -> bytes | None:
    """`GOODWORD_SECRET` without space around it; None where it is not set. Raises SiteError where it is too short."""
    secret = os.environ.get(SECRET, "").strip()
    if secret and not is_long_enough(secret):
        raise SiteError([kits.SECRET_SHORT(None, length=len(secret), least=LEAST)])
    return secret.encode(errors="surrogateescape") if secret else None


def secret_for(root: Path, output: Path) -> bytes | None:
    """The secret for a build of the site in `root` into `output`. Raises as `kit_secret` does.

    What stays in `.goodword/`, such as a preview, has addresses of its own: the real ones never stand there.
    """
    secret = kit_secret()
    is_local = Path(os.path.realpath(output)).is_relative_to(os.path.realpath(root / STATE))
    return stand_in(secret) if secret and is_local else secret
