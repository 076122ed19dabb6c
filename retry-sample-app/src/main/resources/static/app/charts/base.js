// What all charts have in common.

import { POINTS } from "../view.js";

const styles = () => getComputedStyle(document.documentElement);

/** A colour of styles/tokens.css as it is now, light or dark. */
export const colour = (name) => styles().getPropertyValue(`--${name}`).trim();

/** The colour, so transparent that lines behind it stay visible. */
export const faint = (name) => `color-mix(in srgb, ${colour(name)} 22%, transparent)`;

const NARROW = 480;

function timeTick(_, index) {
  const secondsAgo = POINTS - 1 - index;
  if (secondsAgo % (this.chart.width < NARROW ? 60 : 30) !== 0) {
    return null;
  }
  return secondsAgo === 0 ? "now" : `${secondsAgo} s ago`;
}

export const seconds = Array.from({ length: POINTS }, (_, index) => `${POINTS - 1 - index} s ago`);

export function line(series, label, extra = {}) {
  return {
    label,
    data: [],
    borderColor: colour(`series-${series}`),
    backgroundColor: faint(`series-${series}`),
    borderWidth: 2,
    pointRadius: 0,
    pointHitRadius: 8,
    tension: 0,
    ...extra,
  };
}

export function bars(series, label) {
  return { label, data: [], backgroundColor: colour(`series-${series}`), barPercentage: 1, categoryPercentage: 0.86 };
}

export function makeChart(canvas, { type, datasets, labels = seconds, stacked = false, suggestedMax, stepSize, timed = true }) {
  const text = { color: colour("ink-soft"), font: { family: styles().getPropertyValue("--sans"), size: 11 } };
  return new Chart(canvas, {
    type,
    data: { labels, datasets },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: { right: 12 } },
      interaction: { mode: "index", intersect: false },
      plugins: {
        legend: { display: false },
        tooltip: { displayColors: true, boxWidth: 8, boxHeight: 8, backgroundColor: colour("ink"),
          titleColor: colour("paper"), bodyColor: colour("paper"), cornerRadius: 4,
          callbacks: { label: ({ dataset, parsed }) => `${dataset.label}: ${Math.round(parsed.y * 100) / 100}` } },
      },
      scales: {
        x: {
          stacked,
          grid: { display: false },
          border: { color: colour("line") },
          ticks: { ...text, autoSkip: !timed, maxRotation: 0, ...(timed && { callback: timeTick }) },
        },
        y: {
          stacked,
          border: { display: false },
          grid: { color: colour("series-grid"), tickLength: 0 },
          ticks: { ...text, padding: 8, maxTicksLimit: 5, precision: 0, stepSize },
          // As wide in every chart, so that the same second stands at the same place in all of them.
          afterFit: (axis) => { axis.width = 40; },
          min: 0,
          suggestedMax,
        },
      },
    },
  });
}
