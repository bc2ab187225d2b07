// The part every page needs. The rest is fetched only by pages that use it.
import "./menus.js";
import "./copy.js";
import "./toast.js";
import "./shortcuts.js";

const ON_DEMAND = [
  [".tabs", () => import("./tabs.js")],
  ["[data-bulk]", () => import("./bulk-select.js")],
  ["[data-columns]", () => import("./columns.js")],
  ["[data-select]", () => import("./select.js")],
  ["[data-chart]", () => import("./charts.js")],
  ["[data-rupiah]", () => import("./rupiah.js")],
];

// All at once: a chart's long script must not keep a form waiting.
function enhance(root) {
  for (const [selector, load] of ON_DEMAND) {
    if (root.matches?.(selector) || root.querySelector(selector)) load().then((module) => module.start(root));
  }
}

enhance(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) enhance(event.target);
});

// Empty filters would only make addresses long.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") return;
  for (const [name, value] of [...detail.formData.entries()]) {
    if (value === "") detail.formData.delete(name);
  }
});
