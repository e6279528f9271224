"""A code for every advocate who has none: in the cells of CSV files, elsewhere written by hand. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from goodword.content.document import Document
from goodword.problems import Problem
from goodword.problems import referral as told
from goodword.referral.code_cells import fill
from goodword.referral.codes import new_codes


@dataclass(slots=True)
class Completed:
    """files: the new content of each file with new codes, by path; counts: how many; by_hand: codes to be written."""

    files: dict[str, bytes] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    by_hand: list[Problem] = field(default_factory=list)


def complete(advocates: Iterable[Document], read: Callable[[str], bytes]) -> Completed:
    """New codes for `advocates`, given with all their documents; no code that stands is changed. `read`: by path."""
    documents = list(advocates)
    taken = [str(document.fields["code"]) for document in documents if document.fields.get("code")]
    with_code = {document.id for document in documents if document.fields.get("code")}
    done = Completed()
    for path in sorted({document.path for document in documents if _is_table(document)}):
        filled = fill(read(path), taken)
        taken += filled.codes
        if filled.count:
            done.files[path], done.counts[path] = filled.data, filled.count
    lacking = [document for document in documents if not _is_table(document) and document.id not in with_code]
    for document, offer in zip(lacking, new_codes(len(lacking), taken), strict=True):
        done.by_hand.append(told.CODE_TO_WRITE(document.place(), advocate=document.id, offer=offer))
    return done


def _is_table(document: Document) -> bool:
    return document.path.lower().endswith(".csv")
