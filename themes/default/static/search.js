// On the page of the search: finds what holds all words that are typed. What there is to find is fetched once it is
// wanted; it holds what the pages show, with what must be said beside it. Stores nothing and tells nobody.
(() => {
  const own = (selector) => document.querySelector(selector);
  const form = own("[data-words]"), field = form.elements.q, told = own("[data-results]"), list = own(".finds");
  const more = own("#more-finds"), shelves = own("#shelves");
  const AT_ONCE = 20, LONGEST = 320, BEFORE = 90;

  // The same for capitals and small letters, with accents and without, with the vowel signs of Arabic and Hebrew and without.
  const signs = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/g;
  const fold = (text) => text.normalize("NFKD").replace(signs, "").normalize("NFC").toUpperCase().toLowerCase()
    .replace(/ς/g, "σ").replace(/[^\p{L}\p{N}\p{M}]/gu, " ");
  // Of these scripts the beginning of a word is looked for; of others, which put words or parts of them together, any place.
  const parted = /^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{N}]+$/u;
  const find = (folded, term, from = 0) => {
    const begins = parted.test(term);
    let at = folded.indexOf(term, from);
    while (begins && at > 0 && parted.test(folded[at - 1])) at = folded.indexOf(term, at + 1);
    return at;
  };

  let words, finds = [], terms = [], wait;
  const load = () => words ??= fetch(form.dataset.words).then((answer) => answer.ok ? answer.json() : Promise.reject()).then((all) => {
    for (const one of all) {
      one.head = fold(`${one.title} ${one.by} `);
      one.all = one.head + fold([one.text, one.more, ...one.notes ?? []].join(" "));
    }
    return all;
  }).catch(() => {
    words = undefined; // so the next letter tries again
    throw form;
  });

  // Letters with their signs, what each is when folded, and where in them the terms stand.
  const read = (text) => {
    const letters = text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
    const at = [], marked = [];
    let folded = "";
    letters.forEach((letter, number) => {
      const plain = fold(letter);
      for (let count = plain.length; count--;) at.push(number);
      folded += plain;
    });
    for (const term of terms) {
      for (let from = find(folded, term); from >= 0; from = find(folded, term, from + 1)) {
        for (let place = from; place < from + term.length; place++) marked[at[place]] = true;
      }
    }
    return { letters, marked };
  };

  // The words around the first that was looked for, the found ones marked.
  const passage = (text, whole) => {
    const { letters, marked } = read(text);
    let from = 0, to = letters.length;
    const gap = (place, step, most) => {
      for (let moved = 0; moved < most; moved++) if (/\s/.test(letters[place + step * moved])) return place + step * moved;
      return place;
    };
    if (!whole && to > LONGEST) {
      const first = Math.max(0, marked.indexOf(true));
      if (first > BEFORE * 2) from = gap(first - BEFORE, 1, 30);
      if (from + LONGEST < to) to = gap(from + LONGEST, -1, 30);
    }
    const parts = [];
    for (let start = from, end; start < to; start = end) {
      for (end = start + 1; end < to && !marked[end] === !marked[start];) end++;
      const said = letters.slice(start, end).join("");
      if (marked[start]) {
        const mark = document.createElement("mark");
        mark.textContent = said;
        parts.push(mark);
      } else parts.push(said);
    }
    return [from ? "… " : "", ...parts, to < letters.length ? " …" : ""];
  };

  const drawn = (one) => {
    const made = own(`#find-${one.kind}`).content.cloneNode(true);
    for (const place of made.querySelectorAll("[data-is]")) {
      const is = place.dataset.is;
      if (is === "notes") {
        place.replaceWith(...(one.notes ?? []).map((note) => {
          const line = place.cloneNode();
          line.textContent = note;
          return line;
        }));
        continue;
      }
      const said = is === "title" ? one.title || one.by : is === "by" && !one.title ? "" : one[is];
      if (!said) {
        place.closest("p").remove();
        continue;
      }
      place.replaceChildren(...passage(said, is !== "text"));
      if (is === "title") place.href = one.url;
      if (one.language && (is === "text" || one.title && is === "title")) place.lang = one.language;
      if (one.direction && is === "text") place.dir = one.direction;
    }
    return made;
  };

  const draw = (count) => {
    const shown = list.children.length;
    list.append(...finds.slice(shown, shown + count).map(drawn));
    more.hidden = list.children.length >= finds.length;
    dispatchEvent(new Event("goodword:links"));
    return list.children[shown];
  };

  const show = async () => {
    const wanted = field.value, now = fold(wanted.slice(0, 200)).split(/\s+/).filter(Boolean);
    let found = [], said = "";
    if (now[0]) {
      try {
        const all = await load();
        const rank = (one) => now.filter((term) => find(one.head, term) >= 0).length;
        found = all.filter((one) => now.every((term) => find(one.all, term) >= 0));
        found.sort((one, other) => rank(other) - rank(one));
        const count = found.length.toLocaleString(document.documentElement.lang);
        said = found[0] ? told.dataset.results.replace("{count}", count) : told.dataset.none;
      } catch {
        said = told.dataset.failed;
      }
    }
    if (field.value !== wanted) return; // more was typed in the meantime
    [finds, terms] = [found, now];
    list.replaceChildren();
    draw(AT_ONCE);
    shelves.hidden = found.length > 0;
    told.textContent = said;
    const url = new URL(location);
    url.searchParams.set("q", wanted);
    if (!wanted) url.searchParams.delete("q");
    history.replaceState(null, "", url);
  };

  field.disabled = false;
  field.onfocus = () => load().catch(() => {});
  field.oninput = () => {
    clearTimeout(wait);
    wait = setTimeout(show, 150);
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    clearTimeout(wait);
    show();
  };
  more.onclick = () => draw(AT_ONCE).querySelector("a").focus();
  field.value ||= new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) {
    shelves.hidden = true; // what is found takes their place
    show();
  }
})();
