// [data-select]: a select one can type into. With data-select-url the choices come from the server:
// GET url?q=… answers [{"value", "text", "note"}]. The plain <select> works without all this.
import { loadScript } from "./load.js";

const words = () =>
  document.documentElement.lang === "en"
    ? { none: "Nothing found", loading: "Searching…" }
    : { none: "Tidak ditemukan", loading: "Mencari…" };

function line(data, escape) {
  return `<div>${escape(data.text)}${data.note ? `<span class="cell-sub">${escape(data.note)}</span>` : ""}</div>`;
}

function dress(select) {
  const url = select.dataset.selectUrl;
  const options = {
    maxOptions: 50,
    refreshThrottle: 0,
    create: false,
    hidePlaceholder: true,
    placeholder: select.dataset.placeholder || "",
    render: { option: line, no_results: () => `<div class="no-results">${words().none}</div>` },
  };
  if (url) {
    Object.assign(options, {
      valueField: "value",
      labelField: "text",
      searchField: [],
      loadThrottle: 150,
      shouldLoad: (query) => query.trim().length >= 2,
      load(query, done) {
        const join = url.includes("?") ? "&" : "?";
        this.clearOptions();
        fetch(`${url}${join}q=${encodeURIComponent(query)}`)
          .then((answer) => (answer.ok ? answer.json() : []))
          .then(done, () => done());
      },
    });
  }
  const ts = new window.TomSelect(select, options);
  // The label now belongs to the new input; this element only carries the value.
  select.setAttribute("aria-hidden", "true");
  // Pages listen to the plain element, whatever dresses it.
  ts.on("change", () => select.dispatchEvent(new Event("komship:chosen", { bubbles: true })));
}

export async function start(root) {
  const found = [...root.querySelectorAll("select[data-select]")].filter((select) => !select.tomselect);
  if (!found.length) return;
  const src = document.querySelector("[data-select-src]")?.dataset.selectSrc;
  if (!src) return;
  await loadScript(src);
  found.filter((select) => !select.tomselect).forEach(dress);
}
