"""E-mail drafts as files (`.eml`, RFC 5322) that open in the writer's own program; nothing is ever sent from here.

The same words give the same bytes: no date and no message id, which the program that sends adds.
"""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from goodword.text import excerpt

_LINE_ENDS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LONGEST = 300
_POLICY = SMTP.clone(max_line_length=78)


def draft(*, to: tuple[str, str] | None, subject: str, text: str, sender: tuple[str, str] | None = None) -> bytes:
    """One draft. to, sender: name and address; without a sender the program that opens it fills in its own.

    to: None for a draft whose writer chooses whom it is for.

    `X-Unsent: 1` has Outlook and others open it for editing. Raises ValueError for an address that is none.
    """
    made = EmailMessage(policy=_POLICY)
    if sender:
        made["From"] = _address(*sender)
    if to:
        made["To"] = _address(*to)
    made["Subject"] = _one_line(subject)
    made["X-Unsent"] = "1"
    made.set_content(_plain(text), charset="utf-8", cte="quoted-printable")
    return made.as_bytes()


def can_be_written_to(address: str) -> bool:
    """Whether `draft` takes `address`."""
    try:
        _address("", address)
    except ValueError:
        return False
    return True


def _address(name: str, address: str) -> Address:
    local, at, domain = address.strip().rpartition("@")
    if (
        not at
        or not local
        or not domain
        or not address.isascii()
        or re.search(r"[\s<>,;\"()\\\x00-\x1f]", address.strip())
    ):
        raise ValueError(address)
    return Address(display_name=_one_line(name), username=local, domain=domain)


def _one_line(words: str) -> str:
    """Nothing in a header may begin another one, or be a line longer than mail may have (RFC 5322, section 2.1.1)."""
    return excerpt(_LINE_ENDS.sub(" ", words).replace("\0", "").strip(), _LONGEST)


def _plain(text: str) -> str:
    # `-- ` parts a signature from what stands above it (RFC 3676, section 4.3)
    lines = (line if line == "-- " else line.rstrip() for line in text.replace("\0", "").splitlines())
    return "\n".join(lines).strip() + "\n"
