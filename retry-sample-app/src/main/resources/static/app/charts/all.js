// All charts of the page: makes them, keeps them up to date, and paints them anew when it gets dark or light.

import { amplification } from "./amplification.js";
import { budget } from "./budget.js";
import { delays } from "./delays.js";
import { outcomes } from "./outcomes.js";
import { rates } from "./rates.js";
import { waiting } from "./waiting.js";

const KINDS = [rates, amplification, budget, outcomes, waiting, delays];

export class Charts {
  #charts = new Map();
  #shown = null;

  constructor(view) {
    this.view = view;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#paintAnew());
  }

  show(points) {
    this.#shown = { points, now: points.at(-1), instance: this.view.instance };
    KINDS.forEach((kind) => this.#update(kind));
  }

  #update(kind) {
    const canvas = document.getElementById(`chart-${kind.id}`);
    if (!this.#charts.has(kind.id)) {
      this.#charts.set(kind.id, kind.make(canvas, this.view));
    }
    const chart = this.#charts.get(kind.id);
    kind.data(this.#shown).forEach((data, index) => {
      chart.data.datasets[index].data = data;
    });
    chart.update();

    const legend = kind.legend(this.#shown);
    canvas.setAttribute("aria-label", `${kind.name}. ${legend.map(([, label, value]) => `${label} ${value}`).join(", ")}`);
    showLegend(document.querySelector(`[data-legend="${kind.id}"]`), legend);
  }

  #paintAnew() {
    this.#charts.forEach((chart) => chart.destroy());
    this.#charts.clear();
    if (this.#shown) {
      KINDS.forEach((kind) => this.#update(kind));
    }
  }
}

function showLegend(place, legend) {
  if (place.childElementCount !== legend.length) {
    place.replaceChildren(...legend.map(legendEntry));
  }
  legend.forEach(([, , value], index) => {
    place.children[index].querySelector("b").textContent = value;
  });
}

function legendEntry([series, label]) {
  const entry = document.createElement("span");
  const key = document.createElement("i");
  key.className = "key";
  key.dataset.series = series;
  entry.append(key, label, document.createElement("b"));
  return entry;
}
