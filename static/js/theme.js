// Runs before the first paint, so it is no module. Light or dark as chosen, else as the device says.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => (document.cookie.match(/(?:^|; )tema=(light|dark)/) || [])[1] || "auto";

  function paint() {
    const choice = chosen();
    const theme = choice === "auto" ? (dark.matches ? "dark" : "light") : choice;
    if (root.dataset.bsTheme !== theme) {
      root.dataset.bsTheme = theme;
      root.dispatchEvent(new CustomEvent("komship:theme", { bubbles: true }));
    }
    for (const button of document.querySelectorAll("[data-theme-set]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeSet === choice));
    }
  }

  root.classList.add("js");
  paint();
  dark.addEventListener("change", paint);
  document.addEventListener("DOMContentLoaded", paint);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-set]");
    if (!button) return;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `tema=${button.dataset.themeSet}; path=/; max-age=31536000; samesite=lax${secure}`;
    paint();
  });
})();
