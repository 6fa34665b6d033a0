// Where two sponsors write one draft: what the page's paper becomes when its record changes. Pure.

import { fromRecord, isWritten, unfinished, wire } from "./paper.js";

/**
 * Return the paper as it goes on after its draft's record changed: the other's words where nothing of
 * ours is still to be saved, ours where there is (they are saved next, and win).
 */
export function meet(paper, record, title) {
  const theirs = { ...fromRecord(record), title: record.title === title ? "" : record.title };
  const text = JSON.stringify(wire(theirs, title));
  if (text === paper.saved || JSON.stringify(wire(paper, title)) !== paper.saved) return paper;
  const keys = paper.clauses.filter(isWritten).map(({ key }) => key);
  const clauses = theirs.clauses.map((clause, i) => ({ ...clause, key: keys[i] ?? clause.key }));
  return { ...theirs, key: paper.key, saved: text, clauses: [...clauses, ...unfinished(paper)] };
}
