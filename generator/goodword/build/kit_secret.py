"""Where the secret of the share kits comes from; what is made from it is in `referral.kit_address`."""

from __future__ import annotations

import os

from goodword.problems import SiteError, kits
from goodword.referral.kit_address import LEAST, SECRET, is_long_enough


def kit_secret() -> bytes | None:
    """`GOODWORD_SECRET` without space around it; None where it is not set. Raises SiteError where it is too short."""
    secret = os.environ.get(SECRET, "").strip()
    if secret and not is_long_enough(secret):
        raise SiteError([kits.SECRET_SHORT(None, length=len(secret), least=LEAST)])
    return secret.encode(errors="surrogateescape") if secret else None
