// What every part of the page is handed: the stores read in one place, and the few things parts may do.

import { GUESTS, SEATS } from "../words.js";

/** Return the page: records as of now, who looks, and `give`, `act`, `say`. `role` is a seat's, or a place's in a delegation: "dprk-2". */
export function makePage({ session, ui, drafts, role: who }) {
  const [role, place = "0"] = who.split("-");
  const page = {
    session,
    ui,
    drafts,
    me: role,
    who,
    isPlayer: SEATS.includes(role),
    isGuest: GUESTS.includes(role),
    isControl: role === "control",
    isObserver: role === "observer",
    /** Whether it shows what is past (past.js). */
    isPast: false,
    get records() { return session.state.value.records; },
    get table() { return page.records["table/main"]; },
    /** Who of the delegation looks: its head, a member, its mentor. */
    get self() { return page.records[`seat/${role}`]?.team?.find((each) => each.place === Number(place)); },
    /** Whether it may sign now: a head, or a deputy while its head is away. */
    get isHead() { return place === "0" || page.self?.menu === "own"; },
    isTeammate: place !== "0",
    get menu() { return place === "0" ? page.records["menu/own"] : page.records[`menu/${page.self?.menu}`]; },
    get clockOffset() { return session.state.value.clockOffset; },
    get waiting() { return session.waiting.value; },
    get status() { return session.status.value; },
    get refusals() { return session.refusals.value; },
    get isTalkShown() { return ui.wide.value || (ui.tab.value === "messages" && !ui.route.value.view); },
    isSending: (test) => page.waiting.some(({ command }) => test(command)),
    give: session.give,
    act: (command) => session.give(command),
    say: (detail) => {
      session.refusals.value = [...session.refusals.value, { type: "refused", id: null, code: "said", detail }];
    },
    readAll: () => readAll(session, ui, drafts),
  };
  return page;
}

function readAll({ state, waiting, status, refusals }, ui, drafts) {
  for (const each of [state, waiting, status, refusals, ...Object.values(ui)]) void each.value;
  void drafts.value;
}
