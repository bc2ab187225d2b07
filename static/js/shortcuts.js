// Keys of every page. Single letters only while nobody is typing; all of it is reachable by mouse too.
import { copy } from "./copy.js";
import { open as openPalette } from "./palette.js";

const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], .ts-control");
const rows = () => [...document.querySelectorAll("[data-row]")];
let row = -1;
let chord = "";

function move(step) {
  const all = rows();
  if (!all.length) return;
  all[row]?.classList.remove("is-here");
  row = Math.max(0, Math.min(all.length - 1, row + step));
  all[row].classList.add("is-here");
  all[row].scrollIntoView({ block: "nearest" });
}

const KEYS = {
  "/": openPalette,
  "?": () => document.getElementById("pintasan")?.showModal(),
  n: () => go(document.getElementById("palette-new")?.dataset.href),
  j: () => move(1),
  k: () => move(-1),
  x: () => rows()[row]?.querySelector(".row-check")?.click(),
  c: () => {
    const button = rows()[row]?.querySelector("[data-copy]");
    if (button) copy(button);
  },
};

function go(href) {
  if (href) window.location.assign(href);
}

function pressed(key) {
  if (chord) {
    const wanted = `${chord} ${key}`;
    chord = "";
    const item = document.querySelector(`#palette [data-shortcut="${CSS.escape(wanted)}"]`);
    if (item) return go(item.dataset.href);
  }
  if (key === "g") {
    chord = "g";
    setTimeout(() => (chord = ""), 1200);
  }
  return KEYS[key]?.();
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
  } else if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    const form = event.target.closest("form") || document.querySelector("form[data-primary]");
    if (form) {
      event.preventDefault();
      form.requestSubmit();
    }
  } else if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) {
    return;
  } else if (event.key === "Enter" && event.target === document.body) {
    go(rows()[row]?.dataset.href);
  } else if (event.key in KEYS || event.key === "g" || chord) {
    event.preventDefault();
    pressed(event.key);
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-palette-open]")) {
    event.preventDefault();
    openPalette();
    return;
  }
  const target = event.target.closest("[data-row][data-href]");
  // The whole row is a target for the mouse; its first link is the one for everybody else.
  if (target && !event.target.closest("a, button, input, label, select, summary, .cell-check") && !String(getSelection())) {
    go(target.dataset.href);
  }
});

document.addEventListener("htmx:afterSwap", () => (row = -1));
