// Where two sponsors write one draft: what the page's paper becomes when its record changes. Pure.

import { chosenForm, content, fromRecord, isWritten, spelled, unfinished } from "./paper.js";

/**
 * Return the paper as it goes on after its draft's record changed. Where only one of the two changed a part,
 * that stands; where both changed the same, theirs stands and ours is kept in `asides`, to be put back.
 */
export function meet(paper, record, title) {
  if (record.version === paper.version) return paper;
  const theirs = content({ ...fromRecord(record), title: record.title === title ? "" : record.title }, title);
  const text = spelled(theirs);
  const known = { saved: text, version: record.version, sent: null };
  if (text === paper.sent || text === paper.saved) return { ...paper, ...known };
  const ours = content(paper, title);
  const base = paper.saved ? JSON.parse(paper.saved) : ours;
  const merged = merge(base, ours, theirs);
  const asides = merged ? paper.asides : [...(paper.asides ?? []), ours];
  return { ...written(paper, merged ?? theirs, title), ...known, asides };
}

/** Return the document with both changes, or null where both changed the same part. */
function merge(base, ours, theirs) {
  const out = {};
  for (const part of Object.keys(theirs)) {
    const both = part === "clauses" ? mergeClauses(base.clauses, ours.clauses, theirs.clauses) : pick(base[part], ours[part], theirs[part]);
    if (both === CLASH) return null;
    out[part] = both;
  }
  return out;
}

const CLASH = Symbol("both changed it");
const same = (a, b) => spelled(a ?? null) === spelled(b ?? null);

function pick(base, ours, theirs) {
  if (same(ours, base) || same(ours, theirs)) return theirs;
  return same(theirs, base) ? ours : CLASH;
}

/** Clauses are told apart by their places, as long as nobody added or dropped one. */
function mergeClauses(base, ours, theirs) {
  if (ours.length !== base.length || theirs.length !== base.length) return pick(base, ours, theirs);
  const both = theirs.map((clause, i) => pick(base[i], ours[i], clause));
  return both.includes(CLASH) ? CLASH : both;
}

/** The paper that says what the document says, with the keys and the unfinished clauses of ours. */
function written(paper, document, title) {
  const keys = paper.clauses.filter(isWritten).map(({ key }) => key);
  const clauses = document.clauses.map((clause, i) => ({ ...clause, key: keys[i] ?? `${paper.version}-${i}` }));
  const named = document.title === title ? "" : document.title;
  return { ...paper, ...document, form: chosenForm(document.form), title: named, clauses: [...clauses, ...unfinished(paper)] };
}
