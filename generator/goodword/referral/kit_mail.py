"""The words of what goes along with a share kit: the mail to the advocate, and the line below what they send on.

Facts, what both sides get, who writes, and how to stop. Nobody is asked twice, and nothing counts on them.
"""

from __future__ import annotations

from msgspec import Struct

from goodword.text import Words, sentence


class KitFacts(Struct, frozen=True):
    """What the mail says, in its language; an empty text says nothing.

    name: as one writes to the person. kit: address of the kit page. ideal: whom the company can help best. reward: what
    the advocate gets for a friend; tiers: after how many friends what besides. offer: what the friend gets, or that
    there is nothing. not_now: that what both get begins later. conditions: label and text. sender: the company with its
    address, contact: where it can be written to.
    """

    company: str
    name: str
    link: str
    code: str
    kit: str
    ideal: str
    reward: str
    tiers: tuple[tuple[int, str], ...]
    offer: str
    not_now: str
    conditions: tuple[tuple[str, str], ...]
    sender: str
    contact: str


def subject(facts: KitFacts, words: Words) -> str:
    """The subject of the mail to the advocate."""
    return words.gettext("{company}: your link, and all you need to pass it on").format(company=facts.company)


def mail(facts: KitFacts, words: Words) -> str:
    """The mail to the advocate."""
    first = words.gettext("Hello {name},").format(name=facts.name) if facts.name else words.gettext("Hello,")
    return "\n\n".join((first, *_about(facts, words), *_end(facts, words))) + "\n"


def note(facts: KitFacts, words: Words) -> str:
    """The same as a text that lies with the files of the kit."""
    return "\n\n".join((subject(facts, words), *_about(facts, words), *_end(facts, words))) + "\n"


def _about(facts: KitFacts, words: Words) -> tuple[str, ...]:
    """What the kit is, and what both sides get, in paragraphs."""
    company = facts.company
    why = words.gettext(
        "Should you want to recommend {company} to somebody, here is what makes it easy. "
        "If not, there is nothing to do."
    )
    where = [words.gettext("Your page: {link}").format(link=facts.link)]
    where.append(words.gettext("Your code, where there is no link: {code}").format(code=facts.code))
    if facts.kit:
        kit = words.gettext("Your kit with ready words to change, for every channel: {kit}")
        where.append(kit.format(kit=facts.kit))
        where.append(words.gettext("Keep the address of the kit to yourself: whoever knows it can open it."))
    ideal = words.gettext("Whom {company} can help best: {ideal}").format(company=company, ideal=facts.ideal)
    conditions = "\n".join(f"- {label}: {text}" for label, text in facts.conditions)
    parts = [why.format(company=company), "\n".join(where), ideal if facts.ideal else "", _gains(facts, words)]
    return tuple(part for part in (*parts, conditions) if part)


def _gains(facts: KitFacts, words: Words) -> str:
    if facts.not_now:
        return facts.not_now
    if not facts.reward and not facts.tiers:
        nothing = words.gettext("We do not pay for recommendations.")
        return f"{nothing} {_friend(facts, words)}".strip()
    yours = [words.gettext("What you get when a friend becomes a customer: {reward}").format(reward=facts.reward)]
    for count, reward in facts.tiers:
        after = words.ngettext(
            "What you get after {n} new customer: {reward}", "What you get after {n} new customers: {reward}", count
        )
        yours.append(after.format(n=count, reward=reward))
    said = [sentence(one) for one in (yours if facts.reward else yours[1:])]
    say = words.gettext("Please tell them that you get it; the ready words do.")
    return " ".join(filter(None, (*said, _friend(facts, words), say)))


def _friend(facts: KitFacts, words: Words) -> str:
    if not facts.offer:
        return ""
    return sentence(words.gettext("What your friend gets: {offer}").format(offer=facts.offer))


def _end(facts: KitFacts, words: Words) -> tuple[str, ...]:
    """Who writes, why they may, and how to stop."""
    who = words.gettext("This comes from {sender}, because you allowed us to write to you.").format(sender=facts.sender)
    if facts.contact:
        stop = words.gettext(
            "To stop: answer with a word, or write to {contact}. Say whether we should no longer write to you, or also "
            "take your page and your words off our site. Both are done without a question, at any time."
        ).format(contact=facts.contact)
    else:
        stop = words.gettext(
            "To stop: answer with a word. Say whether we should no longer write to you, or also take your page and "
            "your words off our site. Both are done without a question, at any time."
        )
    return who, stop


def below(company: str, words: Words) -> str:
    """What stands below a draft that the advocate sends on: who sends it, and how a friend gets no more of them."""
    return words.gettext(
        "I am sending this myself. {company} does not have your address and will not write to you unless you write to "
        "them. If you would rather not get such mails from me, tell me."
    ).format(company=company)
