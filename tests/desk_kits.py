"""A small site with people of all sorts, `goodword kit` run on it, and what it wrote."""

from __future__ import annotations

import csv
import email
import email.policy
import io
from email.message import EmailMessage
from pathlib import Path

from killed import files
from sites import Result, run

SECRET = "a secret that the tests have made up for themselves"
SITE = """
-- site.yaml --
name: Tandem Tools
url: https://tandem.example
languages: [es]
organization: {email: hello@tandem.example, address: "1 Long Lane, Bristol", telephone: +44 117 496 0000}
-- content/program.yaml --
name: Pass it on
ideal_customer: Shops with **many bicycles**.
advocate_reward: a month without the fee
friend_reward: two months without the fee
eligibility: Customers.
limits: Three a year.
channels: [whatsapp, sms, linkedin]
messages: {whatsapp: "The page: {link}"}
emails:
  short: |
    Subject: The page

    Hello {friend|there}, here it is: {link}
  "../../long & odd": |
    Subject: The page at length

    Hello {friend|there}, here it is, at length: {link}
-- content/advocates.csv --
id,public_name,code,language,consent.granted,consent.scope,consent.withdrawn
ana,Ana Silva,k7mw2bxq,,2026-01-01,page|name|contact,
bo,Bo Ek,n4pr8vzt,es,2026-01-01,page|contact,
cy,Cy Vance,w9dh3kjm,,2026-01-01,page|name,
di,Di Rao,x2bc4dfg,,2026-01-01,page|name|contact,
ed,Ed Ives,m6tw8xkr,,2026-01-01,page|name|contact,2026-06-01
flo,Flo Ngu,q3vb7nzc,,2026-01-01,name|contact,
-- private/advocates.csv --
id,name,email,strength,nps,notes,open_problems
ana,Ana María Silva,ana@silva.example,10,10,likes-zzmarkerzz,
bo,Bo Ek,bo@ek.example,10,10,,
cy,Cy Vance,cy@vance.example,10,10,,
di,Di Rao,,10,10,,
ed,Ed Ives,ed@ives.example,10,10,,
flo,Flo Ngu,flo@ngu.example,10,10,,
gus,Gus Hay,gus@hay.example,10,10,,
"""


def kit(site: Path, *arguments: str, secret: str = SECRET, **options: str) -> Result:
    """`goodword kit` that has to succeed."""
    result = run("kit", "--anyway", *arguments, cwd=site, env={"GOODWORD_SECRET": secret} if secret else {}, **options)
    assert result.exit_code == 0, result.stderr
    return result


def kits(site: Path) -> dict[str, bytes]:
    """Every file that was written, by its path below private/out/kits/."""
    return files(site / "private/out/kits")


def mail(data: bytes) -> EmailMessage:
    """A draft, read as strictly as can be."""
    return email.message_from_bytes(data, policy=email.policy.strict.clone(raise_on_defect=True))


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def edit(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text()
    assert text.count(old) == 1
    (site / path).write_text(text.replace(old, new))
