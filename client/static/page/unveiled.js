// What observers are let see of the past, as data: its records, and control's choices and words for it. Pure.

import { lateness } from "../words.js";

const PREFIX = "past/";
const stripped = new WeakMap();

/** Return the records of the past under the keys they had, in the order of now; none where none are shown. */
export function recordsOfPast(records) {
  if (!stripped.has(records)) {
    const keys = new Set(Object.keys(records).map((key) => (key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key)));
    const then = [...keys].filter((key) => PREFIX + key in records);
    stripped.set(records, Object.fromEntries(then.map((key) => [key, records[PREFIX + key]])));
  }
  return stripped.get(records);
}

/** Return control's choices: value, text, and what is asked before each. */
export const choices = ({ delays }, unveiled) =>
  [...new Set([null, unveiled, ...delays])].sort((a, b) => a - b).map((delay) => ({ delay, text: delay ? `everything, ${lateness(delay)}` : "what the world sees" }));

/** Return what control is asked before it is done. */
export const question = (delay) =>
  delay
    ? `Let observers see everything ${lateness(delay)}? Whoever holds the observer’s link then reads private talk, secret papers, score sheets and briefs, all but what is newer than that. Everybody is told.`
    : "Let observers see only what the world sees again? Everybody is told.";
