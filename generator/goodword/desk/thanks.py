"""`goodword thanks`: for each referral a note as a draft and a card to print, to whoever may be written to.

For one referral nobody is thanked twice. Notes to people who have taken back that they may be written to are removed,
and those for a referral that turned out to be somebody else's.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from goodword.build.plan import frames_of, production_of
from goodword.content.models import Site
from goodword.content.references import Entries
from goodword.desk import mail, out, thanks_record
from goodword.desk.books import leads_of, site_of
from goodword.desk.people import people
from goodword.desk.private import Private, Row
from goodword.desk.thanks_people import Code, Known, Left, called, owners_of, why_not
from goodword.desk.thanks_record import Written
from goodword.outputs.frames import Frame
from goodword.outputs.thanks_card import Cards
from goodword.problems import Problems
from goodword.problems import giving as told
from goodword.referral.offers import promoter
from goodword.referral.people import Person
from goodword.referral.rewards.addresses import normal
from goodword.referral.rewards.tables import Lead
from goodword.referral.thanking import Occasion, interest_of, note

ENDINGS = (".eml", ".html")
_LOCK = ".thanks.lock"
# The draft and the card, when they are wanted: ten thousand cards are much to keep.
Files = Callable[[], tuple[bytes, bytes]]


class Done(Struct, frozen=True):
    """What a run did. written: the notes; removed: those taken away; before: for how many referrals there was one."""

    written: tuple[Written, ...]
    removed: tuple[Left, ...]
    before: int
    left: tuple[Left, ...]
    problems: Problems


def write_thanks(root: Path, day: Callable[[str], datetime.date]) -> Done:
    """Writes what is new. Raises SiteError for what is wrong with the content or the tables, OutsideError for the rest.

    Nothing is written before everything is known to be right, and one run writes at a time.
    """
    library, entries = site_of(root, day)
    private = Private.of(root, is_demo=library.site.demo)
    production = production_of(library, root)
    frames = {frame.language: frame for frame in frames_of(production)}
    problems = production.problems
    known = people(private, problems)
    leads = [row.value for row in leads_of(private, problems).values() if row.value.status != "spam"]
    problems.raise_errors()
    run = _Run(private, library.site, library.today, known, entries, frames, problems)
    leads.sort(key=_by_day)
    if not (private.out / thanks_record.THANKS).exists():
        new, left = run.sorted_out(leads, ())
        if not new:  # nothing was ever written, and nothing is
            return Done((), (), len(leads) - len(left), left, problems)
    with out.alone(private, _LOCK, told.LOCKED):
        return run.write(leads)


def _by_day(lead: Lead) -> tuple[datetime.date, str]:
    return lead.date, lead.lead


class _Run(Struct, frozen=True):
    """One run over the referrals, the oldest first."""

    private: Private
    site: Site
    today: datetime.date
    people: Mapping[str, Row[Person]]
    entries: Entries
    frames: Mapping[str, Frame]
    problems: Problems

    def write(self, leads: Sequence[Lead]) -> Done:
        """Removes, then writes, then keeps what was written."""
        thanks_record.mend(self.private, ENDINGS)
        record = thanks_record.load(self.private)
        new, left = self.sorted_out(leads, record)
        removed = self._take_away(record, leads)
        made = tuple(written for written, _ in new)
        if made:
            thanks_record.save(self.private, made, thanks_record.BEGUN)
        for written, files in new:
            for ending, data in zip(ENDINGS, files(), strict=True):
                out.write(self.private, written.stem + ending, data)
        if made:
            thanks_record.save(self.private, [*record, *made])
            out.remove(self.private, thanks_record.BEGUN)
        return Done(made, removed, len(leads) - len(new) - len(left), left, self.problems)

    def sorted_out(
        self, leads: Sequence[Lead], record: Sequence[Written]
    ) -> tuple[list[tuple[Written, Files]], tuple[Left, ...]]:
        """The notes that are to be written, and the referrals for which nobody is written to."""
        by_code = owners_of((lead.code.strip() for lead in leads), self.entries)
        # A note to somebody who is still known by that id was for them: the code of the lead may have been corrected.
        known = called({one.advocate for one in record}, self.entries)
        done = {(one.lead, one.advocate if one.advocate in known else None) for one in record}
        friends: dict[str, set[str]] = {}
        new: list[tuple[Written, Files]] = []
        left: list[Left] = []
        for lead in leads:
            owner = by_code.get(lead.code.strip().casefold())
            name = owner.entry.id if owner else lead.code
            before = friends.setdefault(name, set())
            why = self._why_not(owner, lead, before)
            if owner is None or why:
                left.append(Left(name, lead.lead, why or "unknown-code"))
                continue
            if done.isdisjoint(((lead.lead, name), (lead.lead, None))):
                written = Written(name, lead.lead, thanks_record.stem(name, lead.lead))
                new.append((written, partial(self._files, owner, lead, len(before))))
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

    def _take_away(self, record: Sequence[Written], leads: Sequence[Lead]) -> tuple[Left, ...]:
        """Removes the notes that still lie there for people who may not be written to, or who had not sent anybody.

        Who is not known by that id any more is whoever has the code of the lead.
        """
        codes = {lead.lead: lead.code.strip().casefold() for lead in leads}
        known = called({one.advocate for one in record}, self.entries)
        by_code = owners_of((codes[one.lead] for one in record if one.lead in codes), self.entries)
        gone = []
        for one in record:
            sent_by = by_code.get(codes.get(one.lead, ""))
            owner = known.get(one.advocate) or sent_by
            why = why_not(owner, self.people, self.today)
            if why is None and owner and sent_by and sent_by.entry.id != owner.entry.id:
                why = "other-code"
            if why is None:
                continue
            lying = [one.stem + ending for ending in ENDINGS if (self.private.out / (one.stem + ending)).exists()]
            for path in lying:
                out.remove(self.private, path)
            gone += [Left(one.advocate, one.lead, why)] if lying else []
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
