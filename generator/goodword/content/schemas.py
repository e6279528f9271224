"""JSON Schemas of the kinds and of site.yaml, for editors; made from the models."""

from __future__ import annotations

from typing import Any

from goodword.content.models import KINDS, Amount, Granted, Site, When

_DAY = r"\d{4}-\d\d-\d\d"


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `kind`, one of KINDS or `site`. Raises KeyError for another word."""
    import msgspec

    model = Site if kind == "site" else KINDS[kind]
    return msgspec.json.schema(model, schema_hook=_dates)


def _dates(wanted: type) -> dict[str, Any]:
    if wanted is When:
        return {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"}
    if wanted is Granted:
        return {"type": ["string", "boolean"], "pattern": f"^({_DAY}|no)$"}
    if wanted is Amount:
        return {"type": ["string", "number"], "pattern": r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$"}
    raise NotImplementedError(wanted)
