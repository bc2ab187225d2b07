// Many orders typed: a table over the text field that holds them, one line a row, tabs between cells.
// What is pasted from a spreadsheet lands in the cells; the server keeps what is typed.
import { toast } from "./toast.js";

const form = document.getElementById("lembar");
const text = form.elements.rows;
const grid = JSON.parse(document.getElementById("lembar-isi").textContent);
const words = document.getElementById("lembar-kata");
const news = document.getElementById("lembar-kabar");
const place = form.querySelector("[data-sheet-place]");
const more = form.querySelector("[data-sheet-more]");
const AT_FIRST = 12;
const STEP = 10;
const { columns, choices, faults, most } = grid;
const heading = (title) => title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
const hasFaults = Object.keys(faults).length > 0;
const placeOf = new Map(columns.map((column, at) => [heading(column.title), at]));

// Tabs and line breaks divide; within quotes they are part of a cell, and a quote is written twice.
function cellsOf(source) {
  const rows = [];
  let row = [""];
  let quoted = false;
  const text = source.replace(/\r\n?/g, "\n");
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    const last = row.length - 1;
    if (quoted) {
      if (sign !== '"') row[last] += sign;
      else if (text[at + 1] === '"') row[last] += text[(at += 1)];
      else quoted = false;
    } else if (sign === '"' && row[last] === "") quoted = true;
    else if (sign === "\t") row.push("");
    else if (sign === "\n") {
      rows.push(row);
      row = [""];
    } else row[last] += sign;
  }
  if (row.length > 1 || row[0]) rows.push(row);
  return rows;
}

const written = (cell) => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

// Rows in the order of our columns, when their first one names any.
function inOurOrder(rows) {
  const places = (rows[0] ?? []).map((title) => placeOf.get(heading(title)));
  if (!places.some((at) => at !== undefined)) return null;
  return rows.slice(1).map((row) => {
    const ours = columns.map(() => "");
    row.forEach((cell, at) => places[at] !== undefined && (ours[places[at]] = cell));
    return ours;
  });
}

const element = (name, traits = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), traits);
  made.append(...inside);
  return made;
};

const table = element("table", { className: "sheet-grid" });
const body = element("tbody");

function lists() {
  return Object.entries(choices).flatMap(([key, names]) =>
    Array.isArray(names) ? [element("datalist", { id: `pilihan-${key}` }, ...names.map(option))] : [],
  );
}

const option = (value) => element("option", { value });

function cell(column, value, wrong) {
  const input = element("input", { type: "text", value, autocomplete: "off", spellcheck: false });
  const reason = wrong.find((text) => text.startsWith(`${column.title}: `));
  if (Array.isArray(choices[column.key])) input.setAttribute("list", `pilihan-${column.key}`);
  if (column.key === "variant") input.setAttribute("list", "pilihan-variant");
  if (column.key === "phone") input.inputMode = "tel";
  if (reason) {
    input.title = reason;
    input.setAttribute("aria-invalid", "true");
  }
  return element("td", { className: `sheet-${column.key}` }, input);
}

function addRow(values = [], wrong = []) {
  const remove = element("button", { type: "button", className: "btn btn-quiet btn-icon btn-sm" });
  remove.append(words.content.cloneNode(true));
  const row = element("tr", {}, element("th", { scope: "row" }));
  if (hasFaults) row.append(element("td", { className: "sheet-faults" }, wrong.join(" ")));
  columns.forEach((column, at) => row.append(cell(column, values[at] ?? "", wrong)));
  row.append(element("td", {}, remove));
  body.append(row);
}

const inputsOf = (row) => [...row.querySelectorAll("input")];

// Rows are counted, and cells named after their row, again whenever one comes or goes.
function count() {
  [...body.rows].forEach((row, at) => {
    row.cells[0].textContent = at + 1;
    inputsOf(row).forEach((input, place) => {
      input.ariaLabel = `${columns[place].title}, ${words.dataset.row} ${at + 1}`;
    });
    row.querySelector("button").ariaLabel = `${words.dataset.remove} ${at + 1}`;
  });
  more.disabled = body.rows.length >= most;
}

