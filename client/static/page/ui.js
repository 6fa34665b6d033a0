// What is open on this page and nowhere else: tab, channel, menu, the second hand. No game state.

import { signal } from "../vendor/signals/signals-core.js";
import { followRoute } from "./route.js";

export function openUi(window) {
  const wide = window.matchMedia("(min-width: 1100px)");
  const roomy = window.matchMedia("(min-width: 560px)");
  const ui = {
    route: followRoute(window),
    tab: signal("table"),
    channel: signal("room"),
    menu: signal(null),
    pick: signal(null),
    cell: signal(null),
    folded: signal({}),
    saving: signal({}),
    control: signal(false),
    past: signal(false),
    links: signal(null),
    copied: signal(null),
    inject: signal(null),
    forms: signal({}),
    fork: signal({ from: "", name: "", asked: null, isSending: false, made: null }),
    line: signal({ seat: "dprk", text: "" }),
    wide: follow(wide),
    roomy: follow(roomy),
    tick: signal(Date.now()),
  };
  window.setInterval(() => {
    ui.tick.value = Date.now();
  }, 1000);
  return ui;
}

function follow(query) {
  const matches = signal(query.matches);
  query.addEventListener("change", () => {
    matches.value = query.matches;
  });
  return matches;
}
