import { esc, moment, plain, truncate } from "../_includes/words.js";

export const data = {
  permalink: "/feed.xml",
  eleventyExcludeFromCollections: true,
  eleventyImport: { collections: ["testimonials", "cases"] },
};

export function render({ site, collections: { fed } }) {
  const entries = fed.map(
    (one) => `  <entry xml:lang="en">
    <id>${site.url}${one.url.slice(1)}</id>
    <title>${esc(one.data.title)}</title>
    <link rel="alternate" type="text/html" href="${site.url}${one.url.slice(1)}"/>
    <published>${moment(one.date)}</published>
    <updated>${moment(one.date)}</updated>
    <summary>${esc(one.data.description ?? truncate(plain(one), 190))}</summary>
    <content type="html">${esc(one.content)}</content>
  </entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>${site.url}feed.xml</id>
  <title>${site.name}</title>
  <author><name>${site.name}</name></author>
  <link rel="self" type="application/atom+xml" href="${site.url}feed.xml"/>
  <link rel="alternate" type="text/html" href="${site.url}"/>
  <updated>${moment(fed[0].date)}</updated>
${entries.join("\n")}
</feed>
`;
}
