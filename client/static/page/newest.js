// What comes first in lists of what happened: news, statements to the press, petitions.

import { ofKind } from "../net/model.js";
import { asTitle } from "../seats.js";

/** News and what was said to the press, each statement with its author; the newest round first. */
export const newestFirst = (records) =>
  [...statements(records), ...ofKind(records, "news").sort((a, b) => a.id.localeCompare(b.id))].sort((a, b) => b.round - a.round);

const statements = (records) =>
  ofKind(records, "message")
    .filter(({ channel, erased }) => channel === "press" && !erased)
    .sort((a, b) => b.at_ms - a.at_ms)
    .map(({ id, round, from, text }) => ({ id, round, text, title: `${asTitle(records, from)}, to the press`, effects: [] }));

/** Petitions: the open ones first, then the newest round. */
export const waitingFirst = (a, b) =>
  (b.status === "open") - (a.status === "open") || b.round - a.round || a.id.localeCompare(b.id);
