"""What an advocate may put on a website of their own: a badge, and their own testimonial, as plain HTML to copy.

Both say in the same element that the link is paid for, where it is. They load nothing and need no script.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from goodword.content.models import Advocate
from goodword.outputs import views
from goodword.outputs.absolute import absolute, absolute_html
from goodword.outputs.frames import Frame
from goodword.referral.links import with_channel

# Search engines ask to be told of paid links: https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links
_PAID = Markup(' rel="sponsored"')
_STYLE = Markup(
    "display:inline-block;padding:.5em .9em;border:2px solid {0};border-radius:6px;background:#fff;color:{0};"
    "font:600 1rem/1.3 sans-serif;text-decoration:none"
)


@dataclass(frozen=True, slots=True)
class Embeds:
    """The embeds of one advocate. link: the landing page; reward: the disclosure, or empty; ink: `#rrggbb`."""

    frame: Frame
    entry: Advocate
    link: str
    reward: str
    ink: str

    def badge(self) -> views.KitEmbed:
        """A link that says what they are to the company, which is a fact and no opinion."""
        words = self.frame.wording
        told = {
            "customer": words.gettext("Customer of {company}"),
            "partner": words.gettext("Business partner of {company}"),
            "employee": words.gettext("Works at {company}"),
        }
        label = told[self.entry.kind].format(company=self.frame.site.organization_name)
        link = Markup('<a href="{}"{} style="{}">{}</a>').format(
            with_channel(self.link, "badge"), self._rel, _STYLE.format(self.ink), label
        )
        return views.KitEmbed(str(Markup("<p>{}{}</p>").format(link, _small(self.reward))), label)

    def quote(self, quote: views.Quote) -> views.KitEmbed:
        """Their own words, as the site shows them: with whatever has to stand beside them."""
        site = self.frame.site
        page = absolute(site.url, quote.url)
        who = ", ".join(part for part in (quote.person.label, quote.person.role, quote.person.company) if part)
        link = Markup('<a href="{}"{}>{}</a>').format(
            with_channel(self.link, "embed"), self._rel, site.organization_name
        )
        notes = [original.note for original in quote.originals] + [one.text for one in quote.disclosures]
        code = Markup(
            '<figure>\n<blockquote cite="{cite}" lang="{language}" dir="{direction}">\n{html}\n</blockquote>\n'
            "<figcaption>{told}{notes}</figcaption>\n</figure>"
        ).format(
            cite=page,
            language=quote.language,
            direction=quote.direction,
            html=Markup(absolute_html(site.url, quote.html.strip(), page)),
            told=Markup(self.frame.wording.gettext("{who}, about {company}.")).format(who=who, company=link),
            notes=Markup("").join(map(_small, [*notes, self.reward])),
        )
        return views.KitEmbed(str(code), quote.person.label)

    @property
    def _rel(self) -> Markup:
        return _PAID if self.reward else Markup("")


def _small(note: str) -> Markup:
    return Markup(" <small>{}</small>").format(note) if note else Markup("")
