import { moment, plain, truncate } from "../_includes/words.js";

export const data = {
  permalink: "/feed.json",
  eleventyExcludeFromCollections: true,
  eleventyImport: { collections: ["testimonials", "cases"] },
};

export function render({ site, collections: { fed } }) {
  const items = fed.map((one) => ({
    id: site.url + one.url.slice(1),
    url: site.url + one.url.slice(1),
    title: one.data.title,
    content_html: one.content,
    summary: one.data.description ?? truncate(plain(one), 190),
    date_published: moment(one.date),
  }));
  const version = "https://jsonfeed.org/version/1.1";
  const feed = { version, title: site.name, home_page_url: site.url, feed_url: `${site.url}feed.json`, language: "en", items };
  return JSON.stringify(feed, null, 1);
}
