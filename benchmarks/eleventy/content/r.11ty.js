import { awardLines, caseFeature, proof } from "../_includes/cards.js";
import { form } from "../_includes/form.js";
import { esc } from "../_includes/words.js";

export const data = {
  layout: "landing.11ty.js",
  pagination: { data: "advocates", size: 1, alias: "one" },
  permalink: ({ one }) => `/r/${one.code}/`,
  eleventyExcludeFromCollections: true,
  eleventyImport: { collections: ["testimonials", "cases"] },
};

function share({ name, offered, disclosure }, site, url) {
  const said = `What customers of ${site.name} say, on a page from ${name}.`;
  const text = encodeURIComponent(`${said} ${offered} ${disclosure}`);
  const mail = encodeURIComponent([said, offered, disclosure, `${url}?c=email`].join("\r\n\r\n"));
  const subject = encodeURIComponent(`${site.name}: a page from ${name}`);
  const link = (channel) => encodeURIComponent(`${url}?c=${channel}`);
  const links = {
    WhatsApp: `https://wa.me/?text=${text}%20${link("whatsapp")}`,
    "e-mail": `mailto:?subject=${subject}&body=${mail}`,
    "text message": `sms:?&body=${text}%20${link("sms")}`,
    LinkedIn: `https://www.linkedin.com/sharing/share-offsite/?url=${link("linkedin")}`,
    X: `https://x.com/intent/post?text=${text}&url=${link("x")}`,
    Facebook: `https://www.facebook.com/sharer/sharer.php?u=${link("facebook")}`,
    Telegram: `https://t.me/share/url?url=${link("telegram")}&text=${text}`,
  };
  const how = (channel) => (channel === "e-mail" || channel === "text message" ? "by" : "on");
  return Object.entries(links)
    .map(([channel, to]) => `    <li><a href="${esc(to)}" rel="noopener">Share ${how(channel)} ${channel}</a></li>`)
    .join("\n");
}

function introduction(name, site, url) {
  const subject = encodeURIComponent(`An introduction to ${site.name}`);
  const asked = `could you introduce me to somebody at ${site.name}? I come from this page: ${url}?c=introduction`;
  return `mailto:?subject=${subject}&body=${encodeURIComponent(`Hello ${name},\r\n\r\n${asked}`)}`;
}

export function render({ site, awards, collections, one, page }) {
  const { code, name, role, company, industry, offer, number } = one;
  const quotes = collections.proof.quotes[industry];
  const cases = collections.proof.cases[industry];
  const shown = [0, 1, 2].map((step) => proof(quotes[(number + step) % quotes.length]));
  return `<article class="letter">
  <header class="letter-head">
<span class="face" aria-hidden="true">${esc(one.initials)}</span>
    <p class="friend" data-friend hidden>Hello <bdi></bdi>,</p>
    <h1>${esc(one.greeting)}</h1>
    <p class="role"><bdi>${esc(name)}</bdi>, <bdi>${esc(role)}</bdi>, <bdi>${esc(company)}</bdi></p>
  </header>
  <div class="message">${this.markdown(one.message)}</div>
  <p class="signature"><bdi>${esc(name)}</bdi></p>
  <section class="offer" aria-labelledby="offer">
    <h2 id="offer">What you both get</h2>
<p class="offer-summary">${esc(offer)}</p>
<dl class="sides">
  <div><dt>For you</dt><dd>${esc(offer)}</dd></div>
  <div><dt>For ${esc(name)}</dt><dd>${esc(site.reward)}</dd></div>
</dl>
<p class="disclosure">${esc(one.disclosure)}</p>
<dl class="conditions">
  <div><dt>Who may take part</dt><dd>${esc(site.eligibility)}</dd></div>
  <div><dt>Limits</dt><dd>${esc(site.limits)}</dd></div>
  <div><dt>A referral counts</dt><dd>within 90 days of the first contact; if several people recommended us, the first one counts</dd></div>
  <div><dt>Run by</dt><dd>${esc(site.promoter)}</dd></div>
</dl>
    <p class="act"><a class="button button-large" href="${site.cta_url}?ref=${code}" data-ref="ref">${esc(site.cta_label)}</a></p>
    <p class="code-line">Your code, if anybody asks: <code class="code">${code}</code> <button class="copy" type="button" data-copy="${code}" data-done="Copied" hidden>Copy</button><span role="status" class="copied"></span></p>
    <p class="introduce"><a href="${esc(introduction(name, site, site.url + page.url.slice(1)))}">Ask ${esc(name)} to introduce us</a> <span class="help">Opens a mail that you address and send yourself.</span></p>
    <p><a class="more" href="/program/?ref=${code}">The conditions in full</a></p>
  </section>
</article>
<section class="band" aria-labelledby="proof">
  <div class="section-head"><h2 id="proof">Others say</h2></div>
  <div class="wall">
${shown.join("")}  </div>
</section>
<section class="band" aria-labelledby="case">
  <div class="section-head"><h2 id="case">What came of it</h2></div>
${caseFeature(cases[number % cases.length])}</section>
${awardLines(awards)}${form(site, code)}<section class="band share" aria-labelledby="share">
  <div class="section-head"><h2 id="share">Pass it on</h2></div>
  <ul class="terms">
${share(one, site, site.url + page.url.slice(1))}
  </ul>
</section>
`;
}