function keep() {
  const rows = [...body.rows].map((row) => inputsOf(row).map((input) => input.value));
  while (rows.length && rows.at(-1).every((value) => !value.trim())) rows.pop();
  text.value = [columns.map((column) => column.title), ...rows].map((row) => row.map(written).join("\t")).join("\n");
}

// How often something was typed, and how much of that the server has.
let typed = 0;
let sent = 0;
let kept = 0;

function changed() {
  keep();
  typed += 1;
  news.querySelector("span").textContent = news.dataset.unsaved;
  form.dispatchEvent(new CustomEvent("sheet-typed"));
}

function addRows(number) {
  for (let left = Math.min(number, most - body.rows.length); left > 0; left -= 1) addRow();
  count();
}

function paste(input, source) {
  const cells = cellsOf(source);
  const named = inOurOrder(cells);
  const rows = named ?? cells;
  const from = [...body.rows].indexOf(input.closest("tr"));
  const first = named ? 0 : inputsOf(input.closest("tr")).indexOf(input);
  addRows(from + rows.length - body.rows.length);
  rows.slice(0, most - from).forEach((values, down) => {
    const inputs = inputsOf(body.rows[from + down]);
    values.forEach((value, right) => set(inputs[first + right], value));
  });
  changed();
  if (from + rows.length > most) toast(words.dataset.most, "warning");
}

// Whether it is, the next check will tell.
function isRight(input) {
  input.removeAttribute("aria-invalid");
  input.removeAttribute("title");
}

function set(input, value) {
  if (!input) return;
  input.value = value.trim();
  isRight(input);
}

// Like a spreadsheet: up, down and Enter stay in the column.
function move(input, down) {
  const rows = [...body.rows];
  const at = rows.indexOf(input.closest("tr"));
  if (down > 0 && at === rows.length - 1) addRows(1);
  const there = body.rows[at + down];
  if (there) inputsOf(there)[inputsOf(rows[at]).indexOf(input)].focus();
}

body.addEventListener("input", ({ target }) => {
  isRight(target);
  changed();
});
body.addEventListener("paste", (event) => {
  const source = event.clipboardData.getData("text/plain");
  if (!/[\t\n]/.test(source.trim())) return;
  event.preventDefault();
  paste(event.target, source);
});
body.addEventListener("keydown", (event) => {
  const input = event.target.closest("input");
  if (!input || event.isComposing) return;
  const down = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  // The arrows choose from a list of names while it may be open.
  if (!down || (event.key !== "Enter" && input.hasAttribute("list"))) return;
  event.preventDefault();
  move(input, down);
});
body.addEventListener("focusin", ({ target }) => {
  if (!target.closest(".sheet-variant")) return;
  const product = target.closest("tr").querySelector(".sheet-product input").value.trim();
  document.getElementById("pilihan-variant").replaceChildren(...(choices.variant[product] ?? []).map(option));
});
body.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  const row = button.closest("tr");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  if (!next) addRow();
  count();
  (next ?? body.rows[0]).querySelector("input").focus();
  changed();
});
more.addEventListener("click", () => {
  const at = body.rows.length;
  addRows(STEP);
  body.rows[at]?.querySelector("input").focus();
});
form.addEventListener("submit", () => {
  keep();
  kept = typed;
});
news.addEventListener("htmx:beforeRequest", () => (sent = typed));
news.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) kept = sent;
});
window.addEventListener("beforeunload", (event) => {
  if (kept !== typed) event.preventDefault();
});

const titles = columns.map(({ title, hint }) => element("th", { scope: "col", title: hint }, title));
const head = element("tr", {}, element("th", { scope: "col" }, "#"));
if (hasFaults) head.append(element("th", { scope: "col" }, words.dataset.faults));
head.append(...titles, element("td"));
table.append(
  element("caption", { className: "visually-hidden" }, words.dataset.label),
  element("thead", {}, head),
  body,
);
const known = inOurOrder(cellsOf(text.value)) ?? cellsOf(text.value);
known.forEach((values, at) => addRow(values, faults[at + 1] ?? []));
addRows(Math.max(AT_FIRST, known.length + 2) - known.length);
place.append(table, element("datalist", { id: "pilihan-variant" }), ...lists());
text.closest(".field").hidden = true;
place.hidden = false;
