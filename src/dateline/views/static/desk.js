// The desk works without this file. With it, a fact lights its words without loading the page again, and keys move the rows.
"use strict";

(() => {
  const reader = document.querySelector(".reader");

  const wordsOf = (id) => document.querySelectorAll(`[data-f~="${CSS.escape(id)}"]`);

  function pick(id) {
    document.querySelectorAll(".lit").forEach((e) => e.classList.remove("lit"));
    document.querySelectorAll(".picked").forEach((e) => {
      e.classList.remove("picked");
      e.querySelector("[aria-current]")?.removeAttribute("aria-current");
    });
    if (!id) return null;
    const words = wordsOf(id);
    words.forEach((e) => e.classList.add("lit"));
    const fact = document.querySelector(`[data-fact="${CSS.escape(id)}"]`);
    fact?.classList.add("picked");
    fact?.querySelector("a")?.setAttribute("aria-current", "true");
    return words[0] ?? null;
  }

  function intoView(element) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }

  reader?.addEventListener("click", (event) => {
    const link = event.target.closest("[data-fact] a[href*='fact=']");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      const id = link.closest("[data-fact]").dataset.fact;
      const again = link.closest(".picked");
      const first = pick(again ? null : id);
      first?.closest("details")?.setAttribute("open", "");
      intoView(first);
      history.replaceState(null, "", again ? location.pathname : link.getAttribute("href"));
      return;
    }
    const words = event.target.closest("article [data-f]");
    if (words && !getSelection().toString()) {
      // The last fact is the one that begins nearest: a name inside a quote before the quote.
      const ids = words.dataset.f.split(" ");
      const shortest = ids.map((id) => [[...wordsOf(id)].reduce((n, e) => n + e.textContent.length, 0), id]);
      shortest.sort((a, b) => a[0] - b[0]);
      const id = shortest[0][1];
      pick(id);
      document.querySelector(`[data-fact="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
    }
  });

  const rows = [...document.querySelectorAll("[data-row]")];
  let at = -1;

  function go(to) {
    if (!rows.length) return;
    at = Math.max(0, Math.min(rows.length - 1, to));
    rows[at].querySelector("a").focus();
    rows[at].scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("q").select();
    } else if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "o" && at >= 0) rows[at].querySelector("a").click();
    else if (event.key === "Escape" && reader) {
      pick(null);
      history.replaceState(null, "", location.pathname);
    }
  });

  const box = document.querySelector("[data-drop]");
  if (box) {
    const file = box.querySelector("input[type=file]");
    ["dragover", "dragleave", "drop"].forEach((name) =>
      box.addEventListener(name, (event) => {
        event.preventDefault();
        box.classList.toggle("over", name === "dragover");
        if (name === "drop" && event.dataTransfer.files.length) file.files = event.dataTransfer.files;
      }),
    );
  }
})();
