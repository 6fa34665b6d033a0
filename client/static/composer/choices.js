// What each slot of a paper offers: options {value, text, hint, group} from menu/own and the records.
// Nothing is offered that they do not name; nothing is judged here.

import { AUDIENCES, FORMS, VERIFICATIONS, listed, many, numeral } from "../words.js";
import { asTitle, inText, inOrder } from "../seats.js";
import { ofKind } from "../net/model.js";
import { SOLEMN, signatories } from "./paper.js";
import { amounts, largeAmounts, undertakingText } from "./phrase.js";

const instrumentOf = (records, id) => records[`instrument/${id}`];

/** Return the delegations that can owe anything, signatories first. */
export function debtors(records, menu, signatories) {
  const able = inOrder(Object.keys(menu.debtors));
  const first = able.filter((seat) => signatories.includes(seat));
  const rest = able.filter((seat) => !signatories.includes(seat));
  return [
    ...first.map((seat) => seatOption(records, seat)),
    ...rest.map((seat) => ({ ...seatOption(records, seat), hint: "joins as an addressee" })),
  ];
}

export const seatOption = (records, seat) => ({ value: seat, text: inText(records, seat), seat });

/** Return what `debtor` can undertake, grouped by track; a quantity once, a stance by level. */
export function undertakings(records, instruments, me, debtor) {
  return instruments
    .map((id) => instrumentOf(records, id))
    .filter(Boolean)
    .sort((a, b) => a.track_title.localeCompare(b.track_title))
    .flatMap((instrument) => levelOptions(instrument, me === debtor));
}

function levelOptions(instrument, ours) {
  const group = `${instrument.track_title}: ${instrument.title}`;
  const option = (level, hint) => ({
    value: `${instrument.id} ${level}`,
    text: undertakingText(instrument, level),
    hint,
    group,
  });
  if (instrument.kind === "quantity") return [option(instrument.step, stockHint(instrument))];
  return instrument.levels.map(({ level }) => option(level, ours ? priceHint(instrument, level) : ""));
}

const stockHint = (instrument) => `you choose how many ${instrument.unit}`;

function priceHint(instrument, level) {
  const price = instrument.price?.[level];
  if (price === undefined || price === null) return "";
  return price > 0 ? `costs us ${price} room` : "costs us no room";
}

export const amountOptions = (instrument) =>
  amounts(instrument).map((amount) => ({
    value: amount,
    text: `${amount} ${instrument.unit}`,
    hint: priceHint(instrument, amount),
  }));

/** Return the forms a paper may have: the plain one first, then the solemn ones with what they take. */
export const formOptions = (plain, forms) => [plain, ...Object.keys(forms).filter((form) => SOLEMN.has(form))].map((form) => ({
  value: SOLEMN.has(form) ? form : null,
  text: FORMS[form].title,
  hint: formHint(form, forms[form]),
}));

function formHint(form, terms) {
  const parts = [FORMS[form].does];
  if (terms?.price) parts.push(`Costs each signatory ${terms.price} room.`);
  if (terms?.delay) parts.push(`Falls due ${many(terms.delay, "round")} later.`);
  if (terms?.survives) parts.push(`Outlives a change of government ${terms.survives} times in 100.`);
  return parts.join(" ");
}

/** Return the pools that pledges of so much together can fill. */
export const poolOptions = ({ unit, step }, sum) => [
  { value: null, text: "stand each by itself", hint: "each owes its whole pledge" },
  ...Array.from({ length: Math.floor(sum / step) }, (_, i) => sum - i * step).map((target) => ({
    value: target,
    text: `are one pool of ${target} ${unit} a round`,
    hint: "owed in equal shares while it fills; nobody above its pledge",
  })),
];

export const recipients = (instrument, debtor) =>
  instrument.recipients.filter((seat) => seat !== debtor);

export const beneficiaryOptions = (records, instrument, debtor) =>
  recipients(instrument, debtor).map((seat) => seatOption(records, seat));

export const durations = (most) => [
  { value: null, text: "for good", hint: "until denounced" },
  ...Array.from({ length: most }, (_, i) => ({
    value: i + 1,
    text: `for ${numeral(i + 1)} ${i ? "rounds" : "round"}`,
    hint: i ? "ends by itself" : "once",
  })),
];

