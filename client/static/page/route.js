// What the middle of the page shows, as the address says after "#/": one view and its subject.
// Links are plain anchors, so that Enter, "back" and "open in a new tab" do what they do everywhere.

import { signal } from "../vendor/signals/signals-core.js";

const VIEWS = new Set([
  "document", "compose", "seal", "aftermath", "brief", "end", "seat", "news", "assurances", "papers",
]);

/** Return {view, id} of an address' fragment; view null is the table. */
export function parseRoute(hash) {
  const [, view, id = null] = /^#\/([a-z]+)(?:\/([\w+-]+))?$/.exec(hash) ?? [];
  return VIEWS.has(view) ? { view, id } : { view: null, id: null };
}

export const href = (view, id) => (view ? `#/${view}${id ? `/${id}` : ""}` : "#/");

/** Return a signal that follows the address of `window`. */
export function followRoute(window) {
  const route = signal(parseRoute(window.location.hash));
  window.addEventListener("hashchange", () => {
    route.value = parseRoute(window.location.hash);
  });
  return route;
}
