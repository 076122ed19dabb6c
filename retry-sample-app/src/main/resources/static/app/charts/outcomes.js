import { rate } from "../format.js";
import { bars, makeChart } from "./base.js";

const SERIES = [
  ["first-try", "First try", "firstTry"],
  ["after-retry", "After retry", "afterRetry"],
  ["max-attempts", "Given up: max-attempts", "maxAttempts"],
  ["budget", "Given up: budget", "budget"],
  ["total-timeout", "Given up: total-timeout", "totalTimeout"],
  ["other", "Other", "other"],
];

export const outcomes = {
  id: "outcomes",
  name: "How calls ended, per second",
  make: (canvas) =>
    makeChart(canvas, {
      type: "bar",
      stacked: true,
      datasets: SERIES.map(([series, label]) => bars(series, label)),
      suggestedMax: 10,
    }),
  data: ({ points }) => SERIES.map(([, , field]) => points.map((point) => point?.[field])),
  legend: ({ now }) => SERIES.map(([series, label, field]) => [series, label, rate(now?.[field])]),
};
