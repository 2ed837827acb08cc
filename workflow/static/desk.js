// The desk works without this. With it: saving keeps the place, Ctrl+Enter saves, a text that did not arrive
// stays in its box and says so, and leaving with unsaved words asks first.
"use strict";

const sent = new Map(); // a box's id → what was last sent from it

const boxOf = (row) => row?.querySelector("form.save textarea");
const saved = (box) => box.value === box.defaultValue;
const unsaved = () => [...document.querySelectorAll("form.save textarea")].filter((box) => !saved(box));

function say(row, sentence) {
  row.querySelector(".refusal")?.remove();
  const said = document.createElement("p");
  said.className = "refusal";
  said.setAttribute("role", "alert");
  said.textContent = sentence;
  row.querySelector(".target").append(said);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("form.save textarea")) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

// Nobody approves or returns one text while looking at another.
document.addEventListener("submit", (event) => {
  const row = event.target.closest(".segment");
  const box = boxOf(row);
  if (!box) return;
  if (event.target.matches("form.save")) {
    sent.set(box.id, box.value);
  } else if (!saved(box)) {
    event.preventDefault();
    event.stopPropagation();
    say(row, "Your text is not saved yet. Save it, or put back what stood there.");
  }
}, true);

// Who logged in again in another tab has a newer token than this page's forms.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (token && event.detail.verb === "post") event.detail.parameters.csrfmiddlewaretoken = token;
});

// An answer that is not this segment (a log-in page, a refusal, a fault) never takes the segment's place.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  if (!target.matches(".segment") || xhr.responseText.includes(`id="${target.id}"`)) return;
  event.detail.shouldSwap = false;
  const answer = new DOMParser().parseFromString(xhr.responseText, "text/html");
  const why = answer.querySelector(".refusal")?.textContent.trim();
  const out = answer.querySelector("form[action*='log-in']");
  say(target, `Your text is not saved. ${why || (out ? "You are logged out: log in in another tab, then save again." : "Something went wrong here: save again, or keep a copy of it.")}`);
});

document.addEventListener("htmx:sendError", (event) => {
  const row = event.detail.elt.closest(".segment");
  if (row) say(row, "Your text is not saved: the site could not be reached. It stays in the box; save again.");
});

// After a swap: what was typed meanwhile stays, and so does the focus.
let typed = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const box = event.detail.shouldSwap && boxOf(event.detail.target.closest(".segment"));
  typed = box && box.value !== (sent.get(box.id) ?? box.defaultValue) ? box.value : null;
});
document.addEventListener("htmx:afterSwap", (event) => {
  const row = document.getElementById(event.detail.target.id);
  if (!row?.matches(".segment")) return;
  const box = boxOf(row);
  if (box && typed !== null) {
    box.value = typed;
    say(row, "What you wrote after saving is not saved yet.");
  }
  (row.querySelector(".refusal") && box ? box : row).focus({ preventScroll: true });
});

window.addEventListener("beforeunload", (event) => {
  if (unsaved().length) event.preventDefault();
});
