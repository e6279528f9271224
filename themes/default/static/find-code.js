// On the page that answers unknown addresses: leads from a code that was mistyped to the page that was meant.
(() => {
  for (const form of document.querySelectorAll("[data-code]")) {
    const pattern = form.dataset.code, at = pattern.lastIndexOf("CODE");
    const before = pattern.slice(0, at), after = pattern.slice(at + 4);
    const written = (text) => text.replace(/[^\w-]/g, "");
    // New codes are small letters and digits without vowels, so that a `u` in one was a `v`.
    const meant = (text) => {
      const code = text.toLowerCase();
      return /^[2-9b-df-hjkmnp-z]{8}$/.test(code) ? code.replace(/u/g, "v") : code;
    };
    const field = form.elements[0];
    const go = (code) => location.replace(before + code + after + location.search + location.hash);
    form.onsubmit = (event) => {
      event.preventDefault();
      if (written(field.value)) go(written(field.value));
    };
    form.hidden = false;
    if (!location.pathname.startsWith(before)) continue;
    let tried = location.pathname.slice(before.length).split("/")[0].replace(/\.html$/, "");
    try {
      tried = decodeURIComponent(tried);
    } catch {
      tried = "";
    }
    const code = meant(written(tried));
    if (code && code !== tried) go(code);
    field.value = code;
  }
})();
