// The order desk. Every step below is a button of the form as well; here it happens while one types.
import { keepTyped } from "./keep-typed.js";

const WAIT_MS = 350;
const PAUSE_MS = 1200;
let timer = 0;
let pause = 0;

const desk = () => document.getElementById("desk");
const fire = (id, event) => window.htmx.trigger(document.getElementById(id), event);
const within = (event, selector) => event.target.closest?.(`#desk ${selector}`);

function countAgain(id, event, wait) {
  clearTimeout(timer);
  timer = setTimeout(() => fire(id, event), wait);
}

// A pause in typing keeps the form as a draft and looks at the address again.
function rest() {
  clearTimeout(pause);
  pause = setTimeout(() => fire("desk-draft", "desk:draf"), PAUSE_MS);
}

function changed(event) {
  if (within(event, "*")) rest();
  if (event.target.closest?.("[data-add]")) return add(event.target);
  if (event.target.closest?.("[data-buyer]")) return take(event.target);
  if (within(event, "[data-place]")) countAgain("desk-goods", "desk:barang", 0);
  else if (within(event, ".goods-count")) countAgain("desk-goods", "desk:barang", WAIT_MS);
  else if (within(event, "[data-price]")) countAgain("desk-quote", "desk:hitung", 0);
  else if (within(event, "[data-phone]")) fire("desk-known", "desk:nomor");
}

function add(select) {
  if (!select.value) return;
  const goods = document.getElementById("desk-goods");
  goods.setAttribute("hx-vals", JSON.stringify({ langkah: `tambah:${select.value}` }));
  fire("desk-goods", "desk:barang");
}

function take(select) {
  if (!select.value) return;
  const recipient = document.getElementById("desk-recipient");
  recipient.setAttribute("hx-vals", JSON.stringify({ langkah: `ambil:${select.value}` }));
  fire("desk-recipient", "desk:chat");
}

document.addEventListener("change", (event) => {
  // A dressed select speaks for itself, below.
  if (!event.target.tomselect) changed(event);
});
document.addEventListener("komship:chosen", changed);
document.addEventListener("input", (event) => {
  if (within(event, "*")) rest();
  if (within(event, "[data-rupiah]")) countAgain("desk-quote", "desk:hitung", WAIT_MS);
});
document.addEventListener("paste", (event) => {
  if (within(event, "[data-chat]")) setTimeout(() => fire("desk-recipient", "desk:chat"));
});

// Enter goes to the next field; only Ctrl Enter and the button save.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !within(event, "input:not([type=radio])")) return;
  if (event.defaultPrevented || event.target.closest(".ts-wrapper")) return;
  event.preventDefault();
  const fields = [...desk().querySelectorAll("input:not([type=hidden]):not([tabindex='-1']), textarea, select, [data-save]")].filter((field) => field.offsetParent);
  fields[fields.indexOf(event.target) + 1]?.focus();
});

// Dressing a swapped select takes a moment longer than the swap; whoever has gone elsewhere by then stays there.
function focusSoon(selector, tries = 10, from = document.activeElement) {
  const field = document.querySelector(selector);
  if (document.activeElement !== from) return;
  if (field) field.focus();
  else if (tries) setTimeout(() => focusSoon(selector, tries - 1, from), 30);
}

const PICKER = "#desk-goods .ts-control input";
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const id = detail.target?.id;
  const step = String(detail.requestConfig?.parameters?.langkah ?? "");
  if (id === "desk-goods" && step.startsWith("tambah")) focusSoon(PICKER);
  if (id === "desk-goods" || id === "desk-recipient") rest();
  if (id === "desk-recipient") focusSoon(document.querySelector("select.is-unsure") ? "#field-destination_id .ts-control input" : PICKER);
  if (id === "desk") {
    const wrong = document.querySelector("#desk .is-invalid, #desk [role=alert]");
    wrong?.scrollIntoView({ block: "center" });
    wrong?.focus();
  }
});

document.addEventListener("submit", () => clearTimeout(pause));

keepTyped(desk, "#desk-recipient, #desk-goods, #desk-quote");

// A page from the browser's memory would carry the key of an order that is stored already.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
