import { card } from "../_includes/cards.js";

export const data = {
  layout: "page.11ty.js",
  look: "wall",
  section: "testimonials",
  pagination: { data: "collections.walls", size: 1, alias: "wall" },
  permalink: ({ wall }) => wall.url,
  eleventyExcludeFromCollections: true,
  eleventyImport: { collections: ["testimonials"] },
};

const LABELS = { industry: "Industry", tag: "Topic", rating: "Rating" };

function filters({ filters: kinds, start, all }) {
  const groups = kinds.map(
    ({ kind, terms }) => `<details class="filter">
  <summary>${LABELS[kind]} <span class="count">${terms.length}</span></summary>
  <ul class="terms">
${terms
  .map(
    ({ url, title, count }) =>
      `    <li><a href="${url}"${url === start ? ' aria-current="page"' : ""}>${title} <span class="count">${count}</span></a></li>`,
  )
  .join("\n")}
  </ul>
</details>`,
  );
  return `<nav class="filters" aria-label="Narrow down">
  <p class="filter"><a class="more" href="/testimonials/">All <span class="count">${all}</span></a></p>
${groups.join("\n")}
</nav>
`;
}

function pagination({ urls, at }) {
  if (urls.length < 2) return "";
  const numbers = urls.map(
    (url, number) => `<li><a href="${url}"${number === at ? ' aria-current="page"' : ""}>${number + 1}</a></li>`,
  );
  return `<nav class="pagination" aria-label="Pages">
  ${at ? `<a rel="prev" href="${urls[at - 1]}">Newer</a>` : ""}
  <ol>${numbers.join("")}</ol>
  ${at + 1 < urls.length ? `<a rel="next" href="${urls[at + 1]}">Older</a>` : ""}
</nav>
`;
}

export function render({ wall }) {
  return `<div class="page-head">
  <h1>${wall.title}</h1>
  <p class="basis">${wall.total} of ${wall.all} collected testimonials are shown here, all with consent. We do not check who wrote them. <a href="/review-policy/">How we choose and check</a></p>
</div>
${filters(wall)}<div class="wall">
${wall.entries.map((one) => card(one)).join("")}</div>
${pagination(wall)}`;
}
