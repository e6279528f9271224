import { byline, card } from "./cards.js";
import { label } from "./collections.js";
import { page } from "./frame.js";
import { day, esc, longDay, plain, size, truncate } from "./words.js";

const KIND = { look: "testimonial", section: "testimonials", parent: "testimonials", type: "article" };

export function render(entry) {
  const { title, author, role, company, headline, industry, topics, content, collections, site } = entry;
  const text = plain(entry);
  const { url, date } = entry.page;
  const address = site.url + url.slice(1);
  const worksFor = { "@type": "Organization", name: company };
  const spokenByCharacter = { "@type": "Person", name: author, jobTitle: role, worksFor };
  const words = { "@type": "Quotation", text, inLanguage: "en", datePublished: day(date), spokenByCharacter };
  const graph = { "@type": "WebPage", "@id": address, url: address, name: title, inLanguage: "en", mainEntity: words };
  const about = { ...KIND, title, description: `“${truncate(text, 190)}”`, url, graph };
  const near = collections.proof.quotes[industry].filter((one) => one.url !== url).slice(0, 3);
  const main = `<article class="single">
  <h1 class="single-head" lang="en" dir="ltr">${esc(headline)}</h1>
  <figure class="quote is-whole is-${size(entry)}">
    <blockquote lang="en" dir="ltr">
      ${content}    </blockquote>
    <figcaption>
${byline(entry)}    </figcaption>
  </figure>
  <footer class="facts">
    <p class="meta"><time datetime="${day(date)}">${longDay(date)}</time><a href="/testimonials/industry/${industry}/">${label(industry)}</a></p>
<ul class="terms">
${topics.map((topic) => `  <li><a href="/testimonials/tag/${topic}/">${label(topic)}</a></li>`).join("\n")}
</ul>
  </footer>
</article>
<section class="band" aria-labelledby="related">
  <div class="section-head"><h2 id="related">Others say</h2></div>
  <div class="wall">
${near.map((one) => card(one)).join("")}  </div>
</section>
`;
  return page(about, site, main);
}
