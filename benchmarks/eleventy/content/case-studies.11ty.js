import { caseCard } from "../_includes/cards.js";
import { page } from "../_includes/frame.js";
import { esc } from "../_includes/words.js";

export const data = {
  title: "Case studies",
  permalink: "/case-studies/",
  eleventyImport: { collections: ["cases"] },
};

export function render({ site, title, collections }) {
  const description = collections.cases[0].data.description;
  const main = `<div class="page-head">
  <h1>${title}</h1>
  <p class="standfirst">${esc(description)}</p>
</div>
<h2 class="unseen">All of them</h2>
<div class="cases">
${collections.cases.map((one) => caseCard(one)).join("")}</div>
`;
  const about = { title, description, url: "/case-studies/", look: "case-studies", section: "case-studies" };
  return page(about, site, main);
}
