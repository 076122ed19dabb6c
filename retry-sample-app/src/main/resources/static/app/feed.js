// The server-sent events: what happened before this page opened, then a snapshot every second.

const SILENCE_MILLIS = 5000;

export function openFeed({ onHistory, onSnapshot, onState }) {
  const events = new EventSource("live");
  let silence;

  const heard = () => {
    onState("live");
    clearTimeout(silence);
    silence = setTimeout(() => onState("lost"), SILENCE_MILLIS);
  };
  events.addEventListener("history", (event) => {
    onHistory(JSON.parse(event.data));
    heard();
  });
  events.addEventListener("snapshot", (event) => {
    onSnapshot(JSON.parse(event.data));
    heard();
  });
  // The browser tries again by itself, unless the server refused for good.
  events.addEventListener("error", () => {
    clearTimeout(silence);
    onState(events.readyState === EventSource.CLOSED ? "refused" : "lost");
  });
  addEventListener("pagehide", () => events.close());
  // A page that comes back as it was left has no events any more.
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}
