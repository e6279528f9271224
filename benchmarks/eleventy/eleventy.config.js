// The same site in Eleventy: the same pages at the same addresses, with the same words on them.
import markdownIt from "markdown-it";
import { newestFirst, proofByIndustry, wallPages } from "./_includes/collections.js";

export default function (config) {
  const said = (api) => api.getFilteredByGlob("content/testimonials/*.md").sort(newestFirst);
  const told = (api) => api.getFilteredByGlob("content/case-studies/*.md").sort(newestFirst);
  config.addCollection("testimonials", said);
  config.addCollection("cases", told);
  config.addCollection("walls", (api) => wallPages(said(api)));
  config.addCollection("fed", (api) => [...said(api), ...told(api)].sort(newestFirst).slice(0, 50));
  config.addCollection("proof", (api) => ({ quotes: proofByIndustry(said(api)), cases: proofByIndustry(told(api)) }));
  const markdown = markdownIt({ html: true });
  config.setLibrary("md", markdown);
  config.addJavaScriptFunction("markdown", (text) => markdown.render(text));
  config.addPassthroughCopy({ static: "assets" });
}

export const config = {
  dir: { input: "content", includes: "../_includes", data: "../_data" },
  templateFormats: ["md", "11ty.js"],
  markdownTemplateEngine: false,
};
