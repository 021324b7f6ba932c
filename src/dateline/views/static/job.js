// Work in the background shows how far it came without loading the page again; without this file the page loads itself.
"use strict";

(() => {
  const job = document.querySelector("[data-job]");
  if (!job) return;
  const done = job.querySelector("[data-done]");
  const bar = job.querySelector("progress");

  async function look() {
    try {
      const answer = await fetch(job.dataset.job, { headers: { accept: "application/json" } });
      const told = (await answer.json()).job;
      if (told.over) {
        location.reload();
        return;
      }
      done.textContent = told.done.toLocaleString(document.documentElement.lang);
      if (bar && told.total !== null) bar.value = told.done;
    } catch {
      // The desk may be starting again; the next look will tell.
    }
    setTimeout(look, 1500);
  }

  setTimeout(look, 1000);
})();
