// Figures in rows: every instance's counts, and what the charts show.

import { delayLabels } from "./charts/delays.js";
import { NOTHING, count, percent, rate, ratio } from "./format.js";

const MINUTE = 60;
const instances = document.querySelector("#instances tbody");
const figures = document.querySelector("#figures-table tbody");
const delays = document.querySelector("#delays-table tbody");

const SERIES = [
  ["Calls", "calls", rate],
  ["Attempts", "attempts", rate],
  ["Attempts per call, mean of 5 s", "amplification", ratio],
  ["Success at the first try", "firstTry", rate],
  ["Success after a retry", "afterRetry", rate],
  ["Given up: max-attempts", "maxAttempts", rate],
  ["Given up: budget", "budget", rate],
  ["Given up: total-timeout", "totalTimeout", rate],
  ["Other", "other", rate],
  ["Waiting calls", "waiting", count],
  ["Budget, tokens", "tokens", count],
];

export function showTables(view, points) {
  instances.replaceChildren(...view.instances.map(instanceRow));
  document.getElementById("figures-table-instance").textContent = view.instanceName;
  figures.replaceChildren(...SERIES.map((series) => seriesRow(series, points)));
  const counts = view.instance?.delays ?? [];
  const all = counts.reduce((sum, more) => sum + more, 0);
  delays.replaceChildren(
    ...delayLabels(view.delayBounds).map((label, index) =>
      row(withUnit(label), count(counts[index]), all ? `${percent(counts[index] / all)} %` : NOTHING)));
}

function withUnit(label) {
  return label.endsWith("s") ? label : `${label} ms`;
}

function instanceRow(instance) {
  const stopped = Object.values(instance.stopped).reduce((sum, calls) => sum + calls, 0);
  const made = row(
    instance.on ? instance.name : `${instance.name} (off)`,
    count(instance.calls),
    count(instance.attempts),
    count(instance.retries),
    count(instance.firstTrySuccess),
    count(instance.afterRetrySuccess),
    count(stopped),
    count(instance.waiting),
    instance.budgetCapacity == null ? "none" : `${count(instance.budgetAvailable)} / ${count(instance.budgetCapacity)}`);
  made.dataset.instance = instance.name;
  ["calls", "attempts", "retries", "firstTrySuccess", "afterRetrySuccess", "stopped", "waiting", "budget"]
    .forEach((field, index) => { made.children[index + 1].dataset.field = field; });
  for (const [reason, calls] of Object.entries(instance.stopped)) {
    const detail = document.createElement("small");
    detail.dataset.reason = reason;
    detail.textContent = `${reason} ${count(calls)}`;
    made.querySelector('[data-field="stopped"]').append(detail);
  }
  return made;
}

function seriesRow([label, field, write], points) {
  const values = points.map((point) => point?.[field]).filter((value) => value != null);
  const minute = points.slice(-MINUTE).map((point) => point?.[field]).filter((value) => value != null);
  const mean = minute.length ? minute.reduce((sum, value) => sum + value, 0) / minute.length : null;
  return row(label, write(points.at(-1)?.[field]), write(mean), write(values.length ? Math.max(...values) : null));
}

function row(name, ...cells) {
  const row = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = name;
  row.append(head, ...cells.map((text) => {
    const cell = document.createElement("td");
    cell.textContent = text;
    return cell;
  }));
  return row;
}
