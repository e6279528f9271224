import { award } from "../_includes/cards.js";

export const data = {
  layout: "page.11ty.js",
  title: "Awards",
  description: "What we were given.",
  permalink: "/awards/",
  look: "awards",
  section: "awards",
};

export function render({ title, description, awards }) {
  return `<div class="page-head">
  <h1>${title}</h1>
  <p class="standfirst">${description}</p>
</div>
<h2 class="unseen">On the shelf</h2>
<div class="shelf">
${awards.map(award).join("")}</div>
`;
}
