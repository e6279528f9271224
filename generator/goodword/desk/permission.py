"""Whether somebody may be written to: by the consent of today, and by an address that mail programs take.

Every desk command asks here. Who gets what it writes, and when, is that command's matter.
"""

from __future__ import annotations

import datetime

from goodword.content.consent import refusal
from goodword.content.models import Advocate
from goodword.desk.mail import can_be_written_to
from goodword.referral.people import Person

SCOPE = "contact"


def without_consent(entry: Advocate, today: datetime.date) -> str:
    """Why nobody may write to the advocate today, in words; empty where they said that it is welcome."""
    refused = refusal(entry.consent, today, SCOPE)
    return refused.text if refused else ""


def without_address(person: Person | None) -> str:
    """Why there is no way to write to somebody, in words; empty where there is one."""
    if person is None or not person.email:
        return "there is no e-mail address in private/advocates.csv"
    if not can_be_written_to(person.email):
        return "mail programs do not take the e-mail address in private/advocates.csv"
    return ""
