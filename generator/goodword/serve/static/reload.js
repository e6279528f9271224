// Only in `goodword serve`, never in a built page: shows what is wrong while the last good page stays, and loads the
// page again when a newer build stands. livereload.js brings the news; problems.json says what they are.
(() => {
  "use strict";
  const { build, attempt } = document.currentScript.dataset;
  let shadow;

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

  const look = async () => {
    const answer = await fetch("/__goodword/problems.json", { cache: "no-store" }).catch(() => null);
    if (!answer || !answer.ok) return;
    const state = await answer.json();
    if (state.build !== build || (attempt && state.attempt !== attempt)) location.reload();
    else if (!attempt) show(state.problems);
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
