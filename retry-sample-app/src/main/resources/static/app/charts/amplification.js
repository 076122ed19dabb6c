import { ratio } from "../format.js";
import { line, makeChart } from "./base.js";

const LIMIT = { borderDash: [4, 4], borderWidth: 1.5 };

export const amplification = {
  id: "amplification",
  name: "Attempts per call",
  make: (canvas) =>
    makeChart(canvas, {
      type: "line",
      datasets: [line("attempts", "Attempts per call"), line("other", "At most", LIMIT)],
      suggestedMax: 4,
      stepSize: 1,
    }),
  data: ({ points, instance }) => [
    points.map((point) => point?.amplification),
    points.map(() => instance?.maxAttempts),
  ],
  legend: ({ now, instance }) => [
    ["attempts", "Attempts per call", ratio(now?.amplification)],
    ["other", "At most", String(instance?.maxAttempts ?? "no limit")],
  ],
};
