"""What `changing_site` begins with, and the values that its edits choose from. None takes a field or a file away."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).resolve().parent.parent / "themes" / "default" / "templates"

ALL = [
    "quote",
    "name",
    "role",
    "company",
    "photo",
    "logo",
    "results",
    "translate",
    "edit",
    "page",
    "thanks",
    "directory",
]


def allowed(*scope: str, **more: str) -> dict[str, Any]:
    """A consent to all scopes, or to some."""
    return {"granted": "2026-01-01", "method": "form", "scope": list(scope) or ALL, **more}


CONSENTS = [
    allowed(),
    allowed(),
    allowed("quote", "role", "page"),
    allowed("quote", "name", "company", "page"),
    allowed(expires="2026-07-31"),
    allowed(withdrawn="2026-08-01"),
    {"granted": "no"},
    None,
]
DAYS = [
    datetime.date.fromisoformat(day) for day in ("2026-06-15", "2026-06-16", "2026-08-01", "2026-12-31", "2027-06-01")
]
PICTURES = ["content/photos/a.png", "content/photos/b.png", "content/logos/c.png"]
WORDS = [
    "It works.",
    "It *works*, and see [the story](../case-studies/dough.md).",
    "Long. " * 120,
    "Look: ![a](../photos/a.png)",
    "A [lost link](../nowhere.md) and a note[^1].\n\n[^1]: Here.",
    "See [the page](/about/) or [there](https://there.example/).",
]
# The company's own texts, with displays of proof in them.
TEXTS = [
    *WORDS,
    "{{ wall limit=3 }}\n\nSo it is.",
    "One.\n{{ rating }}\n{{ awards order=oldest }}\nTwo.",
    "{{ quote ana }}\n\n{{ logos }}\n\n{{ cases }}",
]
INDUSTRIES = ["bakeries", "schools", "museums", None]
_LISTED = {
    "status": ["published", "draft", "archived", None, None, None],
    "slug": ["one", "two", None, None],
    "aliases": [["/old/place/"], ["/older/"], None],
    "date": ["2026-01-01", "2026-05", "2025", "2026-06-16", "2026-12-31", None],
    "tags": [["ease"], ["price", "ease"], None],
    "featured": [True, False, None],
    "extra": [{"mark": "x"}, {"mark": 1, "list": [1, "b"]}, None],
}
QUOTE = _LISTED | {
    "author": ["Ana Lind", "Bo Berg", "Zoë"],
    "role": ["Baker", "Teacher <b>", "Head"],
    "company": ["Dough & Sons", "Crumb", None],
    "company_url": ["https://dough.example/", None],
    "photo": ["photos/a.png", "photos/b.png", None],
    "logo": ["logos/c.png", None],
    "rating": [5, 4, 2.5, None],
    "headline": ["It *works*", "Never again", None],
    "original": ["It wroks.", None],
    "source": [{"platform": "Map", "url": "https://map.example/1"}, None],
    "product": ["bead", "ember", None],
    "industry": INDUSTRIES,
    "translations": [
        {"es": {"quote": "Funciona.", "role": "Panadera", "translator": "Bea"}},
        {"en": {"quote": "So."}},
        None,
    ],
    "relationship": ["customer", "employee", "partner", None],
    "incentive": ["a voucher", "none", None],
    "verified": [{"method": "call", "date": "2026-02-02"}, None],
    "advocate": ["ana", "bo", "cy", None],
    "reply": ["Thanks, [Ana](/about/)!", None],
    "consent": CONSENTS,
    "language": ["en", "es", None],
}
ADVOCATE = {
    "status": ["published", "draft", "archived", None, None, None],
    "public_name": ["Ana Lind", "A", "Bo Berg", "Zoë O'Hara"],
    "role": ["Baker", "Teacher", None],
    "company": ["Dough & Sons", None],
    "company_url": ["https://dough.example/", None],
    "industry": INDUSTRIES,
    "product": ["bead", "ember", None],
    "kind": ["customer", "partner", "employee", None],
    "language": ["en", "es", None],
    "program": ["first", "second", None],
    "photo": ["photos/a.png", "photos/b.png", None],
    "logo": ["logos/c.png", None],
    "message": ["Try it.", "Try *it*: [this](/about/).", "![a](photos/a.png)", "[lost](nowhere.md)", None],
    "offer": ["a free hour", None],
    "testimonial": ["ana", None],
    "audiences": [["schools"], ["schools", "bakeries"], None],
    "kit_version": [2, 3, None],
    "aliases": [["b4dfghjk"], None],
    "consent": CONSENTS,
}
CASE = _LISTED | {
    "title": ["Two hours a day", "One hour"],
    "customer": ["Dough and Sons", "Crumb"],
    "industry": INDUSTRIES,
    "product": ["bead", "ember", None],
    "summary": ["Less work.", None],
    "challenge": ["It was *hot*.", None],
    "results": [[{"label": "Hours", "before": "4", "after": "2", "period": "a year", "method": "counted"}], None],
    "typical": ["An hour."],
    "quotes": [["ana"], ["ana", "bo"], None],
    "logo": ["logos/c.png", None],
    "hero": ["photos/b.png", None],
    "timeline": [[{"when": "May", "what": "Began"}], None],
    "body": TEXTS,
    "consent": CONSENTS,
}
AWARD = _LISTED | {
    "name": ["Best tandem", "Better tandem"],
    "awarder": ["Pedal Press"],
    "year": [2025, 2026],
    "rank": ["Winner", None],
    "badge": ["photos/a.png", None],
    "entry_fee": ["10 EUR", "none", None],
    "licence": [{"holder": "We", "display_until": "2026-06-15"}, {"display_until": "2026-12-30"}, None],
}
PARTNER = {
    "name": ["The Shed", "The Barn"],
    "what": ["Sheds", None],
    "paid": [True, False, None],
    "logo": ["logos/c.png", None],
    "body": [*WORDS, None],
    "consent": CONSENTS,
}
ARTICLE = _LISTED | {
    "title": ["Rain", "Sun"],
    "summary": ["Wet.", None],
    "image": ["photos/a.png", None],
    "body": TEXTS,
}
PAGE = {"title": ["The team", "Us"], "nav": [True, False, None], "body": TEXTS, "status": ["draft", None, None]}
PROGRAM = {
    "name": ["Bring a friend", "Pass it on"],
    "advocate_reward": ["a month", "10 EUR"],
    "friend_reward": ["two months", None],
    "starts": ["2026-01-01", "2026-06-16", None],
    "ends": ["2026-07-31", "2026-12-31", None],
    "limits": ["one each", "two each"],
    "channels": [["whatsapp", "email"], ["email", "sms", "x"], None],
    "messages": [{"email": "{advocate|Somebody}: {link}"}, {"email": "A: {link}"}, {"sms": "{offer|} {code}"}, None],
    "tiers": [[{"referrals": 3, "reward": "a cup"}], None],
    "terms": ["1. Be *kind*.", None],
}
FIELDS = {
    "testimonials": QUOTE,
    "advocates": ADVOCATE,
    "case-studies": CASE,
    "awards": AWARD,
    "partners": PARTNER,
    "articles": ARTICLE,
    "pages": PAGE,
    "program": PROGRAM,
}
BROKEN = [("ratng", 5), ("consent", "yes"), ("status", "publish"), ("date", "soon")]

_INDUSTRIES = [
    {"id": "bakeries", "label": {"en": "Bakeries", "es": "Panaderías"}},
    {"id": "schools"},
    {"id": "museums"},
]
SETTINGS: dict[str, list[Any]] = {
    "name": ["Tandem", "Tandem & Co"],
    "url": ["https://tandem.example/", "https://tandem.example/proof/"],
    "tagline": [{"en": "Two ride.", "es": "Dos van."}, "Ride.", None],
    "languages": [["en", "es"], ["en", "es"], ["en"]],
    "timezone": ["Europe/Madrid", "UTC"],
    "organization": [
        {"name": "Tandem Inc", "description": "We *ride*."},
        {"legal_name": "T SL", "address": "Here 1"},
        None,
    ],
    "industries": [_INDUSTRIES, [*reversed(_INDUSTRIES)], [_INDUSTRIES[0] | {"label": "Ovens"}, *_INDUSTRIES[1:]]],
    "products": [
        [{"id": "bead"}, {"id": "ember", "label": {"es": "Ascua"}}],
        [{"id": "bead", "label": "Pearl"}, {"id": "ember"}],
    ],
    "tags": [[{"id": "ease"}, {"id": "price"}], [{"id": "ease", "label": "Simple"}, {"id": "price"}], None],
    "theme": [
        {"name": "mine"},
        {"name": "mine", "brand": "#224466", "radius": "2px"},
        {"name": "mine", "logo": "logos/c.png"},
        {"name": "mine", "tokens": {"gap": "3px"}},
        {"name": "default"},
    ],
    "navigation": [[{"label": "Talk", "url": "/about/"}], None],
    "cta": [
        {"label": "Start", "url": "https://tandem.example/go"},
        {"label": {"en": "Go", "es": "Ya"}, "url": "/about/"},
        None,
    ],
    "form": [{"provider": "netlify"}, {"provider": "mailto", "email": "hi@tandem.example"}, {"provider": "none"}],
    "hosting": [{"target": "netlify"}, {"target": "github"}, {"target": "nginx"}, {"target": "s3"}, None],
    "share_cards": [None, {"advocates": 0}, {"advocates": 2}, {"make": False}],
    "kits": [{"results": "kits.csv"}, {"results": "kits.csv", "public_repository": True}, None],
    "demo": [True, False, None],
    "embeds": [{}, {"testimonials": ["dee"]}, {"testimonials": ["dee", "nobody"]}, None],
    "search": [True, False, None],
}


def _shipped(name: str, old: str, new: str) -> str:
    text = (SHIPPED / name).read_text(encoding="utf-8")
    assert old in text, f"{name} does not hold {old!r}"
    return text.replace(old, new, 1)


_MINE = "themes/mine"
_PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "{}"\nmsgstr "{}"\n'
THEME: dict[str, list[str | None]] = {
    "content/kits.csv": [
        "code,visits,customers\nk7wq2mzp,7,1\n",
        "code,visits\nk7wq2mzp,8\nh4t9xbnc,0\n",
        "code,visits\nk7wq2mzp,many\n",
    ],
    f"{_MINE}/templates/kit.html": [
        _shipped("kit.html", "</article>", "{{ kit.code }}</article>"),
        _shipped("kit.html", "</article>", "{% include 'parts/mark.html' %}</article>"),
        None,
    ],
    f"{_MINE}/theme.yaml": [
        'tokens: {gap: "1px"}\n',
        'tokens: {gap: "2px"}\n',
        'paper: "#ffeedd"\ntokens: {gap: "2px"}\n',
    ],
    f"{_MINE}/templates/landing.html": [
        _shipped("landing.html", "</article>", "{% include 'parts/mark.html' %}</article>"),
        _shipped("landing.html", "</article>", "{{ component('mark', landing.code) }}</article>"),
        _shipped("landing.html", "</article>", "{% include './parts/mark.html' %}</article>"),
        _shipped("landing.html", "</article>", "{% include 'parts/' 'mark.html' %}</article>"),
        _shipped(
            "landing.html", "</article>", "{% from 'parts/words.html' import word as site %}{{ site() }}</article>"
        ),
        None,
    ],
    f"{_MINE}/templates/parts/mark.html": ["<i>{{ site.name }}</i>", "<i>{{ page.title }}</i>", "<i>2</i>"],
    f"{_MINE}/templates/parts/words.html": [
        "{% macro word() %}<b>{{ 'y' if site is defined else 'n' }}</b>{% endmacro %}",
        "{% macro word() %}<b>{{ _('Awards') }}</b>{% endmacro %}",
    ],
    f"{_MINE}/templates/components/mark.html": ["<u>{{ item }}</u>", "<u>{{ item }} {{ site.name }}</u>"],
    f"{_MINE}/templates/base.html": [
        _shipped("base.html", "<body", '<body data-v="1"'),
        _shipped("base.html", "<body", '<body data-v="{{ page.kind }}"'),
        None,
    ],
    f"{_MINE}/templates/components/award-line.html": ["<li>{{ item.name }}</li>", "<li>{{ item.name }}!</li>", None],
    f"{_MINE}/templates/testimonial.html": [
        _shipped("testimonial.html", "{% endblock %}", "<hr>{% endblock %}"),
        "{% extends 'base.html' %}{% block main %}{{ nothing }}{% endblock %}",
        None,
        None,
    ],
    f"{_MINE}/static/theme.css": ["p { gap: var(--gap) }\n", "q { gap: var(--gap) }\n", None],
    f"{_MINE}/static/own.css": ["p { color: var(--gap) }\n", "q { color: var(--gap) }\n", None],
    f"{_MINE}/static/icon.svg": ["<svg/>", "<svg></svg>", None],
    f"{_MINE}/i18n/es.po": [_PO.format("Awards", "Premios!"), _PO.format("Awards", "Galardones"), None],
    f"{_MINE}/i18n/en.po": [_PO.format("Others say", "Some say"), None],
    "content/notes.txt": ["a", None],
}


def kind_of(path: str) -> str:
    """The kind of an entry, from where it stands."""
    return path.split("/")[1].partition(".")[0].partition("#")[0]


def _advocate(name: str, code: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "public_name": name.title(), "code": code, "consent": allowed(), **more}


def _quote(name: str, words: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "author": name.title(), "role": "Rider", "quote": words, "consent": allowed(), **more}


FIRST: dict[str, Any] = {
    "day": DAYS[0],
    "settings": {name: values[0] for name, values in SETTINGS.items()},
    "pictures": dict.fromkeys(PICTURES, 0),
    "plain": {path: values[0] for path, values in THEME.items() if values[0] and "testimonial.html" not in path},
    "lists": {
        "content/testimonials.csv": [
            _quote("dee", "Quick.", industry="bakeries", product="bead", tags=["ease"], rating=5),
            _quote("eve", "Rápido.", language="es", industry="bakeries"),
        ],
        "content/testimonials.jsonl": [
            _quote("fay", "Fine.", industry="schools", translations=QUOTE["translations"][0])
        ],
        "content/advocates.csv": [
            _advocate(
                "ana", "k7wq2mzp", industry="bakeries", product="bead", photo="photos/a.png", audiences=["schools"]
            ),
            _advocate("bo", "h4t9xbnc", industry="schools", message="Try *it*: [this](/about/)."),
            _advocate("cy", "m3n8vtqd", language="es", kind="partner"),
        ],
        "content/advocates.jsonl": [
            _advocate("di", "p6r2hkwx", program="second"),
            _advocate("ed", "t9c4gfjm", offer="tea"),
        ],
        "content/advocates.yaml": [_advocate("flo", "w5x7ndbk", consent=CONSENTS[2]), _advocate("gus", "q8b3kzrh")],
        "content/awards.yaml": [
            {
                "id": "cup",
                "name": "Best tandem",
                "awarder": "Pedal Press",
                "year": 2025,
                "licence": AWARD["licence"][0],
            },
            {"id": "jug", "name": "Kind tandem", "awarder": "Pedal Press", "year": 2024},
        ],
        "content/partners.yaml": [
            {"id": "shed", "name": "The Shed", "url": "https://shed.example", "consent": allowed("company")},
            {"id": "barn", "name": "The Barn", "url": "https://barn.example", "consent": allowed()},
        ],
        "content/program.yaml": [
            {"id": name, "name": name.title(), "eligibility": "All", "limits": "one each", "advocate_reward": "a month"}
            for name in ("first", "second")
        ],
    },
    "entries": {
        "content/testimonials/ana.md": {"author": "Ana", "advocate": "ana", "consent": allowed(), "body": WORDS[1]},
        "content/testimonials/bo.md": {"author": "Bo", "role": "Teacher", "consent": allowed(), "body": WORDS[0]},
        "content/case-studies/dough.md": {
            "title": "Two hours",
            "customer": "Dough and Sons",
            "typical": "An hour.",
            "consent": allowed(),
            "body": WORDS[3],
        },
        "content/case-studies/dough.es.md": {"title": "Dos horas", "body": "Menos."},
        "content/articles/rain.md": {"title": "Rain", "date": "2026-02-01", "body": WORDS[0]},
        "content/articles/sun.md": {"title": "Sun", "date": "2026-06-16", "body": WORDS[5]},
        "content/pages/team.md": {"title": "The team", "nav": True, "body": TEXTS[-3]},
        "content/pages/team.es.md": {"title": "Gente", "nav": True, "body": "Somos."},
        "content/pages/about.md": {"title": "About", "body": TEXTS[-2]},
    },
}
