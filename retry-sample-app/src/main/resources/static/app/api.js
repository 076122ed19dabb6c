// Requests to the storefront. What it refuses is thrown with its own words.

export async function put(path, body) {
  return send("PUT", path, body);
}

export async function post(path, body) {
  return send("POST", path, body);
}

export async function get(path) {
  return send("GET", path);
}

async function send(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Refusal(answer);
  }
  return answer;
}

/** What the storefront answered with a status that is no success; `gaveUp` says why no further attempt was made. */
export class Refusal extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title ?? "The storefront refused.");
    this.gaveUp = problem.gaveUp;
  }
}
