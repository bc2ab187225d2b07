// Messages: those the server rendered leave by themselves, those htmx answers carry are added here.
const LIFE_MS = { success: 5000, info: 7000 };

function arm(box) {
  const life = LIFE_MS[box.dataset.toast];
  if (!life) return; // Warnings and errors stay until they are read and closed.
  let timer = setTimeout(() => box.remove(), life);
  box.addEventListener("mouseenter", () => clearTimeout(timer));
  box.addEventListener("mouseleave", () => (timer = setTimeout(() => box.remove(), 2000)));
}

export function toast(text, tone = "success") {
  const place = document.getElementById("toasts");
  const template = document.getElementById("toast-template");
  if (!place || !template) return;
  // Said once is enough, however often something fails meanwhile.
  if ([...place.querySelectorAll(".toast-text")].some((there) => there.textContent.trim() === text)) return;
  const box = template.content.firstElementChild.cloneNode(true);
  const icons = { success: "circle-check", info: "info-circle", warning: "alert-triangle", danger: "alert-circle" };
  const use = box.querySelector("use");
  box.className = `toast-box tone-${tone}`;
  box.dataset.toast = tone;
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${icons[tone] || icons.info}`));
  box.querySelector(".toast-text").textContent = text;
  place.append(box);
  arm(box);
}

let voice;
export function say(text) {
  if (!voice) {
    voice = document.createElement("div");
    voice.className = "visually-hidden";
    voice.setAttribute("role", "status");
    document.body.append(voice);
  }
  voice.textContent = text;
}

document.querySelectorAll("#toasts [data-toast]").forEach(arm);
document.addEventListener("click", (event) => {
  event.target.closest("[data-toast-close]")?.closest("[data-toast]").remove();
});
document.addEventListener("komship:toast", ({ detail }) => toast(detail.text, detail.tone));
for (const event of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(event, () => {
    const english = document.documentElement.lang === "en";
    toast(
      english
        ? "The server could not be reached. Nothing was saved; try again."
        : "Server tidak bisa dihubungi. Belum ada yang tersimpan; coba lagi.",
      "danger",
    );
  });
}
