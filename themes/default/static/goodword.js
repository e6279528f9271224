// Carries the code of who sent the visitor, and the channel, along in addresses and forms; greets a friend by the name
// in the fragment, which no server sees; copies. Stores nothing.
(() => {
  const all = (selector) => document.querySelectorAll(selector);
  const query = new URLSearchParams(location.search);
  const ref = document.documentElement.dataset.ref || query.get("ref") || "";
  const channel = query.get("c") || "";
  const told = [];
  if (/^[\w-]{1,64}$/.test(ref)) told.push(["ref", ref]);
  if (/^[a-z0-9._-]{1,40}$/.test(channel)) told.push(["c", channel]);
  const carry = () => {
    for (const a of told[0] ? document.links : []) {
      if (!a.dataset.ref && a.origin !== location.origin || a.getAttribute("href")[0] === "#") continue;
      const url = new URL(a.href);
      for (const [key, value] of told) {
        const name = key === "ref" && a.dataset.ref || key;
        if (!url.searchParams.has(name)) url.searchParams.set(name, value);
      }
      a.href = url;
    }
    for (const [key, value] of told) {
      for (const field of all(`input[name=${key === "c" ? "channel" : key}]`)) field.value ||= value;
    }
  };
  carry();
  addEventListener("goodword:links", carry); // when the wall shows others
  const greet = () => {
    const name = new URLSearchParams(location.hash.slice(1)).get("for");
    // but where a mistyped code is led on, with the name
    if (name !== null && !all("[data-code]")[0]) history.replaceState(null, "", location.pathname + location.search);
    for (const greeting of name === null ? [] : all("[data-friend]")) {
      greeting.hidden = !/^(?!.*([\u115f\u1160\u3164\uffa0]|\p{M}{5}))\p{L}[\p{L}\p{M} '\u2019-]{0,39}$/u.test(name) || name.split(" ")[4] !== undefined;
      greeting.querySelector("bdi").textContent = greeting.hidden ? "" : name;
    }
  };
  greet();
  onhashchange = greet;
  for (const button of navigator.clipboard ? all("[data-copy]") : []) {
    button.hidden = false;
    button.onclick = () => navigator.clipboard.writeText(button.dataset.copy).then(() => {
      button.nextElementSibling.textContent = button.dataset.done;
    });
  }
})();
