// Filters and pages of the wall without loading everything again. It fetches the page that a link leads to and takes
// the wall out of it, so addresses, the way back and what a reload shows are those of the pages. Whatever goes wrong,
// the link is followed as if there were no script.
(() => {
  const parts = ["#shown", ".crumbs", ".languages"];
  const told = document.getElementById("shown-told");
  const own = (path) => document.querySelector(path);
  const here = () => location.pathname + location.search;
  let latest = 0, shown = here();

  // Parses without scripts, also where policies want trusted types.
  const load = (url) => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onload = () => request.status === 200 && request.response?.getElementById("shown") ? done(request.response) : failed();
    request.onerror = failed;
    request.send();
  });

  const show = async (url, link) => {
    const turn = ++latest;
    own("#shown").setAttribute("aria-busy", "true");
    const page = await load(url);
    if (turn !== latest) return;
    if (link && url !== location.href) history.pushState(null, "", url);
    const open = [...document.querySelectorAll("#shown details.filter")].map((one) => one.open);
    for (const part of parts) own(part)?.replaceChildren(...(page.querySelector(part)?.childNodes ?? []));
    [...document.querySelectorAll("#shown details.filter")].forEach((one, at) => { one.open = open[at]; });
    own("#shown").removeAttribute("aria-busy");
    shown = new URL(url).pathname + new URL(url).search;
    document.title = page.title;
    told.textContent = page.getElementById("shown").dataset.told;
    dispatchEvent(new Event("goodword:links"));
    const turned = link?.closest(".pages");
    // The same link again, so that a keyboard goes on where it was; a new page begins at its head.
    const again = link && !turned && [...document.querySelectorAll("#shown .filters a")].find((a) => a.href === link.href);
    const focus = again || own("#shown h1");
    if (link) focus.focus({ preventScroll: true });
    if (turned) focus.scrollIntoView({ behavior: "instant" });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#shown .filters a:not([rel]), #shown .pages a");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin) return;
    event.preventDefault();
    const url = link.href;
    show(url, link).catch(() => location.assign(url));
  });
  // a step to a place on the page is none to another page
  addEventListener("popstate", () => here() !== shown && show(location.href).catch(() => location.reload()));
})();
