// The last calls as lines of attempts and waits, all on the scale of the longest one.

import { duration } from "./format.js";

const MOST = 12;
const list = document.getElementById("calls");
const roughOnly = document.getElementById("rough-only");
let shown = "";

export function showCalls({ lastCalls, lastRoughCalls }) {
  const calls = (roughOnly.checked ? lastRoughCalls : lastCalls).slice(0, MOST);
  const key = calls.map(({ instance, call }) => `${instance} ${call}`).join();
  if (key === shown) {
    return;
  }
  shown = key;
  const longest = Math.max(1, ...calls.map(({ millis }) => millis));
  list.replaceChildren(...(calls.length ? calls.map((call) => row(call, longest)) : [none()]));
}

export function onChoice(action) {
  roughOnly.addEventListener("change", action);
}

function row(call, longest) {
  const row = document.createElement("li");
  row.append(text("span", "calls__name", call.instance), timeline(call, longest), end(call));
  return row;
}

function none() {
  return text("li", "calls__none", roughOnly.checked ? "No call has failed yet." : "No call yet. Start the load, or make one checkout.");
}

function timeline({ attempts }, longest) {
  const line = text("span", "calls__line", "");
  attempts.forEach((attempt, index) => {
    const before = attempts[index - 1];
    if (before) {
      const ended = before.fromMillis + before.millis;
      line.append(bar("wait", ended, attempt.fromMillis - ended, longest, `waited ${duration(attempt.fromMillis - ended)}`));
    }
    const what = attempt.failure ?? "success";
    line.append(bar(attempt.failure ? "failure" : "success", attempt.fromMillis, attempt.millis, longest,
      `attempt ${index + 1}: ${what}, ${duration(attempt.millis)}`));
  });
  line.setAttribute("role", "img");
  line.setAttribute("aria-label", [...line.children].map(({ title }) => title).join("; "));
  return line;
}

function bar(kind, from, length, longest, title) {
  const bar = text("i", `bar bar--${kind}`, "");
  bar.style.left = `${(from / longest) * 98}%`;
  bar.style.width = `${(length / longest) * 98}%`;
  bar.title = title;
  return bar;
}

function end({ outcome, attempts, millis }) {
  const end = text("span", "calls__end", "");
  const tries = attempts.length === 1 ? "1 attempt" : `${attempts.length} attempts`;
  if (outcome === "success") {
    end.append(text("span", "", tries));
  } else {
    const stopped = text("span", "", ` × ${attempts.length}`);
    stopped.prepend(text("strong", "", outcome));
    end.append(stopped);
    end.setAttribute("role", "img");
    end.setAttribute("aria-label", `${outcome} after ${tries}, ${duration(millis)}`);
  }
  end.append(text("em", "", duration(millis)));
  return end;
}

function text(element, className, content) {
  const made = document.createElement(element);
  made.className = className;
  made.textContent = content;
  return made;
}
