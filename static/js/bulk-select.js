// Choosing rows: all of a page, one by one, or a range with Shift; the bar tells how many.
let last = null;

const checks = (form) => [...document.querySelectorAll(`.row-check[form="${form.id}"]`)];

function refresh(form) {
  const all = checks(form);
  const count = all.filter((box) => box.checked).length;
  form.hidden = count === 0;
  form.querySelector("[data-bulk-count]").textContent = `${count} ${form.dataset.bulkText}`;
  const head = form.closest("[data-list]")?.querySelector("[data-check-all]");
  if (head) {
    head.checked = count > 0 && count === all.length;
    head.indeterminate = count > 0 && count < all.length;
  }
}

const refreshAll = () => document.querySelectorAll("[data-bulk]").forEach(refresh);

export const start = refreshAll;

document.addEventListener("click", (event) => {
  const box = event.target.closest(".row-check");
  if (box) {
    const all = checks(box.form);
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    if (event.shiftKey && from >= 0) all.slice(from, to + 1).forEach((other) => (other.checked = box.checked));
    last = box;
    refresh(box.form);
  }
  const head = event.target.closest("[data-check-all]");
  if (head) {
    const form = head.closest("[data-list]").querySelector("[data-bulk]");
    checks(form).forEach((other) => (other.checked = head.checked));
    refresh(form);
  }
  const clear = event.target.closest("[data-bulk-clear]");
  if (clear) {
    checks(clear.form).forEach((other) => (other.checked = false));
    refresh(clear.form);
  }
});

document.addEventListener("htmx:afterSwap", refreshAll);
window.addEventListener("pageshow", refreshAll);
