import { form } from "./form.js";
import { esc } from "./words.js";

export const data = { layout: "page.11ty.js", look: "page" };

export function render({ site, title, description, content }) {
  return `<article class="plain">
  <h1>${esc(title)}</h1>
  <p class="standfirst">${esc(description)}</p>
  <div class="prose">${content}</div>
</article>
${form(site)}`;
}
