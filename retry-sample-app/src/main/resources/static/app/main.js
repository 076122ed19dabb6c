// Puts the page together: what comes in by the feed is shown, what is changed in the panel is sent.

import { announce } from "./announcer.js";
import { onChoice, showCalls } from "./calls.js";
import { Charts } from "./charts/all.js";
import { openFeed } from "./feed.js";
import { showBudgetSwitch, useBudget } from "./panel/budget.js";
import { showFaults, useFaults } from "./panel/faults.js";
import { showLoad, useLoad } from "./panel/load.js";
import { showTables } from "./tables.js";
import { showTiles } from "./tiles.js";
import { View } from "./view.js";

const STATES = { live: "Live", lost: "Connection lost", refused: "Refused. Reload to try again" };

const view = new View();
const charts = new Charts(view);
const chosen = document.getElementById("instance");
const connection = document.getElementById("connection");
let newest = null;

function showInstance() {
  const points = view.points();
  showTiles(view, points);
  charts.show(points);
  showTables(view, points);
}

function offerInstances() {
  const names = view.instances.map(({ name }) => name);
  if ([...chosen.options].map(({ value }) => value).join() !== names.join()) {
    chosen.replaceChildren(...names.map((name) => new Option(name, name, false, name === view.instanceName)));
  }
}

useLoad();
useFaults();
useBudget();
onChoice(() => newest && showCalls(newest));
chosen.addEventListener("change", () => {
  view.instanceName = chosen.value;
  showInstance();
  announce(`Figures of ${chosen.value}`);
});

openFeed({
  onHistory(history) {
    view.open(history);
    showInstance();
  },
  onSnapshot(snapshot) {
    newest = snapshot;
    view.add(snapshot);
    offerInstances();
    showLoad(snapshot.load);
    showFaults(snapshot.faults);
    showBudgetSwitch(snapshot.budgetOn);
    showInstance();
    showCalls(snapshot);
  },
  onState(state) {
    if (connection.dataset.state !== state) {
      connection.dataset.state = state;
      connection.textContent = STATES[state];
    }
  },
});
