import { caseCard, eyebrow, figures } from "./cards.js";
import { page } from "./frame.js";
import { day, esc, longDay } from "./words.js";

const KIND = { look: "case-study", section: "case-studies", parent: "case-studies", type: "article" };

export function render(entry) {
  const { site, title, customer, industry, description, typical, content, collections } = entry;
  const { url, date } = entry.page;
  const us = { "@type": "Organization", name: site.name, url: site.url };
  const graph = {
    "@type": "Article",
    headline: title,
    description: `${description} ${typical}`,
    inLanguage: "en",
    datePublished: day(date),
    author: us,
    publisher: us,
    mainEntityOfPage: site.url + url.slice(1),
    about: { "@type": "Organization", name: customer },
  };
  const near = collections.proof.cases[industry].filter((one) => one.url !== url).slice(0, 2);
  const main = `<article class="feature" lang="en" dir="ltr">
  <header class="feature-head">
    ${eyebrow(entry)}
    <h1>${esc(title)}</h1>
    <p class="standfirst">${esc(description)}</p>
    <p class="meta"><time datetime="${day(date)}">${longDay(date)}</time></p>
  </header>
  <section class="outcome" aria-labelledby="results">
    <h2 id="results" lang="en" dir="ltr">What came of it</h2>
${figures(entry)}  </section>
  <div class="story">
    <div class="prose is-story">${content}</div>
  </div>
</article>
<section class="band" aria-labelledby="related">
  <div class="section-head"><h2 id="related">More stories</h2></div>
  <div class="cases">
${near.map((one) => caseCard(one)).join("")}  </div>
</section>
`;
  return page({ ...KIND, title, description, url, graph }, site, main);
}
