// data-confirm on a form or a submit button: ask first. Without JavaScript the server's own checks hold.
const box = document.getElementById("confirm");
let waiting = null;

function ask(source) {
  const { confirm, confirmTitle, confirmLabel } = source.dataset;
  const title = box.querySelector("#confirm-title");
  const yes = box.querySelector('[value="1"]');
  title.textContent = confirmTitle || title.dataset.default;
  box.querySelector("#confirm-text").textContent = confirm;
  yes.textContent = confirmLabel || yes.dataset.default;
  yes.className = `btn ${"confirmDanger" in source.dataset ? "btn-danger" : "btn-primary"}`;
  box.returnValue = "";
  box.showModal();
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    const source = event.submitter?.dataset.confirm ? event.submitter : form;
    if (!box || !source.dataset.confirm || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = { form, submitter: event.submitter };
    ask(source);
  },
  true,
);

box?.addEventListener("close", () => {
  const job = waiting;
  waiting = null;
  if (!job || box.returnValue !== "1") return;
  job.form.dataset.confirmed = "yes";
  job.form.requestSubmit(job.submitter);
  delete job.form.dataset.confirmed;
});
