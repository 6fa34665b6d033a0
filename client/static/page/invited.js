// How far a friend of the talks is from the table, in words. Pure.

import { asTitle } from "../seats.js";
import { listed } from "../words.js";

/** Say whether a friend is at the table, or who has invited it so far. */
export function standing(records, by, here, asked = false) {
  if (here) return "at the table";
  if (asked) return `invited by ${listed(by.map((seat) => asTitle(records, seat)))}; it has yet to say whether it comes`;
  return by.length ? `invited by ${listed(by.map((seat) => asTitle(records, seat)))}; one more is needed` : "not invited";
}
