// The switch on the payments' budget.

import { put } from "../api.js";
import { announce, attentively } from "../announcer.js";

const budget = document.getElementById("budget");
const note = document.getElementById("budget-note");
const ON = "Successes earn retries. In an outage the budget runs out, and only first attempts are made.";
const OFF = "Every retry is let through. In an outage each call makes all of its attempts, and multiplies the load.";
let sending = false;

export function useBudget() {
  budget.addEventListener("change", async () => {
    sending = true;
    const on = budget.checked;
    const accepted = await attentively(() => put("budget", { on }));
    sending = false;
    showBudgetSwitch(accepted ? on : !on);
    announce(budget.checked ? "Budget on" : "Budget off");
  });
}

/** Shows the switch as the storefront says it stands. */
export function showBudgetSwitch(on) {
  if (!sending) {
    budget.checked = on;
    const text = on ? ON : OFF;
    if (note.textContent !== text) {
      note.textContent = text;
    }
  }
}
