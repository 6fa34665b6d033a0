// What the parts of a condition are called, from the records. Pure.

import { inText } from "../seats.js";
import { undertakingText } from "./phrase.js";

/** Return how the parts of a condition are called in running text. */
export function names(records) {
  return {
    seat: (seat) => (seat ? inText(records, seat) : "…"),
    undertaking: (id, level) => undertakingText(records[`instrument/${id}`], level),
    meter: (name) => records[`meter/${name}`]?.title.toLowerCase() ?? "…",
    document: (id) => records[`document/${id}`]?.label ?? "…",
  };
}
