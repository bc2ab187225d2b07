// Which columns a list shows is kept in a cookie, so the server renders only those.
export function start() {}

document.addEventListener("change", (event) => {
  const box = event.target.closest("[data-column]");
  if (!box) return;
  const panel = box.closest("[data-columns]");
  const hidden = [...panel.querySelectorAll("[data-column]:not(:checked)")].map((other) => other.dataset.column);
  document.cookie = `kolom_${panel.dataset.columns}=${hidden.join(".")}; path=/; max-age=31536000; samesite=lax`;
  const list = panel.closest("[data-list]");
  window.htmx.ajax("GET", window.location.href, { target: list.getAttribute("hx-target"), swap: "innerHTML" });
});
