// What the charts and figures show of one instance: a point per second, with gaps where nothing is known.

export const POINTS = 120;
const RATIO_SECONDS = 5;
const NAMED_REASONS = ["max-attempts", "budget", "total-timeout"];

export class View {
  #moments = [];
  #snapshot = null;
  #delayBounds = [];
  instanceName = "payments";

  open({ delayBounds, moments }) {
    this.#delayBounds = delayBounds;
    this.#moments = moments;
  }

  add(snapshot) {
    this.#snapshot = snapshot;
    this.#moments = [...this.#moments, snapshot.moment].slice(-POINTS);
  }

  get delayBounds() {
    return this.#delayBounds;
  }

  get instances() {
    return this.#snapshot?.instances ?? [];
  }

  get instance() {
    return this.instances.find(({ name }) => name === this.instanceName);
  }

  /** As many points as the charts are wide, the newest last; null where this page and the storefront know nothing. */
  points() {
    const seconds = this.#moments.map((moment) => this.#point(moment));
    seconds.forEach((point, index) => {
      if (point) {
        point.amplification = amplification(seconds.slice(Math.max(0, index + 1 - RATIO_SECONDS), index + 1));
      }
    });
    return [...Array(POINTS - seconds.length).fill(null), ...seconds];
  }

  #point({ at, seconds, instances }) {
    const second = instances[this.instanceName];
    if (!second) {
      return null;
    }
    const perSecond = (calls) => calls / seconds;
    const stopped = Object.entries(second.stopped);
    const others = stopped.filter(([reason]) => !NAMED_REASONS.includes(reason));
    return {
      at,
      counted: { calls: second.calls, attempts: second.attemptsOfCalls },
      calls: perSecond(second.calls),
      attempts: perSecond(second.attempts),
      firstTry: perSecond(second.firstTrySuccess),
      afterRetry: perSecond(second.afterRetrySuccess),
      maxAttempts: perSecond(second.stopped["max-attempts"] ?? 0),
      budget: perSecond(second.stopped.budget ?? 0),
      totalTimeout: perSecond(second.stopped["total-timeout"] ?? 0),
      other: perSecond(others.reduce((sum, [, calls]) => sum + calls, 0)),
      waiting: second.waiting,
      tokens: second.budgetAvailable,
      capacity: second.budgetCapacity,
    };
  }
}

function amplification(points) {
  const known = points.filter(Boolean);
  const calls = known.reduce((sum, { counted }) => sum + counted.calls, 0);
  const attempts = known.reduce((sum, { counted }) => sum + counted.attempts, 0);
  return calls === 0 ? null : attempts / calls;
}
