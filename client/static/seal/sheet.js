// The sheet of instructions while it is being written: plain changes to the wire's object. Pure.

import { complete } from "../composer/condition.js";
import { inText } from "../seats.js";
import { signed } from "../words.js";

const EMPTY = { answers: {}, perform: {}, divert: {}, action: null, walk_out: null, return: false, bid: 0, close: false, beliefs: {} };

/** Return the sheet to go on from: what was typed in this round, else what was sealed, else nothing. */
export function startingSheet(draft, sealedRecord, round) {
  if (draft?.round === round) return { ...EMPTY, ...draft.instructions };
  return { ...EMPTY, ...(sealedRecord?.round === round ? sealedRecord.instructions : null) };
}

/** Return the answer to a document: {is: "none"|"accept"|"decline", reservation: tree}, `true` where there is none. */
export function answerOf({ answers }, document) {
  const answer = answers[document];
  if (!answer) return { is: "none", reservation: true };
  if (answer === "accept" || answer === "decline") return { is: answer, reservation: true };
  return { is: "accept", reservation: answer.accept };
}

export function withAnswer(sheet, document, is, reservation = true) {
  const { [document]: _old, ...answers } = sheet.answers;
  if (is === "none") return { ...sheet, answers };
  return { ...sheet, answers: { ...answers, [document]: is === "accept" && reservation !== true ? { accept: reservation } : is } };
}

/** Tell whether a reservation still has something to be chosen. */
export const hasGap = ({ answers }) => Object.keys(answers).some((document) => !complete(answerOf({ answers }, document).reservation));

export const withPerformance = (sheet, clause, how) => ({ ...sheet, perform: without(sheet.perform, clause, how) });
export const withDiversion = (sheet, clause, percent) => ({ ...sheet, divert: without(sheet.divert, clause, percent) });

function without(map, key, value) {
  const { [key]: _old, ...rest } = map;
  return value ? { ...rest, [key]: value } : rest;
}

export const withCure = (sheet, clause, on) => {
  const others = (sheet.cures ?? []).filter((each) => each !== clause);
  return { ...sheet, cures: on ? [...others, clause] : others };
};

export const withInspection = (sheet, clause, how) => ({ ...sheet, inspections: { ...sheet.inspections, [clause]: how } });

export const withAction = (sheet, action, target = []) => ({
  ...sheet,
  action: action ? { action, target } : null,
});

/** Return the sheet without what the menu no longer offers, as the wire wants it. */
export function wire(sheet, offered) {
  const kept = (map, allowed) => Object.fromEntries(Object.entries(map).filter(([key]) => key in allowed));
  const action = offered.actions.find(({ id }) => id === sheet.action?.action);
  return {
    answers: kept(sheet.answers, offered.answers),
    perform: kept(sheet.perform, offered.perform),
    divert: kept(sheet.divert, offered.divert),
    cures: (sheet.cures ?? []).filter((each) => each in (offered.cures ?? {}) && !sheet.perform[each]),
    votes: kept(sheet.votes ?? {}, offered.votes ?? {}),
    inspections: kept(sheet.inspections ?? {}, offered.inspections ?? {}),
    ...(action ? { action: { action: action.id, target: sheet.action.target } } : {}),
    ...(sheet.walk_out && offered.walk_out ? { walk_out: sheet.walk_out } : {}),
    ...(sheet.return && offered.return ? { return: true } : {}),
    ...(sheet.bid && offered.bid ? { bid: sheet.bid } : {}),
    ...(sheet.close && offered.close ? { close: true } : {}),
    ...beliefsOn(sheet, offered),
  };
}

function beliefsOn({ beliefs }, offered) {
  const kept = Object.entries(beliefs ?? {}).filter(([seat]) => seat in (offered.beliefs ?? {}));
  return kept.length ? { beliefs: Object.fromEntries(kept) } : {};
}

export const total = (odds) => Object.values(odds).reduce((sum, each) => sum + each, 0);

