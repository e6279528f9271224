// Escaping, dates, plain text: what every template needs of a string.
const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const MONTHS = "January February March April May June July August September October November December".split(" ");

export const esc = (text) => String(text).replace(/[&<>"']/g, (mark) => MARKS[mark]);

export const day = (date) => date.toISOString().slice(0, 10);

export const moment = (date) => `${date.toISOString().slice(0, 19)}Z`;

export const longDay = (date) => `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;

// Makes something once per key: cards and the like are on many pages.
export function once(make) {
  const made = new Map();
  return (key, ...rest) => {
    if (!made.has(key)) made.set(key, make(key, ...rest));
    return made.get(key);
  };
}

const stripped = once((html) =>
  html.replace(/<[^>]+>/g, "").replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name]).trim(),
);
export const plain = (entry) => stripped(entry.content);

export function truncate(text, length) {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return `${cut.slice(0, cut.lastIndexOf(" "))}…`;
}

export const size = (entry) => {
  const length = plain(entry).length;
  return length < 180 ? "short" : length < 600 ? "medium" : "long";
};

// JSON inside a page must not be able to end its script element.
export const json = (value) => JSON.stringify(value).replace(/[<>&]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);
