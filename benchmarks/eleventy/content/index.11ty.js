import { award, card, caseCard, lead } from "../_includes/cards.js";
import { page } from "../_includes/frame.js";
import { form } from "../_includes/form.js";
import { esc } from "../_includes/words.js";

export const data = {
  permalink: "/",
  eleventyImport: { collections: ["testimonials", "cases"] },
};

export function render({ site, awards, collections }) {
  const { testimonials: quotes, cases } = collections;
  const given = awards.map((one) => `${one.name}, ${one.awarder} (${one.year})`);
  const graph = { "@type": "Organization", name: site.name, url: site.url, award: given };
  const basis = `${quotes.length} of ${quotes.length} collected testimonials are shown here, all with consent. We do not check who wrote them.`;
  const main = `<div class="opening">
  <h1 class="tagline">${esc(site.tagline)}</h1>
${lead(quotes[0])}</div>
<section class="band" aria-labelledby="words">
  <div class="section-head">
    <h2 id="words">In their own words</h2>
    <p class="basis">${basis}</p>
  </div>
  <div class="wall">
${quotes
  .slice(1, 9)
  .map((one) => card(one))
  .join("")}  </div>
  <p class="onward"><a class="more" href="/testimonials/">Read all ${quotes.length} quotes</a></p>
</section>
<section class="band" aria-labelledby="cases">
  <div class="section-head"><h2 id="cases">What came of it</h2></div>
  <div class="cases">
${cases
  .slice(0, 3)
  .map((one) => caseCard(one))
  .join("")}  </div>
  <p class="onward"><a class="more" href="/case-studies/">All ${cases.length} stories</a></p>
</section>
<section class="band" aria-labelledby="awards">
  <div class="section-head"><h2 id="awards">On the shelf</h2></div>
  <div class="shelf">
${awards.slice(0, 6).map(award).join("")}  </div>
  <p class="onward"><a class="more" href="/awards/">All ${awards.length} awards</a></p>
</section>
${form(site)}`;
  const about = { title: site.name, description: site.tagline, url: "/", look: "home", home: true, graph };
  return page(about, site, main);
}
