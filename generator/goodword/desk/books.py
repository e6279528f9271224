"""What rewards are counted from: the tables of leads and sales, the advocates with their codes, the programs' rules."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar, cast

from goodword.content.library import Library, default_program
from goodword.content.load import load_library
from goodword.content.models import Advocate, Program
from goodword.content.money import amount_problem, currency_problem, is_currency
from goodword.content.recall import Recall
from goodword.content.references import Entries
from goodword.content.rows.family import Family
from goodword.desk.people import people
from goodword.desk.private import Private, Row
from goodword.problems import Problem, Problems
from goodword.problems import rewards as told
from goodword.referral.codes import check_all_codes, codes_of, look_alike_key
from goodword.referral.people import Person
from goodword.referral.rewards.addresses import company_domain, domain_of_url, normal
from goodword.referral.rewards.policy import Policy, policy_of
from goodword.referral.rewards.referrals import Books, Referrer
from goodword.referral.rewards.tables import Lead, Sale
from goodword.text import closest

R = TypeVar("R", Lead, Sale)
# Looking for the nearest word takes too long among more, or for more.
_MANY, _OFTEN = 5_000, 20


def site_of(root: Path, day: Callable[[str], datetime.date]) -> tuple[Library, Entries]:
    """The site in `root`, and all its entries, those that nobody may see, too: their codes are out in the world.

    Raises SiteError when it has an error.
    """
    kept: list[Entries] = []

    def keep(entries: Entries, _: Recall) -> Iterable[Problem]:
        kept.append(entries)
        return ()

    return load_library(root, day, checks=(keep, check_all_codes)), kept[0]


def books_of(
    library: Library, entries: Entries, private: Private, *, tells_codes: bool = True
) -> tuple[Books, Problems]:
    """Everything that rewards of the site are counted from, and what is to be told of it.

    tells_codes: also of leads whose code nobody has.

    Raises SiteError when a table has an error.
    """
    problems = Problems()
    leads = leads_of(private, problems)
    sales = _once(private, "sales", Sale, "sale", problems)
    known = {id_: row.value for id_, row in people(private, problems).items()}
    problems.extend(_sales_problems(sales, leads))
    problems.raise_errors()
    problems.extend(_days_to_come("lead", leads.values(), library.today))
    problems.extend(_days_to_come("sale", sales.values(), library.today))
    policies = dict(_policies(entries))
    # Where none is shown, what came under the first one is still owed.
    default = default_program(library.programs) or next(iter(policies), None)
    advocates = [row.entry for row in cast(Family, entries["advocate"]).rows()]
    books = Books(
        leads={id_: row.value for id_, row in leads.items()},
        sales=[row.value for row in sales.values()],
        referrers=_referrers(advocates, known, default),
        policies=policies,
        customers=dict(_customers(known)),
    )
    if tells_codes:
        problems.extend(_unknown_codes(leads, books))
    return books, problems


def leads_of(private: Private, problems: Problems) -> dict[str, Row[Lead]]:
    """The leads of all tables by id; what is wrong with them goes to `problems`."""
    return _once(private, "leads", Lead, "lead", problems)


def _once(private: Private, stem: str, model: type[R], key: str, problems: Problems) -> dict[str, Row[R]]:
    """The rows of all tables of one kind by id. The same row twice is one; two that differ are a problem."""
    found: dict[str, Row[R]] = {}
    for name in private.names(stem):
        for row in private.rows(name, model, key, problems):
            id_: Hashable = getattr(row.value, key)
            first = found.setdefault(str(id_), row)
            if first.value != row.value:
                problems.add(told.TWICE(row.place(key), what=key, id=id_, other=first.place(key)))
    return found


def _sales_problems(sales: dict[str, Row[Sale]], leads: dict[str, Row[Lead]]) -> Iterator[Problem]:
    lacking = 0
    for row in sales.values():
        sale = row.value
        if sale.lead not in leads:
            lacking += 1
            near = closest(sale.lead, leads) if len(leads) < _MANY and lacking <= _OFTEN else None
            hint = f"Did you mean `{near}`?" if near else "Add the lead, with the code that it came with."
            yield told.NO_SUCH_LEAD(row.place("lead"), sale=sale.sale, lead=sale.lead, hint=hint)
        yield from currency_problem(sale.currency, row.place("currency"), "currency")
        if is_currency(sale.currency):
            for name, amount in (("amount", sale.amount), ("refunded", sale.refunded)):
                if amount is not None:
                    yield from amount_problem(amount, sale.currency, row.place(name), name)
        if sale.refunded is not None and sale.refunded.exact > sale.amount.exact:
            yield told.REFUND_TOO_LARGE(
                row.place("refunded"), sale=sale.sale, amount=sale.amount, refunded=sale.refunded
            )


def _days_to_come(
    what: str, rows: Iterable[Row[Lead]] | Iterable[Row[Sale]], today: datetime.date
) -> Iterator[Problem]:
    """A year that was mistyped makes a payment that nobody has made yet look earned."""
    for row in rows:
        if row.value.date > today:
            yield told.NOT_YET(row.place("date"), what=what, id=getattr(row.value, what), found=row.value.date)


def _policies(entries: Entries) -> Iterator[tuple[str, Policy]]:
    """The rules of every program in the given order, also of one that is kept in the archive: its rewards are still
    owed."""
    for id_, one in entries["program"].items():
        if one.entry.status != "draft":
            yield id_, policy_of(cast(Program, one.entry))


def _referrers(advocates: Iterable[Advocate], known: dict[str, Person], default: str | None) -> dict[str, Referrer]:
    """Everybody who has a code, by that code and the old ones."""
    found = {}
    for entry in advocates:
        person = known.get(entry.id)
        email = person.email if person else None
        domains = frozenset(filter(None, (company_domain(email), domain_of_url(entry.company_url))))
        program = entry.program or default or ""
        referrer = Referrer(entry.id, program, email, domains, entry.offer, _gone(entry))
        for code in codes_of(entry):
            found[code] = referrer
    return found


def _gone(entry: Advocate) -> tuple[datetime.date, str] | None:
    """Since when the code has ended, with the reason."""
    if entry.status == "archived":
        return datetime.date.min, "the advocate is in the archive, and nothing says since when"
    consent = entry.consent
    if consent and consent.withdrawn:
        return consent.withdrawn, f"the advocate withdrew consent on {consent.withdrawn}"
    if consent and consent.expires and consent.expires < datetime.date.max:
        return consent.expires + datetime.timedelta(1), f"the advocate's consent ended on {consent.expires}"
    return None


def _customers(known: dict[str, Person]) -> Iterator[tuple[str, tuple[str, datetime.date]]]:
    for person in known.values():
        address = normal(person.email)
        if address and person.joined:
            yield address, (person.id, person.joined.first_day)


def _unknown_codes(leads: dict[str, Row[Lead]], books: Books) -> Iterator[Problem]:
    """Leads whose code nobody has, with the code that was meant, if one is near."""
    unknown = [row for row in leads.values() if row.value.status != "spam" and books.referrer(row.value) is None]
    alike = {look_alike_key(code): code for code in books.referrers} if unknown else {}
    for number, row in enumerate(unknown):
        code = row.value.code.strip()
        near = alike.get(look_alike_key(code))
        if near is None and len(books.referrers) < _MANY and number < _OFTEN:
            near = closest(code, books.referrers)
        hint = (
            f"Did you mean `{near}`, the code of `{books.referrers[near].id}`?" if near else "Correct it, if you can."
        )
        yield told.UNKNOWN_CODE(row.place("code"), lead=row.value.lead, code=code, hint=hint)
