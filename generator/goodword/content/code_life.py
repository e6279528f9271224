"""The life of a code: which advocates have a page of their own, whose address only answers, and who is thanked.

Once consented to, then withdrawn, expired or retired, or its program over: the address tells nothing personal.
What stands on a page is decided in `joins.py` and above.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import cast

from msgspec.structs import replace

from goodword.content.collect import Collected
from goodword.content.consent import allows, harmless_aliases, refusal
from goodword.content.library import Item
from goodword.content.models import Advocate, Program
from goodword.content.visibility import key_of, make_item


def live_and_ended(
    entries: Mapping[str, Collected],
    shown: Sequence[Item[Advocate]],
    programs: Sequence[Item[Program]],
    today: datetime.date,
) -> tuple[list[Item[Advocate]], list[Item[Advocate]]]:
    """Advocates with a page of their own, and those whose code answers without anything personal; each by id.

    entries: all advocates; shown: those that consent and dates allow; programs: the visible ones, the default first.
    """
    over = {item.id for item in programs if item.entry.has_ended(today)}
    default = programs[0].id if programs else None
    alive = {item.id for item in shown}
    ended = set()
    for advocate_id, one in entries.items():
        entry = cast(Advocate, one.entry)
        is_over = advocate_id in alive and (entry.program or default) in over
        if _once_had_a_page(entry, today) and (is_over or _has_gone(entry, today)):
            ended.add(advocate_id)
    live = [item for item in shown if item.id not in ended]
    return sorted(live, key=lambda item: item.id), [_anonymous(entries[one]) for one in sorted(ended)]


def _once_had_a_page(entry: Advocate, today: datetime.date) -> bool:
    consent = entry.consent
    if consent is None or consent.granted.day is None or not allows(consent, "page") or entry.status == "draft":
        return False
    refused = refusal(consent, today)
    return refused is None or refused.code != "not-yet-granted"


def _has_gone(entry: Advocate, today: datetime.date) -> bool:
    refused = refusal(entry.consent, today)
    return entry.status == "archived" or (refused is not None and refused.code in {"withdrawn", "expired"})


def _anonymous(one: Collected) -> Item[Advocate]:
    """All that remains of an advocate whose page has ended: the code, its old forms, the language."""
    entry = cast(Advocate, one.entry)
    aliases = harmless_aliases(entry.aliases, entry.public_name, entry.company)
    bare = Advocate(id=entry.id, public_name="-", code=entry.code, aliases=aliases, language=entry.language)
    bare = replace(bare, program=entry.program, public_name="")
    return Item(
        kind="advocate",
        id=one.id,
        slug="",
        entry=bare,
        versions={one.language: bare},
        documents=dict(one.documents),
        language=one.language,
        person_key=key_of(entry.public_name),
    )


def thanked(entries: Mapping[str, Collected], today: datetime.date) -> list[Item[Advocate]]:
    """Those who may be thanked by name, whether or not they have a page; by name."""
    found = []
    for one in entries.values():
        entry = cast(Advocate, one.entry)
        if entry.status not in {"published", "example"} or refusal(entry.consent, today, "thanks"):
            continue
        if not allows(entry.consent, "name") or (entry.date and entry.date.first_day > today):
            continue
        item = make_item(one, today, None, False)
        if item:
            found.append(item)
    return sorted(found, key=lambda item: item.entry.public_name.casefold())
