// The headline figures: means of the last five seconds, but for what is so many right now.

import { NOTHING, count, percent, rate, ratio } from "./format.js";

const SECONDS = 5;
const byId = (id) => document.getElementById(id);

export function showTiles(view, points) {
  const last = points.slice(-SECONDS).filter(Boolean);
  const now = points.at(-1);
  const instance = view.instance;
  if (!now || !instance) {
    return;
  }
  const mean = (read) => last.reduce((sum, point) => sum + read(point), 0) / last.length;
  const calls = mean((point) => point.calls);
  const attempts = mean((point) => point.attempts);

  showAmplification(now.amplification, instance.maxAttempts);
  byId("now-calls").textContent = rate(calls);
  byId("now-attempts").textContent = rate(attempts);
  byId("now-retries").textContent = `${rate(Math.max(0, attempts - calls))} of them retries`;
  showSuccess(calls, mean((point) => point.firstTry), mean((point) => point.afterRetry));
  byId("now-waiting").textContent = count(instance.waiting);
  showBudget(instance);
}

function showAmplification(value, maxAttempts) {
  byId("now-amplification").textContent = ratio(value);
  byId("tile-amplification").dataset.level = value == null || value < 1.2 ? "calm" : value < 2 ? "raised" : "high";
  const most = maxAttempts == null ? "no limit" : `${maxAttempts} at most`;
  byId("now-amplification-note").textContent =
    value == null ? "No calls in the last 5 seconds" : `mean of 5 seconds; ${most}`;
}

function showSuccess(calls, firstTry, afterRetry) {
  const known = calls > 0;
  byId("now-success").textContent = known ? percent((firstTry + afterRetry) / calls) : NOTHING;
  byId("now-success-unit").textContent = known ? "%" : "";
  byId("now-success-note").textContent = known
    ? `${percent(firstTry / calls)} first try, ${percent(afterRetry / calls)} after retry`
    : "of calls that ended";
}

function showBudget({ budgetAvailable, budgetCapacity }) {
  const limited = budgetCapacity != null;
  byId("now-budget").textContent = limited ? percent(budgetAvailable / budgetCapacity) : "off";
  byId("now-budget-unit").textContent = limited ? "%" : "";
  byId("now-budget-note").textContent = limited
    ? `${count(budgetAvailable)} of ${count(budgetCapacity)} tokens`
    : "every retry is let through";
}
