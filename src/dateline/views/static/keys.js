// The desk by keys: j k o v m s / ? g g G. What was seen and what is starred stays in this browser, and nowhere else.
"use strict";

(() => {
  const dialog = document.getElementById("keys");
  const ITEMS = "[data-row], .facts .fact, .known > li, .quotes > li, .deeds > li, .timeline > li, .sources > li";
  const MOST = 5000;
  let at = -1;
  let lastG = 0;

  // A browser that keeps nothing (private, or told so) throws here; the keys go on without memory.
  function stored(name) {
    try {
      return JSON.parse(localStorage.getItem(name)) ?? {};
    } catch {
      return {};
    }
  }

  function store(name, value) {
    try {
      const entries = Object.entries(value);
      localStorage.setItem(name, JSON.stringify(Object.fromEntries(entries.slice(-MOST))));
    } catch {
      return;
    }
  }

  const items = () => [...document.querySelectorAll(ITEMS)].filter((e) => e.checkVisibility() && e.querySelector("a"));
  const linkOf = (item) => item.querySelector("h2 a, h1 a, a.chip") ?? item.querySelector("a");
  const current = () => document.activeElement?.closest(ITEMS) ?? items()[at];
  const whole = () => document.querySelector("[data-item]");

  function go(to) {
    const all = items();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, to));
    linkOf(all[at]).focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const here = items().indexOf(document.activeElement?.closest(ITEMS));
    go((here >= 0 ? here : at) + by);
  }

  // What a key marks: the row that is picked, or the page's own story or article.
  function target() {
    const row = current()?.closest("[data-row]");
    const link = row ? linkOf(row) : whole()?.querySelector("h1") && whole();
    if (!link) return null;
    const id = row ? new URL(link.href).pathname : whole().dataset.item;
    return { id, element: row ?? whole(), title: (row ? link : whole().querySelector("h1")).textContent.trim() };
  }

  function draw() {
    const [seen, starred] = [stored("seen"), stored("starred")];
    for (const element of document.querySelectorAll("[data-row], [data-item]")) {
      const id = element.dataset.item ?? new URL(linkOf(element).href).pathname;
      element.classList.toggle("seen-before", id in seen);
      element.classList.toggle("starred", id in starred);
      const says = [id in seen && dialog.dataset.seen, id in starred && dialog.dataset.starred].filter(Boolean);
      let note = element.querySelector(".by-keys");
      if (!note && says.length) {
        note = document.createElement("span");
        note.className = "by-keys";
        (element.querySelector(".when, .meta") ?? element).append(note);
      }
      if (note) note.textContent = says.join(" · ");
    }
    list(starred);
  }

  function list(starred) {
    const box = document.querySelector("[data-starred-list]");
    if (!box) return;
    box.hidden = Object.keys(starred).length === 0;
    box.querySelector("ul").replaceChildren(
      ...Object.entries(starred).reverse().map(([path, title]) => {
        const [line, link] = [document.createElement("li"), document.createElement("a")];
        link.href = path;
        link.dir = "auto";
        link.textContent = title;
        line.append(link);
        return line;
      }),
    );
  }

  function toggle(name) {
    const found = target();
    if (!found) return;
    const kept = stored(name);
    if (found.id in kept) delete kept[found.id];
    else kept[found.id] = name === "starred" ? found.title.slice(0, 200) : 1;
    store(name, kept);
    draw();
  }

  function original() {
    const row = current()?.closest("[data-original]");
    const url = row?.dataset.original ?? document.querySelector("a.out")?.href;
    if (url && /^https?:/.test(url)) window.open(url, "_blank", "noopener,noreferrer");
  }

  function starOrSave() {
    const save = document.getElementById("save-name");
    if (save && !current()) save.focus();
    else toggle("starred");
  }

  function top() {
    scrollTo({ top: 0 });
    go(0);
  }

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    o: () => current() && linkOf(current()).click(),
    v: original,
    m: () => toggle("seen"),
    s: starOrSave,
    "/": () => document.getElementById("q").select(),
    "?": () => dialog.showModal(),
    G: () => go(Infinity),
  };

  // On a keyboard for another writing, the key where the letter would be does what the letter does.
  function pressed(event) {
    if (/^[\x21-\x7e]$/.test(event.key)) return event.key;
    const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
    return letter && (event.shiftKey ? letter : letter.toLowerCase());
  }

  const wanted = document.getElementById("keys-wanted");
  wanted.checked = stored("keys").off !== true;
  wanted.addEventListener("change", () => store("keys", { off: !wanted.checked }));
  document.querySelectorAll("a[data-keys]").forEach((link) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.showModal();
    }),
  );
  // A click beside the dialog closes it, as people are used to.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = pressed(event);
    if (!wanted.checked || !key) return;
    if (key === "g") {
      if (event.timeStamp - lastG < 800) top();
      lastG = event.timeStamp;
    } else if (key in KEYS) {
      event.preventDefault();
      KEYS[key]();
    }
  });

  const page = whole();
  if (page) store("seen", { ...stored("seen"), [page.dataset.item]: 1 });
  draw();
})();