/** Tell whether all guesses add up to 100. */
export const addsUp = (sheet, offered) => Object.values(beliefsOn(sheet, offered).beliefs ?? {}).every((odds) => total(odds) === 100);

/** Return the sheet with odds on a delegation's types, or without when there are none. */
export function withBelief(sheet, seat, odds) {
  const { [seat]: _old, ...rest } = sheet.beliefs;
  return { ...sheet, beliefs: odds ? { ...rest, [seat]: odds } : rest };
}

/** Return what the sheet's choices cost, line by line, by the prices the menu names. */
export function costs(sheet, offered) {
  const lines = [];
  for (const [id, { title, label, price }] of Object.entries(offered.answers)) {
    if (answerOf(sheet, id).is === "accept" && price) lines.push({ text: `${label} ${title}`, amount: price });
  }
  const action = offered.actions.find(({ id }) => id === sheet.action?.action);
  if (action?.price) lines.push({ text: action.title, amount: action.price });
  const ground = offered.walk_out?.grounds.find(({ id }) => id === sheet.walk_out?.ground);
  if (ground?.price) lines.push({ text: `Walk out: ${ground.title}`, amount: ground.price });
  if (sheet.bid && offered.bid) lines.push({ text: "Bid for the chair", amount: sheet.bid });
  if (sheet.return && offered.return?.price) lines.push({ text: "Come back", amount: offered.return.price });
  return lines;
}

/** Tell whether an action is aimed at more than one: a pair, or the signatories of a text. */
export const isAtSeveral = ({ target }) => target === "pair" || target === "format";

/** Tell whether an action still needs a target. */
export function lacksTarget(sheet, offered) {
  const action = offered.actions.find(({ id }) => id === sheet.action?.action);
  return Boolean(action?.targets?.length) && sheet.action.target.length < (isAtSeveral(action) ? 2 : 1);
}

export const same = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (!value || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, each]) => !isDefault(each));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]));
}

const isDefault = (value) =>
  value === null || value === false || value === 0 || (typeof value === "object" && !Object.keys(value).length);

// --- advice ---

const NOTHING = { answers: {}, perform: {}, divert: {}, inspections: {}, cures: {}, votes: {}, actions: [], walk_out: null, return: null, bid: false, close: false, beliefs: {} };

/** Return what a member may advise on the sheet: the choices of its desks, nothing of the others'. */
export function offeredTo({ menu, self }) {
  const { desks = {}, ...shared } = menu?.commands?.advise ?? {};
  const own = (self?.advises ?? []).map((desk) => desks[desk]).filter(Boolean);
  if (!("room" in shared) || !own.length) return null;
  const actions = own.flatMap((part) => part.actions ?? []);
  return { ...NOTHING, ...shared, ...Object.assign({}, ...own), actions };
}

/** Return a sheet with what is advised on it; what it does not speak of stays. */
export function merged(sheet, instructions) {
  const added = Object.entries(instructions).map(([part, value]) => [part, joined(sheet[part], value)]);
  return { ...sheet, ...Object.fromEntries(added.map(([part, value]) => [part, part === "action" || part === "walk_out" ? instructions[part] : value])) };
}

function joined(before, value) {
  if (Array.isArray(value)) return [...new Set([...(before ?? []), ...value])];
  return value && typeof value === "object" ? { ...before, ...value } : value;
}

const OF_SEATS = ["latitude", "onus", "support"];

/** Say what an effect moves and by how much, as its actor reads it: "our onus −1", "Tension +3". */
export function effectText(records, effect) {
  if (effect.meter) return `${records[`meter/${effect.meter}`].title} ${signed(effect.by)}`;
  const what = OF_SEATS.find((each) => effect[each]);
  const word = what === "latitude" ? "room" : what;
  const whose = effect[what];
  if (whose === "actor") return `our ${word} ${signed(effect.by)}`;
  return `${word} of ${whose === "target" ? "the one it is aimed at" : inText(records, whose)} ${signed(effect.by)}`;
}
