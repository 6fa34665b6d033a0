// Which papers lie on the table, and which of them in one pile. Pure.

import { ofKind } from "../net/model.js";

/** Tell whether anything in a concluded document is still to be done or kept. */
const isAlive = (records, { status, clauses }) =>
  status !== "concluded" || clauses.some(({ id }) => ALIVE.has(records[`clause/${id}`]?.status));

const ALIVE = new Set(["operative", "dormant", "suspended"]);

/** Return the documents that lie on the table, most pressing first. */
export function papersOnTable({ records, me }) {
  const rank = ({ status, addressees }) =>
    status === "open" ? (addressees.includes(me) ? 0 : 1) : status === "draft" ? 2 : 3;
  return ofKind(records, "document")
    .filter(({ status }) => status === "open" || status === "draft" || status === "concluded")
    .filter((document) => isAlive(records, document))
    .sort((a, b) => rank(a) - rank(b) || (b.concluded_round ?? 99) - (a.concluded_round ?? 99) || a.id.localeCompare(b.id));
}

/** Tell whether a paper waits for the answer of a seat. */
export const isAwaiting = ({ status, addressees }, seat) => status === "open" && addressees.includes(seat);

/** Return what is written on a paper about how it stands; a seat's answer is its head's to give. */
export function wordsOn(document, { me, isHead }) {
  const { status, audience } = document;
  if (isAwaiting(document, me)) return isHead ? { long: "waits for you", short: "answer" } : { long: "waits for your head", short: "open" };
  if (status === "draft") return { long: "being written", short: "draft" };
  if (status === "open") return { long: `open · ${audience}`, short: "open" };
  return { long: `in force · ${audience}`, short: "in force" };
}

/** Return the documents in the order in which the chair has called them, the others after those. */
export function asCalled(documents, agenda) {
  const place = ({ id }) => (agenda.includes(id) ? agenda.indexOf(id) : agenda.length);
  return [...documents].sort((a, b) => place(a) - place(b));
}

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth"];

/** Say at which place the chair has called a paper; nothing where it has not. */
export function callOf(agenda, id) {
  const at = agenda.indexOf(id);
  return at < 0 ? "" : `called ${ORDINALS[at] ?? `as no. ${at + 1}`}`;
}

/** Return the documents in piles: what is settled between the same hands in one, all others alone. */
export function piles(documents) {
  const found = new Map();
  for (const document of documents) {
    const key = document.status === "concluded" ? handsOf(document).sort().join() : document.id;
    found.set(key, [...(found.get(key) ?? []), document]);
  }
  return [...found.values()];
}

/** Return whoever signs or is asked to. */
export const handsOf = ({ sponsors, addressees }) => [...sponsors, ...addressees];
