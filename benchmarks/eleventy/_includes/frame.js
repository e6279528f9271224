// The whole document around what a template made: head, header, breadcrumbs, footer.
import { esc, json } from "./words.js";

const SECTIONS = { testimonials: "Testimonials", "case-studies": "Case studies", awards: "Awards" };
const FOOT = { about: "About", program: "Referral program", "review-policy": "How we collect and choose", privacy: "Privacy" };

function meta({ title, description, url, type = "website", home, hidden }, { name }) {
  return `<title>${esc(title)}${home ? "" : ` · ${name}`}</title>
<meta name="description" content="${esc(description)}">
${
  hidden
    ? '<meta name="robots" content="noindex, nofollow, noarchive">'
    : `<link rel="canonical" href="${url}">
<link rel="alternate" type="application/atom+xml" href="/feed.xml" title="${name}">
<link rel="alternate" type="application/feed+json" href="/feed.json" title="${name}">`
}
<meta property="og:title" content="${esc(title)}">
<meta property="og:description" content="${esc(description)}">
<meta property="og:type" content="${type}">
<meta property="og:url" content="${url}">
<meta property="og:site_name" content="${name}">
<meta property="og:locale" content="en">
<meta name="twitter:card" content="summary">
<meta name="twitter:title" content="${esc(title)}">
<meta name="twitter:description" content="${esc(description)}">
`;
}

function steps({ url, title, parent }, { url: start }) {
  const above = [{ name: "Home", path: "/" }];
  if (parent) above.push({ name: SECTIONS[parent], path: `/${parent}/` });
  const items = [...above.map(({ name, path }) => ({ name, item: start + path.slice(1) })), { name: title }];
  const list = items.map((one, at) => ({ "@type": "ListItem", position: at + 1, ...one }));
  return { above, graph: { "@type": "BreadcrumbList", itemListElement: list } };
}

function crumbs(page, site) {
  const lines = steps(page, site).above.map(({ name, path }) => `    <li><a href="${path}"><bdi>${name}</bdi></a></li>`);
  return `<nav class="crumbs" aria-label="You are here">
  <ol>
${lines.join("\n")}
    <li><span aria-current="page"><bdi>${esc(page.title)}</bdi></span></li>
  </ol>
</nav>
`;
}

const linked = (...graph) =>
  `<script type="application/ld+json">${json({ "@context": "https://schema.org", "@graph": graph })}</script>\n`;

function header(page, site) {
  const links = Object.entries(SECTIONS).map(
    ([section, name]) => `      <li><a href="/${section}/"${page.section === section ? ' aria-current="page"' : ""}>${name}</a></li>`,
  );
  return `<header class="site-head">
  <a class="brand" href="/"><bdi>${site.name}</bdi></a>
  <nav class="site-nav" aria-label="Main">
    <ul>
${links.join("\n")}
    </ul>
  </nav>
  <a class="button button-small" href="${site.cta_url}" data-ref="ref">${esc(site.cta_label)}</a>
</header>
`;
}

const quietHeader = (code, site) => `<header class="site-head is-quiet">
  <a class="brand" href="/?ref=${code}"><bdi>${site.name}</bdi></a>
</header>
`;

const footLinks = (ref) =>
  Object.entries(FOOT)
    .map(([path, name]) => `    <li><a href="/${path}/${ref}">${name}</a></li>`)
    .join("\n");

const footer = (site) => `<footer class="site-foot">
  <p class="foot-name"><bdi>${site.name}</bdi></p>
<nav aria-label="Footer">
  <ul class="foot-links">
${footLinks("")}
  </ul>
</nav>
</footer>
`;

const quietFooter = (code, site) => `<footer class="site-foot is-quiet">
  <ul class="foot-links">
${footLinks(`?ref=${code}`)}
  </ul>
  <p class="foot-name"><bdi>${site.name}</bdi></p>
</footer>
`;

function frame({ head, data = "", top, main, bottom, look, code }, site) {
  return `<!doctype html>
<html lang="en" dir="ltr"${code ? ` data-ref="${code}"` : ""}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${esc(site.policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}<meta name="color-scheme" content="light dark">
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/theme.css">
<script src="/assets/goodword.js" defer></script>
${data}</head>
<body class="is-${look}">
<a class="skip" href="#main">Skip to the content</a>
${top}<main id="main">
${main}</main>
${bottom}</body>
</html>
`;
}

// Every page but the landing pages. `parent` is the section above it, `graph` what is told of it to machines.
export function page(about, site, main) {
  const { home, look, graph } = about;
  const facts = { ...about, description: about.description ?? about.title, url: site.url + about.url.slice(1) };
  const data = linked(...(graph ? [graph] : []), ...(home ? [] : [steps(facts, site).graph]));
  const top = header(facts, site) + (home ? "" : crumbs(facts, site));
  return frame({ head: meta(facts, site), data, top, main, bottom: footer(site), look }, site);
}

// A landing page: nothing on it leads away without the code.
export function landing({ code, title, description, url }, site, main) {
  const head = meta({ title, description, url: site.url + url.slice(1), hidden: true }, site);
  const top = quietHeader(code, site);
  return frame({ head, top, main, bottom: quietFooter(code, site), look: "landing", code }, site);
}
