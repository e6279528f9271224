"""The company's contact as a vCard, so that a friend's telephone knows who calls.

Version 3.0 (RFC 2426): every telephone and mail program reads it, and some still take no 4.0 (RFC 6350).
"""

from __future__ import annotations

from goodword.content.models.site import Organization

# Octets in a line, without its end (RFC 2426, section 2.6).
_LONGEST_LINE = 75


def contact_card(name: str, organization: Organization, url: str) -> bytes:
    """The card of the company `name`. url: its main address on the web."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{_value(name)};;;;", f"FN:{_value(name)}"]
    lines.append(f"ORG:{_value(organization.legal_name or name)}")
    if organization.email:
        lines.append(f"EMAIL;TYPE=INTERNET,WORK:{_value(organization.email)}")
    if organization.telephone:
        lines.append(f"TEL;TYPE=WORK,VOICE:{_value(organization.telephone)}")
    if organization.address:
        lines.append(f"ADR;TYPE=WORK:;;{_value(organization.address)};;;;")
    lines += [f"URL:{_line(url)}", "X-ABSHOWAS:COMPANY", "END:VCARD"]
    return b"".join(_folded(line) for line in lines)


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _value(text: str) -> str:
    """One line, with what has a meaning between values escaped (RFC 2426, section 4)."""
    escaped = _line(text).replace("\\", "\\\\")
    return escaped.replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> bytes:
    """The line in UTF-8, continued with a space where it is too long, and never within a character."""
    lines, room = [b""], _LONGEST_LINE
    for character in line.encode(errors="replace").decode():
        octets = character.encode()
        if len(lines[-1]) + len(octets) > room:
            lines.append(b"")
            room = _LONGEST_LINE - 1
        lines[-1] += octets
    return b"\r\n ".join(lines) + b"\r\n"
