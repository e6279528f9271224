export const data = { permalink: "/robots.txt", eleventyExcludeFromCollections: true };

export const render = ({ site }) => `User-agent: *
Disallow:

Sitemap: ${site.url}sitemap.xml
`;
