// Asking for a pickup: all of a courier at once, and how many are ticked.
const form = document.querySelector("[data-pickup]");
const boxes = (root) => [...root.querySelectorAll("[name=pilih]")];

function refresh() {
  for (const group of form.querySelectorAll("[data-group]")) {
    const all = boxes(group);
    const count = all.filter((box) => box.checked).length;
    const head = group.querySelector("[data-group-all]");
    head.checked = count === all.length;
    head.indeterminate = count > 0 && count < all.length;
  }
  const note = form.querySelector("[data-pickup-count]");
  note.textContent = `${boxes(form).filter((box) => box.checked).length} ${note.dataset.text}`;
}

form?.addEventListener("change", (event) => {
  const head = event.target.closest("[data-group-all]");
  if (head) boxes(head.closest("[data-group]")).forEach((box) => (box.checked = head.checked));
  refresh();
});
if (form) {
  refresh();
  window.addEventListener("pageshow", refresh);
}
