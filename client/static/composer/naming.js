// What the parts of a condition are called, from the records. Pure.

import { inText } from "../seats.js";
import { undertakingText } from "./phrase.js";

/** Return how the parts of a condition are called in running text. */
export function names(records) {
  return {
    seat: (seat) => (seat ? inText(records, seat) : "…"),
    undertaking: (id, level, total = false) => undertakingText(records[`instrument/${id}`], level, total),
    measure: (id, amount) => `${amount ?? "…"} ${records[`instrument/${id}`]?.unit ?? ""} of ${records[`instrument/${id}`]?.title.toLowerCase() ?? "…"}`,
    meter: (name) => records[`meter/${name}`]?.title.toLowerCase() ?? "…",
    document: (id) => records[`document/${id}`]?.label ?? "…",
    ground: (id) => groundTitle(records, id) ?? "…",
    friend: (id) => friendTitle(records, id) ?? "…",
  };
}

export const groundTitle = (records, id) => titled(records["ledger/grounds"]?.grounds, id);

export const friendTitle = (records, id) => titled(records["ledger/friends"]?.friends, id);

const titled = (list, id) => list?.find((each) => each.id === id)?.title;
