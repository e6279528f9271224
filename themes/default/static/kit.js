// The share kit: copies, opens what was edited, writes links for one friend. Sends nothing and stores nothing.
(() => {
  const kit = document.querySelector(".kit");
  const at = (id) => document.getElementById(id);
  const link = kit.dataset.link;

  const copy = async (field) => {
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      field.select();
      document.execCommand("copy");
    }
  };
  for (const button of kit.querySelectorAll("[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(at(button.dataset.copies));
      const told = button.parentElement.querySelector("[role=status]");
      told.textContent = "";
      setTimeout(() => (told.textContent = told.dataset.done), 50); // said again, too
    });
  }
  at("kit-link").addEventListener("focus", (event) => event.target.select());

  // The words are what each address ends in.
  const opens = (a) => {
    const words = at(a.dataset.opens).value.toWellFormed?.() ?? at(a.dataset.opens).value;
    const lines = a.protocol === "mailto:" ? words.replace(/\n/g, "\r\n") : words;
    a.href = a.getAttribute("href").replace(/([?&](?:text|body)=)[^&]*$/, (_, start) => start + encodeURIComponent(lines));
  };
  for (const a of kit.querySelectorAll("[data-opens]")) {
    for (const moment of ["pointerdown", "keydown", "click"]) a.addEventListener(moment, () => opens(a));
  }

  // A friend's name: as the landing page reads it.
  const isName = (name) => /^(?!.*([\u115f\u1160\u3164\uffa0]|\p{M}{5}))\p{L}[\p{L}\p{M} '’-]{0,39}$/u.test(name) && name.split(" ").length <= 4;
  const escaped = link.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const links = new RegExp(`(${escaped}(?:\\?c=[\\w.-]*)?)(?:#for=[^\\s]*)?`, "g");
  const friend = at("kit-friend");
  const told = kit.querySelector(".kit-told");
  const encoded = (name) => encodeURIComponent(name).replace(/'/g, "%27");
  let before = "";
  const meet = () => {
    const typed = friend.value.trim().replace(/\s+/g, " ");
    const name = isName(typed) ? typed : "";
    friend.setAttribute("aria-invalid", String(typed !== name));
    told.textContent = typed === name ? name && told.dataset.good.replace("{friend}", () => name) : told.dataset.bad;
    if (name === before) return;
    const end = name && `#for=${encoded(name)}`;
    at("kit-link").value = link + end;
    for (const field of kit.querySelectorAll("[data-friendly]")) {
      // Words that were edited keep what was written; only their link changes.
      const ready = (name) => field.dataset.friendly.replaceAll("{friend}", () => name);
      const untouched = field.value === field.defaultValue || field.value === field.ready;
      const text = untouched && name ? ready(name) : untouched ? field.defaultValue : field.value;
      field.value = text.replace(links, (_, plain) => plain + end);
      if (untouched) field.ready = field.value;
      // Telegram has the link in a place of its own.
      const a = kit.querySelector(`[data-opens="${field.id}"]`);
      const url = a.getAttribute("href");
      if (url.includes("url=")) a.href = url.replace(/(url=[^&]*?)(?:%23for%3D[^&]*)?(?=&)/, (_, start) => start + encodeURIComponent(end));
    }
    before = name;
  };
  kit.querySelector(".kit-friend").hidden = false;
  friend.addEventListener("input", meet);
  meet();

  if (navigator.share) {
    const share = at("kit-share");
    share.hidden = false;
    share.addEventListener("click", () => {
      navigator.share({ title: share.dataset.title, text: share.dataset.text, url: at("kit-link").value.replace(link, `${link}?c=share`) }).catch(() => {});
    });
  }

  const png = at("kit-png");
  png.hidden = false;
  png.addEventListener("click", () => {
    const [ground, code] = kit.querySelectorAll(".kit-qr path");
    const size = kit.querySelector(".kit-qr svg").viewBox.baseVal.width;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size * 24;
    const pen = canvas.getContext("2d");
    pen.scale(24, 24);
    pen.fillStyle = "#fff";
    pen.fill(new Path2D(ground.getAttribute("d")));
    pen.strokeStyle = code.getAttribute("stroke");
    pen.stroke(new Path2D(code.getAttribute("d")));
    canvas.toBlob((picture) => {
      const a = document.createElement("a");
      a.href = URL.createObjectURL(picture);
      a.download = png.dataset.name;
      a.click();
      setTimeout(() => URL.revokeObjectURL(a.href), 1000);
    });
  });
})();
