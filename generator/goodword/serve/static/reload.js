// Only in `goodword serve`, never in a built page: shows what is wrong while the last good page stays, loads the page
// again when a newer build has another, and changes its style sheets in place when they are all that is new.
// livereload.js brings the news; problems.json says what they are.
(() => {
  "use strict";
  const { page, failed } = document.currentScript.dataset;
  const sheets = [...document.querySelectorAll('link[rel~="stylesheet" i]')].map((link) => ({
    link,
    href: link.getAttribute("href"),
    coming: null,
  }));
  let shadow;
  let asked = 0;

  const add = (parent, tag, text, name) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    parent.append(element);
    return element;
  };

  const show = (problems) => {
    if (shadow) shadow.host.remove();
    shadow = null;
    if (!problems.length) return;
    const host = document.createElement("goodword-problems");
    shadow = host.attachShadow({ mode: "open" });
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/__goodword/problems.css";
    const box = document.createElement("section");
    box.setAttribute("role", "alert");
    box.lang = "en";
    box.dir = "ltr";
    shadow.append(style, box);
    const count = problems.length === 1 ? "1 error" : `${problems.length} errors`;
    add(box, "h2", `Not built: ${count}. This is the last good version.`);
    const hide = add(box, "button", "Hide");
    hide.type = "button";
    hide.addEventListener("click", () => host.remove());
    const list = add(box, "ol", "");
    for (const problem of problems) {
      const item = add(list, "li", "");
      if (problem.place) add(item, "code", problem.place);
      add(item, "p", `${problem.code}: ${problem.message}`);
      if (problem.hint) add(item, "p", problem.hint, "hint");
    }
    document.body.append(host);
  };

  // The old style sheet stays until the new one is there, so that the page is never without.
  const dress = (styles) => {
    if (styles.length !== sheets.length) {
      location.reload();
      return;
    }
    sheets.forEach((sheet, index) => {
      if (sheet.href === styles[index]) return;
      if (sheet.coming) sheet.coming.remove();
      const coming = sheet.link.cloneNode();
      sheet.href = styles[index];
      sheet.coming = coming;
      coming.setAttribute("href", sheet.href);
      coming.addEventListener("load", () => {
        if (sheet.coming !== coming) return;
        sheet.link.remove();
        sheet.link = coming;
        sheet.coming = null;
      });
      coming.addEventListener("error", () => {
        if (sheet.coming === coming) location.reload();
      });
      sheet.link.after(coming);
    });
  };

  const look = async () => {
    asked += 1;
    const question = asked;
    const address = `/__goodword/problems.json?page=${encodeURIComponent(location.pathname)}`;
    const answer = await fetch(address, { cache: "no-store" }).catch(() => null);
    if (!answer || !answer.ok) return;
    const state = await answer.json();
    if (question !== asked) return; // a later answer is on its way
    if (state.page !== page) {
      location.reload();
      return;
    }
    dress(state.styles);
    if (failed === undefined) show(state.problems);
  };

  window.LiveReloadPluginGoodword = class {
    static identifier = "goodword";
    static version = "1.0";

    reload() {
      look();
      return true;
    }
  };
  document.addEventListener("LiveReloadConnect", look);
})();
