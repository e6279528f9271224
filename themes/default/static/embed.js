// Shows proof of the site that this file comes from on other sites: <goodword-embed src="..." height="480">, and frames that
// grow with their content. Everything comes from that one site; nothing is stored and nobody is counted. No markup is
// made from text, and no style attribute, so that strict policies hold.
(() => {
  const { origin } = new URL(document.currentScript.src);

  // Not when a telephone hides its bars while it scrolls.
  const turned = (then) => {
    let width = innerWidth;
    addEventListener("resize", () => {
      if (width !== innerWidth) then();
      width = innerWidth;
    });
  };

  // In a frame: tells the page around it how high the content is. asked: the visitor opened something, or turned the phone.
  if ("embed" in document.documentElement.dataset) {
    const content = document.querySelector("main");
    const tell = (asked) => parent.postMessage({ goodword: 1, height: content.offsetHeight, asked }, "*");
    if (parent === window) return;
    tell(false); // at once: a browser draws nothing, and observes nothing, in a frame that is far below
    addEventListener("toggle", () => tell(true), true);
    turned(() => tell(true));
    return;
  }
  if (customElements.get("goodword-embed")) return;

  // What is in view does not move by itself; below, nobody sees it.
  const mayGrow = (element, asked) => asked || element.getBoundingClientRect().top >= innerHeight;

  addEventListener("message", ({ data, origin: from, source }) => {
    if (from !== origin || !data || data.goodword !== 1 || !(data.height >= 40 && data.height <= 20000)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === source && mayGrow(frame, data.asked === true)) frame.height = Math.ceil(data.height);
    }
  });

  const sheets = new Map();
  const sheet = (url) => {
    if (!sheets.has(url)) sheets.set(url, fetch(url).then((answer) => answer.text()).then((css) => new CSSStyleSheet().replace(css)));
    return sheets.get(url);
  };
  const read = (url) => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onload = () => request.status === 200 && request.response ? done(request.response) : failed();
    request.onerror = failed;
    request.send();
  });

  // Pictures are drawn, not loaded: a policy that allows this site to be asked (connect-src) is enough for them.
  const drawn = (image, url) => {
    const canvas = document.createElement("canvas");
    const alt = image.getAttribute("alt");
    canvas.width = image.getAttribute("width");
    canvas.height = image.getAttribute("height");
    canvas.className = image.className;
    canvas.setAttribute(alt ? "role" : "aria-hidden", alt ? "img" : "true");
    if (alt) canvas.setAttribute("aria-label", alt);
    fetch(new URL(image.getAttribute("src"), url)).then((answer) => answer.blob()).then(createImageBitmap).then((picture) => {
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    }).catch(() => {});
    return canvas;
  };

  const show = async (element, url) => {
    const page = await read(url);
    const content = page.querySelector(".embed");
    const look = await sheet(new URL(page.querySelector("link[data-embed]").getAttribute("href"), url).href);
    for (const link of content.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), url);
    for (const image of content.querySelectorAll("img")) image.replaceWith(drawn(image, url));
    for (const part of [content, ...content.querySelectorAll("[class]")]) part.setAttribute("part", part.className);
    const root = element.attachShadow({ mode: "open" });
    const fit = (asked) => {
      if (mayGrow(element, asked)) element.style.blockSize = `${content.offsetHeight}px`;
    };
    root.adoptedStyleSheets = [look];
    element.style.blockSize = `${element.getAttribute("height")}px`;
    root.append(content);
    fit(false);
    root.addEventListener("toggle", () => fit(true), true);
    turned(() => fit(true));
  };

  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      show(target, new URL(target.getAttribute("src"), location)).catch(() => {});
    }
  }, { rootMargin: "600px" });

  customElements.define("goodword-embed", class extends HTMLElement {
    connectedCallback() {
      const ours = new URL(this.getAttribute("src") || "", location).origin === origin;
      if (ours && !this.shadowRoot) near.observe(this);
    }
  });
})();
