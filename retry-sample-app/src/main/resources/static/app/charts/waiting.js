import { count } from "../format.js";
import { line, makeChart } from "./base.js";

export const waiting = {
  id: "waiting",
  name: "Waiting calls",
  make: (canvas) =>
    makeChart(canvas, {
      type: "line",
      datasets: [line("total-timeout", "Waiting", { fill: "origin", stepped: true })],
      suggestedMax: 4,
    }),
  data: ({ points }) => [points.map((point) => point?.waiting)],
  legend: ({ now }) => [["total-timeout", "Waiting", count(now?.waiting)]],
};
