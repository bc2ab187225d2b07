// Ctrl K or "/": pages and actions, filtered as one types; rows from data-search-url join when there is one.
const box = document.getElementById("palette");
const input = box?.querySelector("input");
const list = box?.querySelector("[role=listbox]");
const none = box?.querySelector(".palette-none");
const fixed = list ? [...list.querySelectorAll("[data-href]")] : [];
// The last row takes what was typed to the orders page, where numbers, airway bills and buyers are found.
const orders = list?.querySelector("[data-find]");
let asked = 0;
let timer = 0;

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const shown = () => [...list.children].filter((item) => !item.hidden);

function choose(item) {
  for (const other of list.children) other.setAttribute("aria-selected", String(other === item));
  if (item) {
    input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

function filter() {
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  for (const item of fixed) {
    const text = plain(item.textContent);
    item.hidden = !words.every((word) => text.includes(word));
  }
  if (orders) {
    const text = input.value.trim();
    orders.hidden = !text;
    orders.querySelector("[data-find-text]").textContent = text;
    orders.dataset.href = orders.dataset.find + encodeURIComponent(text);
  }
  const visible = shown();
  none.hidden = visible.length > 0;
  choose(visible[0]);
}

async function search() {
  const query = input.value.trim();
  const mine = ++asked;
  const drop = () => list.querySelectorAll("[data-found]").forEach((item) => item.remove());
  if (query.length < 2) return drop();
  const answer = await fetch(`${box.dataset.searchUrl}?q=${encodeURIComponent(query)}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok || mine !== asked) return;
  const found = document.createElement("template");
  found.innerHTML = await answer.text();
  drop();
  for (const item of [...found.content.querySelectorAll("[role=option]")].reverse()) {
    item.dataset.found = "";
    list.prepend(item);
  }
  filter();
}

export function open() {
  if (!box || box.open) return;
  input.value = "";
  filter();
  box.showModal();
  input.focus();
}

input?.addEventListener("input", () => {
  filter();
  clearTimeout(timer);
  if (box.dataset.searchUrl) timer = setTimeout(search, 150);
});

input?.addEventListener("keydown", (event) => {
  const items = shown();
  const at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    choose(items[(at + step + items.length) % items.length]);
  } else if (event.key === "Enter" && items[at]) {
    event.preventDefault();
    window.location.assign(items[at].dataset.href);
  }
});

list?.addEventListener("click", (event) => {
  const item = event.target.closest("[data-href]");
  if (item) window.location.assign(item.dataset.href);
});
