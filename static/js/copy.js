// [data-copy]: put its value on the clipboard and say so, in the page and to screen readers.
import { say } from "./toast.js";

const CHECK = "#check";

export async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    // Without HTTPS the clipboard is closed to pages; the text stays selectable.
    return;
  }
  const use = button.querySelector("use");
  const before = use?.getAttribute("href");
  if (use) use.setAttribute("href", before.replace(/#.*/, CHECK));
  button.classList.add("is-done");
  say(`${button.dataset.copied}: ${button.dataset.copy}`);
  setTimeout(() => {
    button.classList.remove("is-done");
    if (use) use.setAttribute("href", before);
  }, 1500);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});
