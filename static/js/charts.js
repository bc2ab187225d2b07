// [data-chart]: draws the JSON beside it with Chart.js in the page's own colours.
import { loadScript } from "./load.js";

const drawn = new Map();
const UNITS = [
  [1e9, "M"],
  [1e6, "jt"],
  [1e3, "rb"],
];

function short(value) {
  const size = Math.abs(value);
  const unit = UNITS.find(([least]) => size >= least);
  const number = unit ? value / unit[0] : value;
  return `${number.toLocaleString("id", { maximumFractionDigits: 1 })}${unit ? ` ${unit[1]}` : ""}`;
}

const exact = (value) => value.toLocaleString("id");

// Canvas does not know light-dark(); an element's computed colour does.
function color(name) {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function scales(money) {
  const grid = color("--k-line");
  const ticks = { color: color("--k-mute"), maxRotation: 0, autoSkipPadding: 16, font: { family: "Inter Variable, sans-serif", size: 12 } };
  return {
    x: { grid: { display: false }, border: { color: grid }, ticks },
    y: { beginAtZero: true, grid: { color: grid }, border: { display: false }, ticks: { ...ticks, maxTicksLimit: 5, precision: 0, callback: (value) => (money ? `Rp ${short(value)}` : short(value)) } },
  };
}

function config(figure, data) {
  const line = figure.dataset.chartKind === "line";
  const tones = { brand: "--k-brand", neutral: "--k-faint", success: "--k-success-text", danger: "--k-danger-text", info: "--k-info-text" };
  return {
    type: line ? "line" : "bar",
    data: {
      labels: data.labels,
      datasets: data.series.map((series) => {
        const tone = color(tones[series.tone] || tones.brand);
        return { label: series.label, data: series.values, backgroundColor: tone, borderColor: tone, borderWidth: line ? 2 : 0, borderRadius: 4, maxBarThickness: 22, pointRadius: 0, pointHitRadius: 16, tension: 0.3 };
      }),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: "index", intersect: false },
      plugins: {
        legend: { display: data.series.length > 1, align: "end", labels: { color: color("--k-text"), boxWidth: 10, boxHeight: 10, useBorderRadius: true, borderRadius: 3 } },
        tooltip: { padding: 10, displayColors: data.series.length > 1, callbacks: { label: (item) => `${item.dataset.label}: ${data.money ? "Rp " : ""}${exact(item.parsed.y)}` } },
      },
      scales: scales(data.money),
    },
  };
}

function draw(figure) {
  const data = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  drawn.get(figure)?.destroy();
  drawn.set(figure, new window.Chart(figure.querySelector("canvas"), config(figure, data)));
}

export async function start(root) {
  const figures = [...root.querySelectorAll("[data-chart]")].filter((figure) => !drawn.has(figure));
  if (!figures.length) return;
  await loadScript(figures[0].dataset.chartSrc);
  figures.forEach(draw);
}

document.documentElement.addEventListener("komship:theme", () => [...drawn.keys()].forEach(draw));
