import { count } from "../format.js";
import { bars, makeChart } from "./base.js";

/** The columns' names: up to the first bound, between two of them, and from the last one on. */
export function delayLabels(bounds) {
  const short = (millis) => (millis < 1000 ? `${millis}` : `${millis / 1000} s`);
  return [...bounds.map((bound) => `< ${short(bound)}`), `≥ ${short(bounds.at(-1))}`];
}

export const delays = {
  id: "delays",
  name: "Waits before retries, in milliseconds",
  make: (canvas, view) =>
    makeChart(canvas, {
      type: "bar",
      labels: delayLabels(view.delayBounds),
      datasets: [bars("total-timeout", "Waits")],
      timed: false,
      suggestedMax: 10,
    }),
  data: ({ instance }) => [instance?.delays ?? []],
  legend: ({ instance }) => [["total-timeout", "Waits", count(sum(instance?.delays))]],
};

function sum(counts = []) {
  return counts.reduce((total, more) => total + more, 0);
}
