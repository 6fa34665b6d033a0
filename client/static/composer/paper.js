// A paper while it is being written: the draft as the page holds it, and as it goes over the wire.
// Pure; it offers nothing and judges nothing, the records do.

import { complete } from "./condition.js";

/** Forms one has to choose; the others follow from whom a paper addresses. */
export const SOLEMN = new Set(["council_resolution", "treaty"]);

/** Return a form as the paper holds it: one that was chosen, or null for that which follows. */
export const chosenForm = (form) => (SOLEMN.has(form) ? form : null);

/** Return a new paper by `me`. */
export const newPaper = (key, me, audience) => ({
  key,
  id: null,
  title: "",
  sponsors: [me],
  addressees: [],
  associates: [],
  friends: [],
  audience,
  form: null,
  divisible: false,
  open_rounds: 1,
  quorum: null,
  provided: true,
  expectation: null,
  pools: [],
  rests: [],
  clauses: [],
});

export const newClause = (key, debtor = null) => ({
  key,
  debtor,
  instrument: null,
  level: null,
  beneficiaries: [],
  start: 0,
  rounds: null,
  tranches: 1,
  verification: "v0",
  while: true,
});

/** Return the paper to go on writing a draft that the records hold. */
export const fromRecord = (record) => ({
  ...newPaper(record.id, record.author, record.audience),
  id: record.id,
  title: record.title ?? "",
  sponsors: record.sponsors,
  addressees: record.addressees,
  associates: record.associates,
  friends: record.friends ?? [],
  form: chosenForm(record.form),
  divisible: record.divisible,
  open_rounds: record.open_rounds,
  quorum: record.quorum,
  provided: record.provided,
  expectation: record.expectation ? { that: record.expectation.that, by: record.expectation.by } : null,
  pools: record.pools.map(({ instrument, target }) => ({ instrument, target })),
  rests: record.rests,
  clauses: record.clauses.map((clause) => ({
    key: clause.id,
    debtor: clause.debtor,
    instrument: clause.instrument,
    level: clause.level,
    beneficiaries: clause.beneficiaries,
    start: clause.start,
    rounds: clause.rounds,
    tranches: clause.tranches,
    verification: clause.verification,
    while: clause.while,
  })),
});

/** Tell whether anything of the paper has been written yet. */
export const isBegun = ({ title, clauses }) => Boolean(title) || clauses.some(({ instrument }) => instrument);

export const withClause = (paper, key, change) => ({
  ...paper,
  clauses: paper.clauses.map((clause) => (clause.key === key ? { ...clause, ...change } : clause)),
});

export const isWritten = (clause) =>
  Boolean(clause.debtor && clause.instrument && clause.level !== null && complete(clause.while));

/** Return the clauses that still have an empty slot. */
export const unfinished = (paper) => paper.clauses.filter((clause) => !isWritten(clause));

/** Tell whether what the paper expects, if anything, is all written. */
const expectsWhole = ({ expectation }) => !expectation || complete(expectation.that);

/** Tell whether the paper as a whole still has an empty slot. */
export const isUnfinished = (paper) => unfinished(paper).length > 0 || !complete(paper.provided) || !expectsWhole(paper);

/** Return the document as the wire wants it, or null while there is nothing to save yet. */
export function wire(paper, defaultTitle) {
  const document = content(paper, defaultTitle);
  return document.clauses.length && complete(paper.provided) && expectsWhole(paper) ? document : null;
}

/** Return what of the paper would go over the wire, gaps outside its clauses and all. */
export function content(paper, defaultTitle) {
  const clauses = paper.clauses.filter(isWritten).map(wireClause);
  return {
    title: paper.title.trim().normalize("NFC") || defaultTitle,
    sponsors: paper.sponsors,
    addressees: paper.addressees,
    associates: paper.associates,
    friends: paper.friends ?? [],
    audience: paper.audience,
    form: paper.form ?? plainForm(paper),
    divisible: paper.divisible,
    open_rounds: paper.open_rounds,
    quorum: paper.quorum,
    provided: paper.provided,
    expectation: paper.expectation ?? null,
    pools: pools(paper),
    rests: paper.rests ?? [],
    clauses,
  };
}

/** Return the one text of a document: equal documents, equal text. */
export const spelled = (document) => JSON.stringify(document, (_, value) => (isPlain(value) ? Object.fromEntries(Object.entries(value).sort(byKey)) : value));

const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const byKey = ([a], [b]) => (a < b ? -1 : 1);

/** The form a paper has where no solemn one is chosen. */
export const plainForm = ({ addressees }) => (addressees.length ? "joint_text" : "statement");

/** Return what several written clauses pledge of one instrument: what can be made one pool. */
export function poolable(paper) {
  const pledged = new Map();
  for (const { instrument, level } of paper.clauses.filter(isWritten)) {
    const { count = 0, sum = 0 } = pledged.get(instrument) ?? {};
    pledged.set(instrument, { count: count + 1, sum: sum + level });
  }
  return [...pledged].filter(([, { count }]) => count > 1).map(([instrument, { sum }]) => ({ instrument, sum }));
}

export const poolOf = (paper, instrument) => paper.pools?.find((pool) => pool.instrument === instrument)?.target ?? null;

/** Return the paper with the pledges of an instrument one pool of `target`, or each by itself (null). */
export function withPool(paper, instrument, target) {
  const others = (paper.pools ?? []).filter((pool) => pool.instrument !== instrument);
  return { ...paper, pools: target === null ? others : [...others, { instrument, target }] };
}

/** A pool that lost its clauses is gone with them. */
const pools = (paper) =>
  (paper.pools ?? []).filter(({ instrument }) => paper.clauses.some((clause) => isWritten(clause) && clause.instrument === instrument));

const wireClause = ({ key: _key, ...clause }) => clause;

/** Return the paper with `seat` as sponsor, addressee, associate or none of them (`role` null). */
export function place(paper, seat, role) {
  const out = { ...paper };
  for (const list of ["sponsors", "addressees", "associates"]) {
    out[list] = paper[list].filter((other) => other !== seat);
  }
  if (role) out[role] = [...out[role], seat];
  return out;
}

export const signatories = (paper) => [...paper.sponsors, ...paper.addressees];

/** Return the place in the wire document of each clause's problems: wire index -> clause key. */
export const keysInOrder = (paper) => paper.clauses.filter(isWritten).map(({ key }) => key);
