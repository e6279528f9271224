"""The enquiry form, as each provider wants it. Which origin it may be sent to is in `security_headers`.

Sources: docs of Netlify Forms, Formspree and Web3Forms; mailto by RFC 6068.
"""

from __future__ import annotations

from urllib.parse import quote

from goodword.content.models.site import Form
from goodword.outputs import views

_HONEYPOTS = {"netlify": "bot-field", "formspree": "_gotcha", "web3forms": "botcheck", "action": "website"}


def enquiry_form(form: Form, privacy_url: str, after: str, origin: str, code: str | None = None) -> views.Form | None:
    """The form for the site's provider, None when it has none.

    after: the address shown when the form was sent, empty for the provider's own. origin: of the site.
    code: hidden as `ref` on a landing page.
    """
    if form.provider == "none":
        return None
    hidden: list[tuple[str, str]] = []
    attributes: list[tuple[str, str]] = []
    action = ""
    match form.provider:
        case "netlify":
            attributes = [("name", "referral"), ("data-netlify", "true"), ("data-netlify-honeypot", "bot-field")]
            hidden.append(("form-name", "referral"))
            action = after
        case "formspree":
            action = f"https://formspree.io/f/{quote(form.id or '', safe='')}"
        case "web3forms":
            action = "https://api.web3forms.com/submit"
            hidden.append(("access_key", form.access_key or ""))
            if after:  # its server sends the visitor back, so the address must be whole
                hidden.append(("redirect", f"{origin}{after}" if after.startswith("/") else after))
        case "action":
            action = form.action or ""
        case "mailto":
            action = f"mailto:{quote(form.email or '', safe='@.+-_')}"
            attributes = [("enctype", "text/plain")]
    if code:
        hidden.append(("ref", code))
    return views.Form(
        action=action,
        method="post",
        attributes=tuple(attributes),
        hidden=tuple(hidden),
        honeypot=_HONEYPOTS.get(form.provider, ""),
        asks_who=code is None,
        privacy_url=privacy_url,
        plain_mail=form.provider == "mailto",
    )
