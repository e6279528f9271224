"""What happened how often while one source was read, as one problem for each column, not for each row."""

from __future__ import annotations

from dataclasses import dataclass, field

from goodword.importing.aliases import plain
from goodword.problems import Place, Problem, importing
from goodword.text import excerpt


@dataclass
class Tally:
    """What happened how often in one source: per message and column, a count and the first sample."""

    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    samples: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, what: str, column: str, sample: str = "") -> None:
        key = (what, column)
        self.counts[key] = self.counts.get(key, 0) + 1
        self.samples.setdefault(key, sample)


def remarks(tally: Tally, place: Place) -> list[Problem]:
    """One problem for each message and column that was counted."""
    found: list[Problem] = []
    for (what, column), count in tally.counts.items():
        sample = f"“{excerpt(tally.samples[what, column], 40)}”"
        name = plain(column)
        if what == "date":
            found.append(importing.NOT_A_DATE(place, count=count, column=name, sample=sample))
        elif what == "rating":
            found.append(importing.NOT_A_RATING(place, count=count, column=name, sample=sample))
        elif what == "address":
            found.append(importing.NOT_AN_ADDRESS(place, count=count, column=name))
        elif what.startswith("vocabulary "):
            vocabulary = {"product": "products", "industry": "industries"}.get(what.split()[1], "tags")
            value = tally.samples[what, column]
            found.append(importing.NOT_IN_LIST(place, value=value, vocabulary=vocabulary))
        elif what.startswith("private "):
            kind, _, name_of = what.removeprefix("private ").rpartition(" ")
            found.append(importing.PERSONAL_FIELD(place, count=count, column=name, what=kind, field=name_of))
    return found
