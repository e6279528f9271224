"""`goodword thanks`: for each referral a note as a draft and a card to print, to whoever may be written to.

For one referral nobody is thanked twice. Notes to people who have taken back that they may be written to are removed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from goodword.build.plan import frames_of, production_of
from goodword.content.load import load_library
from goodword.content.models import Site
from goodword.desk import mail, out, thanks_record
from goodword.desk.people import people
from goodword.desk.private import Private, Row
from goodword.desk.thanks_people import Code, Known, Left, Owners, why_not
from goodword.desk.thanks_record import Written
from goodword.outputs.frames import Frame
from goodword.outputs.thanks_card import Cards
from goodword.problems import Problems
from goodword.referral.codes import check_all_codes
from goodword.referral.offers import promoter
from goodword.referral.people import Person
from goodword.referral.rewards.addresses import normal
from goodword.referral.rewards.tables import Lead
from goodword.referral.thanking import Occasion, interest_of, note

ENDINGS = (".eml", ".html")


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did. written, removed: the notes; before: for how many referrals there was one already."""

    written: tuple[Written, ...]
    removed: tuple[Written, ...]
    before: int
    left: tuple[Left, ...]
    problems: Problems


def write_thanks(root: Path, day: Callable[[str], datetime.date]) -> Done:
    """Writes what is new. Raises SiteError for what is wrong with the content or the tables, OutsideError for the rest.

    Nothing is written before everything is known to be right.
    """
    owners = Owners()
    library = load_library(root, day, checks=[check_all_codes, owners])
    private = Private.of(root, is_demo=library.site.demo)
    production = production_of(library, root)
    frames = {frame.language: frame for frame in frames_of(production)}
    problems = production.problems
    known = people(private, problems)
    leads = sorted(_referrals(private, problems), key=_by_day)
    problems.raise_errors()
    return _Run(private, library.site, library.today, known, owners, frames, problems).write(leads)


def _referrals(private: Private, problems: Problems) -> Iterator[Lead]:
    """The leads that are no spam; of several rows of one lead the last."""
    leads = {row.value.lead: row.value for row in private.rows("leads.csv", Lead, "lead", problems)}
    return (lead for lead in leads.values() if lead.status != "spam")


def _by_day(lead: Lead) -> tuple[datetime.date, str]:
    return lead.date, lead.lead


@dataclass(frozen=True, slots=True)
class _Run:
    """One run over the referrals, the oldest first."""

    private: Private
    site: Site
    today: datetime.date
    people: Mapping[str, Row[Person]]
    owners: Owners
    frames: Mapping[str, Frame]
    problems: Problems

    def write(self, leads: Sequence[Lead]) -> Done:
        """Removes, then writes, then keeps what was written."""
        record = thanks_record.load(self.private)
        done = {(one.advocate, one.lead) for one in record}
        new, left = self._sorted_out(leads, done)
        removed = self._take_away(record)
        for written, files in new:
            for ending, data in zip(ENDINGS, files, strict=True):
                out.write(self.private, written.stem + ending, data)
        made = tuple(written for written, _ in new)
        if made:
            thanks_record.save(self.private, [*record, *made])
        return Done(made, removed, len(leads) - len(new) - len(left), left, self.problems)

    def _sorted_out(
        self, leads: Sequence[Lead], done: Container[tuple[str, str]]
    ) -> tuple[list[tuple[Written, tuple[bytes, bytes]]], tuple[Left, ...]]:
        """The notes that are to be written, and the referrals for which nobody is written to."""
        by_code = self.owners.of(lead.code for lead in leads)
        friends: dict[str, set[str]] = {}
        new, left = [], []
        for lead in leads:
            owner = by_code.get(lead.code.strip().casefold())
            name = owner.entry.id if owner else lead.code
            before = friends.setdefault(name, set())
            why = self._why_not(owner, lead, before)
            if owner is None or why:
                left.append(Left(name, lead.lead, why or "unknown-code"))
                continue
            if (name, lead.lead) not in done:
                written = Written(name, lead.lead, thanks_record.stem(name, lead.lead))
                new.append((written, self._files(owner, lead, len(before))))
            before.add(normal(lead.email) or f"lead {lead.lead}")
        return new, tuple(left)

    def _why_not(self, owner: Known | None, lead: Lead, before: Container[str]) -> Code | None:
        """Why there is no note for a lead; before: the friends for whom the same person was thanked."""
        why = why_not(owner, self.people, self.today)
        friend = normal(lead.email)
        if owner is None or why or not friend:
            return why
        if friend == normal(self.people[owner.entry.id].value.email):
            return "own-address"
        return "same-friend" if friend in before else None

    def _take_away(self, record: Sequence[Written]) -> tuple[Written, ...]:
        """The notes that still lie there for people who may not be written to any more."""
        known = self.owners.called({one.advocate for one in record})
        gone = []
        for one in record:
            if why_not(known.get(one.advocate), self.people, self.today) is None:
                continue
            lying = [one.stem + ending for ending in ENDINGS if (self.private.out / (one.stem + ending)).exists()]
            for path in lying:
                out.remove(self.private, path)
            gone += [one] if lying else []
        return tuple(gone)

    def _files(self, owner: Known, lead: Lead, before: int) -> tuple[bytes, bytes]:
        """The draft and the card; before: for how many earlier referrals the person is thanked."""
        person = self.people[owner.entry.id].value
        frame = self.frames.get(owner.language) or self.frames[self.site.language]
        name = person.name or owner.entry.public_name
        contact = self.site.policies.privacy.contact or self.site.organization.email or ""
        about = Occasion(
            company=self.site.company,
            name=name,
            day=frame.wording.day(lead.date),
            again=before > 0,
            interest=interest_of(person.interests, before),
            sender=promoter(None, self.site),
            contact=contact,
        )
        words = note(about, frame.wording)
        draft = mail.draft(to=(name, person.email or ""), subject=words.subject, text=words.text, sender=self._sender())
        return draft, Cards(frame).card(words.paragraphs, words.signature, words.closing)

    def _sender(self) -> tuple[str, str] | None:
        address = self.site.organization.email
        return (self.site.company, address) if address and mail.can_be_written_to(address) else None
