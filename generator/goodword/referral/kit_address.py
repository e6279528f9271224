"""The address of a share kit: what it is made from, which secret will do, and how a text that names one is cut short.

Whoever knows the address has the kit, so no terminal line, log or record may hold it whole.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

SECRET = "GOODWORD_SECRET"
LEAST = 32
# Bytes of an address: 128 bits.
_SIZE = 16
_SAME = 4
_DOMAIN = b"goodword share kit 1"


def kit_path(secret: bytes, advocate_id: str, kit_version: int) -> str:
    """The path of an advocate's kit: `/share/` with 26 letters and digits, other ones for each of the arguments.

    HMAC-SHA256 (RFC 2104) cut to 128 bits, in base32 (RFC 4648) of small letters.
    """
    told = b"\0".join((_DOMAIN, b"%d" % kit_version, advocate_id.encode()))
    name = base64.b32encode(hmac.digest(secret, told, hashlib.sha256)[:_SIZE])
    return f"/share/{name.decode().rstrip('=').lower()}/"


def stand_in(secret: bytes) -> bytes:
    """The secret of kits that stay on this machine, as in a preview: their addresses are others than the real ones."""
    return hmac.digest(secret, b"stays here", hashlib.sha256)


def is_long_enough(secret: str) -> bool:
    """Whether so many characters that nobody tries them all."""
    return len(secret.strip()) >= LEAST
