// Around the pages that say in their data what the head needs.
import { page } from "./frame.js";

export function render({ site, content, page: { url }, wall, title, description, look, section, hidden }) {
  const about = { title: wall?.title ?? title, description, url, look, section, hidden };
  return page({ ...about, parent: wall && !wall.whole ? "testimonials" : undefined }, site, content);
}
