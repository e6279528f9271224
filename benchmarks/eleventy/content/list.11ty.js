import { label } from "../_includes/collections.js";
import { day, plain } from "../_includes/words.js";

export const data = {
  permalink: "/api/testimonials.json",
  eleventyExcludeFromCollections: true,
  eleventyImport: { collections: ["testimonials"] },
};

export function render({ site, collections }) {
  const testimonials = collections.testimonials.map((one) => ({
    id: one.fileSlug,
    url: site.url + one.url.slice(1),
    language: "en",
    headline: one.data.headline,
    quote_html: one.content,
    quote_text: plain(one),
    author: { name: one.data.author, role: one.data.role, company: one.data.company },
    rating: { value: one.data.rating, scale: 5 },
    date: day(one.date),
    industry: label(one.data.industry),
    tags: one.data.topics,
  }));
  return JSON.stringify({ version: 1, site: { name: site.name, url: site.url, language: "en" }, testimonials }, null, 1);
}
