// A tab bar that does not fit scrolls inside itself: the lit tab is brought into view, a cut edge fades.
function look(bar) {
  const rest = bar.scrollWidth - bar.clientWidth;
  bar.classList.toggle("is-cut-start", bar.scrollLeft > 4);
  bar.classList.toggle("is-cut-end", bar.scrollLeft < rest - 4);
}

export function start(root) {
  for (const bar of root.querySelectorAll(".tabs")) {
    const lit = bar.querySelector("[aria-current]");
    if (lit && bar.scrollWidth > bar.clientWidth) bar.scrollLeft = lit.offsetLeft - (bar.clientWidth - lit.offsetWidth) / 2;
    look(bar);
    bar.addEventListener("scroll", () => look(bar), { passive: true });
  }
}

window.addEventListener("resize", () => document.querySelectorAll(".tabs").forEach(look));
