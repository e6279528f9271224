"""The people in private/advocates.csv and what they answered in private/nps.csv, by id."""

from __future__ import annotations

from goodword.content.addresses import email_address
from goodword.desk.private import Private, Row
from goodword.problems import Problems
from goodword.problems import readiness as told
from goodword.referral.people import Nps, Person


def people(private: Private, problems: Problems) -> dict[str, Row[Person]]:
    """The rows of private/advocates.csv by id, in the order of the file.

    A second row for one id and an e-mail address that is none go to `problems`, as everything else that is wrong.
    """
    found: dict[str, Row[Person]] = {}
    for row in private.rows("advocates.csv", Person, "id", problems):
        first = found.setdefault(row.value.id, row)
        if first is not row:
            problems.add(told.PERSON_TWICE(row.place("id"), id=row.value.id, line=first.place().line))
        if row.value.email and not email_address(row.value.email):
            problems.add(told.PERSON_EMAIL(row.place("email"), found=row.value.email))
    return found


def answers(private: Private, problems: Problems) -> dict[str, Row[Nps]]:
    """The newest row of private/nps.csv by id; of two on one day the lower score, so that their order says nothing."""
    found: dict[str, Row[Nps]] = {}
    for row in private.rows("nps.csv", Nps, "id", problems):
        other = found.get(row.value.id)
        if other is None or _counts_before(row.value, other.value):
            found[row.value.id] = row
    return found


def _counts_before(one: Nps, other: Nps) -> bool:
    return (one.date, -one.score) > (other.date, -other.score)
