"""What an advocate may put on a website of their own: a badge, and their own testimonial, as plain HTML to copy.

Both say in the same element that the link is paid for, where it is. They load nothing and need no script.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup

from goodword.content.models.people import AdvocateKind
from goodword.outputs import kit_views, views
from goodword.outputs.absolute import absolute, absolute_html
from goodword.outputs.frames import Frame
from goodword.referral.links import with_channel
from goodword.text import sentence

# Search engines ask to be told of paid links: https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links
_PAID = Markup(' rel="sponsored"')
# Stands for a code that is not known yet; no text that people write holds it.
_MARK = "\ue000"
_STYLE = Markup(
    "display:inline-block;padding:.5em .9em;border:2px solid {0};border-radius:6px;background:#fff;color:{0};"
    "font:600 1rem/1.3 sans-serif;text-decoration:none"
)


@dataclass(slots=True)
class Embeds:
    """The embeds of one language. link: the address of the landing page of a code; ink: `#rrggbb`.

    What is asked for here: kind, of the advocate; reward: the disclosure, or empty.
    """

    frame: Frame
    link: Callable[[str], str]
    ink: str
    _badges: dict[tuple[AdvocateKind, str], tuple[str, str, str]] = field(default_factory=dict)

    def badge(self, code: str, kind: AdvocateKind, reward: str) -> kit_views.Embed:
        """A link that says what they are to the company, which is a fact and no opinion."""
        if (kind, reward) not in self._badges:  # all of a kind are the same but for the code
            self._badges[kind, reward] = self._badge(kind, reward)
        before, after, label = self._badges[kind, reward]
        return kit_views.Embed(f"{before}{code}{after}", label)

    def _badge(self, kind: AdvocateKind, reward: str) -> tuple[str, str, str]:
        words = self.frame.wording
        told = {
            "customer": words.gettext("Customer of {company}"),
            "partner": words.gettext("Business partner of {company}"),
            "employee": words.gettext("Works at {company}"),
        }
        label = told[kind].format(company=self.frame.site.organization_name)
        link = Markup('<a href="{}"{} style="{}">{}</a>').format(
            with_channel(self.link(_MARK), "badge"), _rel(reward), _STYLE.format(self.ink), label
        )
        first = Markup("{}<br>").format(reward) if reward else Markup("")
        before, after = Markup("<p>{}{}</p>").format(first, link).split(_MARK)
        return str(before), str(after), label

    def quote(self, code: str, quote: views.Quote, reward: str) -> kit_views.Embed:
        """Their own words, as the site shows them: with whatever has to stand beside them."""
        site = self.frame.site
        page = absolute(site.url, quote.url)
        parts = (quote.person.label, quote.person.role, quote.person.company)
        who = self.frame.wording.gettext(", ").join(part for part in parts if part)
        link = Markup('<a href="{}"{}>{}</a>').format(
            with_channel(self.link(code), "embed"), _rel(reward), site.organization_name
        )
        notes = [original.note for original in quote.originals] + [one.text for one in quote.disclosures]
        told = [sentence(who), *notes, *([reward] if reward else [])]
        made = Markup(
            '<figure>\n<blockquote cite="{cite}" lang="{language}" dir="{direction}">\n{html}\n</blockquote>\n'
            "<figcaption>{told} {link}</figcaption>\n</figure>"
        ).format(
            cite=page,
            language=quote.language,
            direction=quote.direction,
            html=Markup(absolute_html(site.url, quote.html.strip(), page)),
            told=" ".join(told),
            link=link,
        )
        return kit_views.Embed(str(made), quote.person.label)


def _rel(reward: str) -> Markup:
    return _PAID if reward else Markup("")
