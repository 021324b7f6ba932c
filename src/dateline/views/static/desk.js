// The desk works without this file. With it, a fact lights its words without loading the page again.
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

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !reader || event.target.closest("input, textarea, select, dialog")) return;
    pick(null);
    history.replaceState(null, "", location.pathname);
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