/** Return the numbers of parts a quantity may come in, each but the first once the condition holds. */
export const tranches = (most) => Array.from({ length: Math.max(most - 1, 0) }, (_, i) => ({
  value: tranchesKey(i + 2),
  text: inTranches(i + 2),
  hint: "the first at once, each next one so long as the condition holds",
}));

export const tranchesKey = (count) => `in ${count}`;
export const inTranches = (count) => `in ${numeral(count)} tranches`;

export const starts = (most) => [
  { value: 0, text: "at once", hint: "due in the round after it is concluded" },
  ...Array.from({ length: most }, (_, i) => ({
    value: i + 1,
    text: `${many(i + 1, "round")} later`,
    hint: "sleeps until then",
  })),
];

export const verificationOptions = (allowed) =>
  allowed.map((value) => ({
    value,
    text: VERIFICATIONS[value].says,
    hint: VERIFICATIONS[value].does,
  }));

export const audienceOptions = (allowed) =>
  allowed.map((value) => ({ value, text: AUDIENCES[value].title, hint: AUDIENCES[value].does }));

export const openRounds = (most) =>
  Array.from({ length: most }, (_, i) => ({
    value: i + 1,
    text: i ? `until the end of the ${ordinal(i)} round after this` : "until the end of this round",
    hint: i ? "may be answered later" : "answered in these Capitals or lost",
  }));

const ordinal = (i) => ["", "first", "second", "third", "fourth"][i] ?? `${i}th`;

export const meterOptions = (records) =>
  ofKind(records, "meter").map(({ name, title, value }) => ({ value: name, text: title, hint: `now ${value}` }));

/** Return the papers a condition of `paper` may name: those all its signatories can see, itself first. */
export function documentOptions(records, paper) {
  const own = paper?.id ? [{ value: paper.id, text: "this paper", hint: "the one being written or answered" }] : [];
  const others = ofKind(records, "document")
    .filter(({ id, status }) => id !== paper?.id && (status === "open" || status === "concluded"))
    .filter((each) => !paper || signatories(paper).every((seat) => canRead(each, seat)))
    .map(({ id, label, title, audience }) => ({
      value: id,
      text: `${label} ${title}`,
      hint: AUDIENCES[audience].title.toLowerCase(),
    }));
  return [...own, ...others];
}

const canRead = (document, seat) =>
  document.audience !== "secret" || document.disclosed || [...signatories(document), ...document.associates].includes(seat);

/** Return every instrument a condition may name for `by`: what that delegation can undertake. */
export function conditionUndertakings(records, by) {
  const able = ofKind(records, "instrument").filter(({ debtors: owing }) => owing.includes(by));
  return undertakings(records, able.map(({ id }) => id), null, by).map((option) => ({ ...option, hint: "" }));
}

/** Return what is counted, and can be pledged together. */
export const quantityOptions = (records) =>
  ofKind(records, "instrument")
    .filter(({ kind }) => kind === "quantity")
    .map(({ id, title, unit }) => ({ value: id, text: title.toLowerCase(), hint: `in ${unit}` }));

export const largeAmountOptions = (instrument) =>
  largeAmounts(instrument).map((amount) => ({ value: amount, text: `${amount} ${instrument.unit}` }));

export const groundOptions = (records) =>
  (records["ledger/grounds"]?.grounds ?? []).map(({ id, title, open, seats }) => ({
    value: id,
    text: title,
    hint: `now ${open ? "open" : "closed"}, for ${listed(seats.map((seat) => inText(records, seat)))}`,
  }));

export const friendOptions = (records) =>
  (records["ledger/friends"]?.friends ?? []).map(({ id, title, here }) => ({
    value: id,
    text: title,
    hint: here ? "at the table now" : "not at the table now",
  }));

export const thresholds = ({ min = 0, max = 100 }) => {
  const step = max - min > 20 ? 5 : 1;
  return Array.from({ length: Math.floor((max - min) / step) + 1 }, (_, i) => min + i * step);
};

export const toggled = (chosen, id) => (chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);

/** Return a paper that could rest as a choice, with whose signature is missing for that. */
export function restOption(records, paper, id) {
  const { label, title, bound } = records[`document/${id}`] ?? { label: id, title: "", bound: [] };
  const missing = bound.filter((seat) => !signatories(paper).includes(seat));
  const hint = missing.length ? `binds ${listed(missing.map((seat) => asTitle(records, seat)))} too, who must sign` : "nothing in it falls due";
  return { value: id, text: `${label} ${title ?? ""}`.trim(), hint };
}
