// Carries the code of whoever sent the visitor along in addresses and forms, and copies it. Stores nothing.
(() => {
  const root = document.documentElement;
  const ref = root.dataset.ref || new URLSearchParams(location.search).get("ref") || "";
  if (/^[A-Za-z0-9_-]{1,64}$/.test(ref)) {
    for (const a of document.links) {
      const name = a.dataset.ref || (a.origin === location.origin && "ref");
      if (!name || a.getAttribute("href")[0] === "#") continue;
      const url = new URL(a.href);
      if (!url.searchParams.has(name)) url.searchParams.set(name, ref);
      a.href = url;
    }
    for (const field of document.querySelectorAll("input[name=ref]")) field.value ||= ref;
  }
  if (navigator.clipboard) {
    for (const button of document.querySelectorAll("[data-copy]")) {
      button.hidden = false;
      button.onclick = () => navigator.clipboard.writeText(button.dataset.copy).then(() => {
        button.nextElementSibling.textContent = button.dataset.done;
      });
    }
  }
})();
