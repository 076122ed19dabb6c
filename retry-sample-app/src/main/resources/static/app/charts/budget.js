import { count } from "../format.js";
import { line, makeChart } from "./base.js";

export const budget = {
  id: "budget",
  name: "Budget fill",
  make: (canvas) =>
    makeChart(canvas, {
      type: "line",
      datasets: [line("budget", "Tokens", { fill: "origin" })],
      suggestedMax: 100,
    }),
  data: ({ points }) => [points.map((point) => point?.tokens)],
  legend: ({ instance }) => [
    ["budget", "Tokens", instance?.budgetCapacity == null ? "off" : count(instance.budgetAvailable)],
  ],
};
