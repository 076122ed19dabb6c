import { rate } from "../format.js";
import { line, makeChart } from "./base.js";

export const rates = {
  id: "rates",
  name: "Calls and attempts per second",
  make: (canvas) =>
    makeChart(canvas, {
      type: "line",
      datasets: [line("calls", "Calls"), line("attempts", "Attempts", { fill: "-1" })],
      suggestedMax: 10,
    }),
  data: ({ points }) => [points.map((point) => point?.calls), points.map((point) => point?.attempts)],
  legend: ({ now }) => [
    ["calls", "Calls", rate(now?.calls)],
    ["attempts", "Attempts", rate(now?.attempts)],
  ],
};
