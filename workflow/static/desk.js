// The desk works without this. With it: saving keeps the place, Ctrl+Enter saves, and leaving with unsaved
// words asks first.
"use strict";

const changed = new Set();

document.addEventListener("input", (event) => {
  if (event.target.matches("form.save textarea")) changed.add(event.target.id);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("form.save textarea")) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

document.addEventListener("submit", (event) => {
  const box = event.target.querySelector("textarea");
  if (box) changed.delete(box.id);
});

// After a swap the focus stays where the person was working.
document.addEventListener("htmx:afterSwap", (event) => {
  const id = event.detail.target.id;
  const row = document.getElementById(id);
  if (!row || !row.classList.contains("segment")) return;
  const next = row.querySelector(".refusal") ? row.querySelector("textarea") : null;
  (next || row).focus({ preventScroll: true });
});

window.addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});
