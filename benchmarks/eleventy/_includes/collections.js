// How the entries are ordered, grouped and cut into pages.
const PER_PAGE = 24;
const CANDIDATES = 12;

export const newestFirst = (one, other) => other.date - one.date || (one.fileSlug < other.fileSlug ? -1 : 1);

export const label = (term) => (term[0].toUpperCase() + term.slice(1)).replaceAll("-", " ");

export function proofByIndustry(entries) {
  const groups = {};
  for (const one of entries) {
    const group = (groups[one.data.industry] ??= []);
    if (group.length < CANDIDATES) group.push(one);
  }
  return groups;
}

// Every page of the whole wall and of those by industry, topic and rating, as a flat list to paginate over.
export function wallPages(entries) {
  const terms = { industry: {}, tag: {}, rating: {} };
  const add = (kind, term, one) => (terms[kind][term] ??= []).push(one);
  for (const one of entries) {
    add("industry", one.data.industry, one);
    add("rating", String(one.data.rating), one);
    for (const topic of one.data.topics) add("tag", topic, one);
  }
  const filters = Object.entries(terms).map(([kind, found]) => ({
    kind,
    terms: Object.keys(found)
      .sort()
      .map((term) => ({ term, title: label(term), url: `/testimonials/${kind}/${term}/`, count: found[term].length })),
  }));
  const walls = [{ title: "What customers say", url: "/testimonials/", entries, whole: true }];
  for (const { kind, terms: known } of filters)
    for (const { term, title, url } of known) walls.push({ title, url, entries: terms[kind][term] });
  return walls.flatMap(({ title, url, entries: shown, whole }) => {
    const count = Math.ceil(shown.length / PER_PAGE);
    const urls = Array.from({ length: count }, (_, at) => (at ? `${url}page/${at + 1}/` : url));
    return urls.map((address, at) => ({
      title,
      start: url,
      whole,
      url: address,
      urls,
      at,
      total: shown.length,
      all: entries.length,
      filters,
      entries: shown.slice(at * PER_PAGE, (at + 1) * PER_PAGE),
    }));
  });
}
