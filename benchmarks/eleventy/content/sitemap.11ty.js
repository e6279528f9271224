import { day } from "../_includes/words.js";

export const data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };

export function render({ site, collections }) {
  const dated = [...collections.testimonials, ...collections.cases];
  const known = new Set(dated.map(({ url }) => url));
  const rest = [...collections.all.filter(({ url }) => !known.has(url)), ...collections.walls];
  const line = ({ url, date }, last) =>
    `<url><loc>${site.url}${url.slice(1)}</loc>${last ? `<lastmod>${day(date)}</lastmod>` : ""}</url>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${[...rest.map((one) => line(one)), ...dated.map((one) => line(one, true))].join("\n")}
</urlset>
`;
}
