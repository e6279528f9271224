"""A site with leads, sales and two advocates for the tests of `goodword rewards`, and its ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sites import run

SITE = """
-- content/advocates.csv --
id,public_name,code,aliases,program,status,consent.granted,consent.scope,consent.withdrawn
bo,Bo,k7wq2mzp,oldcode2,,,2026-01-01,name|page,
eva,Eva,h4t9xbnc,,,,2026-01-01,name|page,2026-05-05
-- content/program.yaml --
- id: friends
  name: Pass it on
  advocate_reward: {kind: percent, percent: 10}
  friend_reward: one month free of charge
  eligibility: All
  limits: Twelve
  starts: 2026-01-01
  ends: 2026-12-31
-- private/advocates.csv --
id,email
bo,bo@acme.example
-- private/leads.csv --
lead,code,date,email,status
L1,k7wq2mzp,2026-03-01,ana@shop.example,won
L2,OLDCODE2,2026-03-02,new@acme.example,won
L3,h4t9xbnc,2026-05-06,,won
L4,k7wq2mz0,2026-05-07,,new
-- private/sales.csv --
sale,lead,date,amount,currency,status,refunded
S1,L1,2026-03-20,120.50,EUR,,
S2,L2,2026-03-21,99.99,CHF,,
S3,L3,2026-05-20,10,EUR,,
"""


def ledger_of(site: Path) -> Path:
    return site / "private/out/ledger.jsonl"


def lines(site: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ledger_of(site).read_text(encoding="utf-8").splitlines()]


def rewards(site: Path, **options: Any) -> dict[str, dict[str, Any]]:
    """Each reward of an advocate by its lead."""
    found = run("rewards", "--dry-run", "--format", "json", cwd=site, **options).document["facts"]["rewards"]
    return {one["lead"]: one for one in found if one["side"] == "advocate"}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
