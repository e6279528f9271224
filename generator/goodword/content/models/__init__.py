"""The entries of a site as frozen structs: one source for validation, schemas, docs and scaffolds.

`KINDS` names every kind. What a field means stands in its `Meta(description=...)`. The modules do without
`from __future__ import annotations`: msgspec would compile each annotation from its text, at every start.
"""

from goodword.content.models.entry import Entry
from goodword.content.models.parts import (
    LEGAL_RELATIONS,
    SCOPES,
    Amount,
    Consent,
    Granted,
    Localized,
    Scope,
    When,
    decode_text,
)
from goodword.content.models.people import Advocate, Partner
from goodword.content.models.program import Program
from goodword.content.models.proof import Award, CaseStudy, Testimonial
from goodword.content.models.site import Site
from goodword.content.models.writing import Article, Page

KINDS: dict[str, type[Entry]] = {
    "testimonial": Testimonial,
    "case-study": CaseStudy,
    "award": Award,
    "advocate": Advocate,
    "partner": Partner,
    "program": Program,
    "article": Article,
    "page": Page,
}

__all__ = [
    "KINDS",
    "LEGAL_RELATIONS",
    "SCOPES",
    "Advocate",
    "Amount",
    "Article",
    "Award",
    "CaseStudy",
    "Consent",
    "Entry",
    "Granted",
    "Localized",
    "Page",
    "Partner",
    "Program",
    "Scope",
    "Site",
    "Testimonial",
    "When",
    "decode_text",
]
