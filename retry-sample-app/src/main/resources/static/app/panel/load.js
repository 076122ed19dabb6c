// How many calls, and single ones.

import { get, post, put } from "../api.js";
import { announce, attentively } from "../announcer.js";

const form = document.getElementById("load");
const rate = document.getElementById("callsPerSecond");
const shownRate = document.getElementById("callsPerSecond-value");
const toggle = document.getElementById("load-toggle");
const note = document.getElementById("load-note");
let running = false;

export function useLoad() {
  rate.addEventListener("input", () => { shownRate.value = rate.value; });
  rate.addEventListener("change", () => running && turnTo(Number(rate.value)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    turnTo(running ? 0 : Number(rate.value));
  });
  document.getElementById("one-checkout").addEventListener("click", () => single("Checkout", () => post("checkout", { amount: 10 })));
  document.getElementById("one-echo").addEventListener("click", () => single("Echo", () => get("echo?message=hello")));
}

/** Shows the load as the storefront says it is: another page may have changed it, and it ends by itself. */
export function showLoad({ callsPerSecond, secondsLeft, inFlight, mostInFlight, leftOut }) {
  running = callsPerSecond > 0;
  toggle.textContent = running ? "Pause the load" : "Start the load";
  toggle.dataset.running = running;
  if (running && document.activeElement !== rate) {
    rate.value = callsPerSecond;
    shownRate.value = callsPerSecond;
  }
  const missed = leftOut > 0 ? ` ${leftOut} left out, since ${mostInFlight} were in flight.` : "";
  note.textContent = running
    ? `Ends by itself in ${minutes(secondsLeft)}. ${inFlight} in flight.${missed}`
    : `Paused${inFlight > 0 ? `, ${inFlight} still in flight` : ""}. Once started, it ends by itself after ten minutes.${missed}`;
}

async function turnTo(callsPerSecond) {
  await attentively(async () => {
    showLoad(await put("load", { callsPerSecond }));
    announce(callsPerSecond === 0 ? "Load paused" : `${callsPerSecond} calls per second`);
  });
}

async function single(what, call) {
  try {
    const { attempts } = await call();
    announce(`${what} succeeded, attempts: ${attempts}`);
  } catch (failure) {
    announce(`${what} failed. ${failure.message}${failure.gaveUp ? ` Given up: ${failure.gaveUp.reason}` : ""}`);
  }
}

function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
