"""Which share card a landing page has, and what is said on both: who thought of the friend, and what ties them."""

from __future__ import annotations

from dataclasses import dataclass, field

from goodword.content.items import Item
from goodword.content.models import Advocate
from goodword.outputs import views
from goodword.outputs.frames import Frame
from goodword.referral import disclosure, offers


@dataclass(slots=True)
class LandingCards:
    """The cards of the landing pages of one language."""

    frame: Frame
    _programs: dict[str, views.Picture | None] = field(default_factory=dict)

    def of(self, entry: Advocate) -> views.Picture | None:
        """The advocate's own card, that of the program, or the site's; None on a site without cards."""
        frame = self.frame
        if frame.production.shelf is None:
            return None
        program = frame.production.library.program_of(entry)
        if not frame.production.personal_cards:
            return self._of_program(program) if program and not entry.offer else frame.cards.site()
        said = self._offer(program, entry)
        return frame.cards.personal(entry, greeting(frame, entry, entry.public_name), said, tie(frame, entry))

    def shared(self, program: Item[offers.Program] | None) -> tuple[views.Picture | None, views.Picture | None]:
        """The cards that advocates of one program share, where they have none of their own."""
        return self.frame.cards.site(), self._of_program(program) if program else None

    def name_all(self) -> None:
        """Has the cards of programs made, which stand for those of advocates where these are too many."""
        production = self.frame.production
        if production.shelf is not None and len(production.library.advocates) and not production.personal_cards:
            for program in production.library.programs:
                self._of_program(program)

    def _of_program(self, program: Item[offers.Program]) -> views.Picture | None:
        if program.id not in self._programs:
            self._programs[program.id] = self.frame.cards.program(program.id, self._offer(program, None))
        return self._programs[program.id]

    def _offer(self, item: Item[offers.Program] | None, entry: Advocate | None) -> offers.OfferWords:
        program = item.version(self.frame.language)[1] if item else None
        return offers.offer_words(program, entry, self.frame.production.library.today, self.frame.wording, ())


def greeting(frame: Frame, entry: Advocate, name: str | None) -> str:
    """Who thought of the friend, as far as they may be named: nobody is called a customer who is none."""
    words = frame.wording
    if name:
        return words.gettext("{name} thought of you").format(name=name)
    if entry.kind != "customer":
        return words.gettext("Somebody thought of you")
    return words.gettext("A customer of {company} thought of you").format(company=frame.site.organization_name)


def tie(frame: Frame, entry: Advocate) -> disclosure.Sentence | None:
    """What ties an advocate who is no plain customer to the company."""
    return disclosure.of_advocate(entry, frame.site.organization_name, frame.wording)
