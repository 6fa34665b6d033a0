// What comes first in lists of what happened: news, statements to the press, petitions.

import { ofKind } from "../net/model.js";
import { asTitle, inText } from "../seats.js";

/** News and what was said to the press, each statement with its author; the newest round first. */
export const newestFirst = (records) =>
  [...statements(records), ...ofKind(records, "news").sort((a, b) => a.id.localeCompare(b.id)).map(signed)].sort((a, b) => b.round - a.round);

/** A report of the press names it: it is one voice among others. */
const signed = (news) => (news.kind === "report" ? { ...news, title: `Press: ${news.title}` } : news);

const statements = (records) =>
  ofKind(records, "message")
    .filter(({ channel, erased }) => channel === "press" && !erased)
    .sort((a, b) => b.at_ms - a.at_ms)
    .map(({ id, round, from, asks, text }) => ({ id, round, text, title: `${asTitle(records, from)}, ${asks ? `to ${inText(records, asks)}` : "to the press"}`, effects: [] }));

/** Petitions: the open ones first, then the newest round. */
export const waitingFirst = (a, b) =>
  (b.status === "open") - (a.status === "open") || b.round - a.round || a.id.localeCompare(b.id);
