// data-confirm on a form or a submit button: ask first. Runs before the first button is there, so it is no module:
// a quick tap on a slow line must not cancel an order unasked. Without JavaScript the server's own checks hold.
(() => {
  const box = () => document.getElementById("confirm");
  let waiting = null;

  function ask({ form, submitter }) {
    const source = submitter?.dataset.confirm ? submitter : form;
    const { confirm, confirmTitle, confirmLabel } = source.dataset;
    const title = box().querySelector("#confirm-title");
    const yes = box().querySelector('[value="1"]');
    title.textContent = confirmTitle || title.dataset.default;
    box().querySelector("#confirm-text").textContent = confirm;
    yes.textContent = confirmLabel || yes.dataset.default;
    yes.className = `btn ${"confirmDanger" in source.dataset ? "btn-danger" : "btn-primary"}`;
    box().returnValue = "";
    box().showModal();
  }

  function answered() {
    const job = waiting;
    waiting = null;
    if (!job || box().returnValue !== "1") return;
    job.form.dataset.confirmed = "yes";
    job.form.requestSubmit(job.submitter);
    delete job.form.dataset.confirmed;
  }

  document.addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter } = event;
      if (!(submitter?.dataset.confirm || form.dataset.confirm) || form.dataset.confirmed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = { form, submitter };
      // The box is the last thing of a page; while it is still on its way, the question waits for it.
      if (box()) ask(waiting);
    },
    true,
  );

  document.addEventListener("DOMContentLoaded", () => {
    if (waiting && !box().open) ask(waiting);
  });
  document.addEventListener("close", (event) => event.target === box() && answered(), true);
})();
