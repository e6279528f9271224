// Around the landing pages.
import { landing } from "./frame.js";

export function render({ site, one, content, page: { url } }) {
  const { code, greeting: title, offered, disclosure } = one;
  const description = `What customers of ${site.name} say. ${offered} ${disclosure}`;
  return landing({ code, title, description, url }, site, content);
}
