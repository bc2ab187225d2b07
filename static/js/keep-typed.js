// A part of a form that the server answers anew: what was typed or chosen while the answer was on its way stays.
// The answer knows only what was sent with the question. The rows of a list are told apart by [data-row-key].
const FIELDS = "textarea[name], input[name]:not([type=hidden], [type=file], [type=checkbox])";

// A courier stays the same choice when its price, part of its value, has changed.
const textOf = (field) => field.dataset.choice || field.value;

function keyOf(field) {
  const row = field.closest("[data-row-key]");
  return row ? `${field.name} ${row.dataset.rowKey}` : field.name;
}

function texts(form) {
  const fields = [...form.querySelectorAll(FIELDS)].filter((field) => field.type !== "radio" || field.checked);
  return new Map(fields.map((field) => [keyOf(field), textOf(field)]));
}

function put(form, key, text) {
  for (const field of form.querySelectorAll(FIELDS)) {
    if (keyOf(field) !== key) continue;
    if (field.type === "radio") {
      if (textOf(field) === text) field.checked = true;
    } else if (field.value !== text) {
      field.value = text;
      // Whoever counts with it has to count again.
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
}

export function keepTyped(form, parts) {
  const sent = new WeakMap();
  let typed = [];
  document.addEventListener("htmx:beforeSend", ({ detail }) => {
    if (detail.target.matches(parts)) sent.set(detail.xhr, texts(form()));
  });
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const before = sent.get(detail.xhr);
    typed = before ? [...texts(form())].filter(([key, text]) => before.has(key) && before.get(key) !== text) : [];
  });
  document.addEventListener("htmx:afterSwap", () => {
    const again = typed;
    typed = [];
    for (const [key, text] of again) put(form(), key, text);
  });
}
