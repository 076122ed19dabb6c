// What goes wrong at the payment service. Each change is sent at once, with all that stays as it is.

import { put } from "../api.js";
import { announce, attentively } from "../announcer.js";

const form = document.getElementById("faults");
const field = (name) => document.getElementById(name);
const OUTPUTS = { errorRate: "%", resetRate: "%", latencyMillis: "ms" };
let refuseNext = 0;
let sending = false;

export function useFaults() {
  form.addEventListener("input", showOutputs);
  form.addEventListener("change", send);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    sending = true;
    refuseNext = 0;
    // The fields have their first values only once the event is over.
    queueMicrotask(() => setTimeout(send));
  });
}

/** Shows the faults as the storefront says they are, except while somebody is changing them. */
export function showFaults(faults) {
  if (sending) {
    return;
  }
  refuseNext = faults.refuseNext;
  if (form.contains(document.activeElement) && document.activeElement.matches("input:not([type=checkbox]), select")) {
    return;
  }
  field("outage").checked = faults.outage;
  field("errorRate").value = Math.round(faults.errorRate * 100);
  field("resetRate").value = Math.round(faults.resetRate * 100);
  field("latencyMillis").value = faults.latencyMillis;
  field("errorStatus").value = faults.errorStatus;
  field("retryAfterSeconds").value = faults.retryAfterSeconds ?? "";
  showOutputs();
}

async function send() {
  showOutputs();
  sending = true;
  const delay = field("retryAfterSeconds");
  const accepted = await attentively(async () => {
    const faults = await put("faults", {
      errorRate: field("errorRate").value / 100,
      refuseNext,
      errorStatus: Number(field("errorStatus").value),
      retryAfterSeconds: delay.value === "" ? null : Number(delay.value),
      latencyMillis: Number(field("latencyMillis").value),
      resetRate: field("resetRate").value / 100,
      outage: field("outage").checked,
    });
    announce(faults.outage ? "Full outage" : "Faults changed");
  });
  delay.setAttribute("aria-invalid", String(!accepted));
  sending = false;
}

function showOutputs() {
  for (const [name, unit] of Object.entries(OUTPUTS)) {
    field(`${name}-value`).value = `${field(name).value} ${unit}`;
  }
}
