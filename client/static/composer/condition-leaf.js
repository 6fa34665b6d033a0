// One condition as a sentence of slots: who, what, how much, which paper. Offers what the records name.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { slot } from "../page/slot.js";
import { inText } from "../seats.js";
import { SEATS, VERIFICATIONS } from "../words.js";
import * as conditions from "./condition.js";
import * as choices from "./choices.js";
import { friendTitle, groundTitle } from "./naming.js";
import { amountPhrase, undertakingText } from "./phrase.js";

/** Draw a leaf around its verb, the slot that holds its form. */
export function leaf(place, verb) {
  const what = conditions.inside(place.tree);
  const put = (change) => place.set(conditions.saying(place.tree, change));
  const merge = (change) => put({ ...what, ...change });
  if (conditions.isUndertaking(place.tree)) return undertaking(place, verb, what);
  switch (conditions.kindOf(place.tree)) {
    case "compliant": case "present": return html`${seatSlot(place, what, put)} ${verb}`;
    case "concluded": return html`${documentSlot(place, what, put)} ${verb}`;
    case "accepts": return html`${seatSlot(place, what.by, (by) => merge({ by }))} ${verb} ${documentSlot(place, what.document, (document) => merge({ document }))}`;
    case "pool": return html`${documentSlot(place, what.document, (document) => merge({ document }))} ${verb} ${pooled(place, what, merge)}`;
    case "meter": return html`${meterSlot(place, what, merge)} ${verb} ${boundSlots(place, what, put)}`;
    case "round": return html`${verb} ${boundSlots(place, what, put)}`;
    case "open": return html`the ground ${groundSlot(place, what, put)} ${verb}`;
    case "friend": return html`${friendSlot(place, what, put)} ${verb}`;
    default: return verb;
  }
}

function seatSlot({ page, ids }, seat, pick) {
  return slot(page, {
    id: `${ids}-by`,
    label: "Who",
    value: seat,
    shown: seat ? inText(page.records, seat) : "who …",
    empty: !seat,
    options: SEATS.map((each) => choices.seatOption(page.records, each)),
    onPick: pick,
  });
}

function undertaking(place, verb, what) {
  const { page, set, tree } = place;
  const put = (change) => set(conditions.withUndertaking(tree, change));
  const instrument = page.records[`instrument/${what.instrument}`];
  const by = seatSlot(place, what.by, (seat) => put({ by: seat, instrument: null, level: null, toward: null, verification: null }));
  return html`${by} ${verb} ${whatSlots(place, instrument, what, put)}${instrument ? html`${towardSlot(place, instrument, what, put)}${checkedSlot(place, instrument, what, put)}` : nothing}`;
}

function whatSlots(place, instrument, { by, instrument: id, level }, put) {
  const { page, ids, tree } = place;
  const isQuantity = instrument?.kind === "quantity";
  const [before, after] = isQuantity ? amountPhrase(instrument, level, conditions.isTotal(tree)) : [];
  const what = slot(page, {
    id: `${ids}-what`,
    label: "What",
    value: instrument ? `${id} ${isQuantity ? instrument.step : level}` : null,
    shown: isQuantity ? before.trim() : instrument ? undertakingText(instrument, level) : "what …",
    empty: !instrument,
    options: by ? choices.conditionUndertakings(page.records, by) : [],
    onPick: (value) => put({ ...chosenUndertaking(value), toward: null, verification: null }),
  });
  if (isQuantity) return html`${what} at least ${amountSlot(place, instrument, level, (amount) => put({ level: amount }))}${after}`;
  return html`${what}${instrument?.levels.length > level ? " or further" : nothing}`;
}

export function chosenUndertaking(value) {
  const [instrument, level] = value.split(" ");
  return { instrument, level: Number(level) };
}

const amountSlot = ({ page, ids }, instrument, amount, pick) => slot(page, {
  id: `${ids}-amount`,
  label: "How much",
  value: amount,
  shown: String(amount ?? "how much …"),
  empty: amount === null,
  options: instrument ? choices.largeAmountOptions(instrument) : [],
  onPick: pick,
});

function towardSlot({ page, ids }, instrument, { by, toward }, put) {
  if (instrument.beneficiaries === "none") return nothing;
  return html`, ${slot(page, {
    id: `${ids}-toward`,
    label: "Toward whom",
    kind: "is-quiet",
    value: toward ?? null,
    shown: toward ? `toward ${inText(page.records, toward)}` : "toward anybody",
    options: [{ value: null, text: "toward anybody" }, ...choices.beneficiaryOptions(page.records, instrument, by)],
    onPick: (seat) => put({ toward: seat }),
  })}`;
}

function checkedSlot({ page, ids }, instrument, { verification }, put) {
  if (!instrument.verifiable) return nothing;
  const levels = Object.keys(VERIFICATIONS).slice(1);
  return html`, ${slot(page, {
    id: `${ids}-checked`,
    label: "How it is verified",
    kind: "is-quiet",
    value: verification ?? null,
    shown: verification ? checked(verification) : "however verified",
    options: [{ value: null, text: "however verified" }, ...levels.map((value) => ({ value, text: checked(value), hint: VERIFICATIONS[value].does }))],
    onPick: (value) => put({ verification: value }),
  })}`;
}

const checked = (level) => `${VERIFICATIONS[level].says}${level === "v5" ? "" : " or closer"}`;

function documentSlot({ page, ids, paper }, id, pick) {
  return slot(page, {
    id: `${ids}-document`,
    label: "Which paper",
    value: id,
    shown: !id ? "which paper …" : id === paper?.id ? "this paper" : page.records[`document/${id}`]?.label ?? "a paper you cannot see",
    empty: !id,
    options: choices.documentOptions(page.records, paper),
    onPick: pick,
  });
}

function pooled(place, { instrument: id, at_least: amount }, merge) {
  const { page, ids } = place;
  const instrument = page.records[`instrument/${id}`];
  const what = slot(page, {
    id: `${ids}-what`,
    label: "Of what",
    value: id,
    shown: instrument ? instrument.title.toLowerCase() : "what …",
    empty: !id,
    options: choices.quantityOptions(page.records),
    onPick: (value) => merge({ instrument: value, at_least: null }),
  });
  return html`${what}, at least ${amountSlot(place, instrument, amount, (at_least) => merge({ at_least }))} ${instrument ? `${instrument.unit} a round` : nothing}`;
}

function meterSlot({ page, ids }, { name }, merge) {
  return slot(page, {
    id: `${ids}-meter`,
    label: "Which meter",
    value: name,
    shown: name ? page.records[`meter/${name}`]?.title ?? name : "which meter …",
    empty: !name,
    options: choices.meterOptions(page.records),
    onPick: (value) => merge({ name: value }),
  });
}

function groundSlot({ page, ids }, id, pick) {
  return slot(page, {
    id: `${ids}-ground`,
    label: "Which ground",
    value: id,
    shown: id ? groundTitle(page.records, id) ?? id : "which ground …",
    empty: !id,
    options: choices.groundOptions(page.records),
    onPick: pick,
  });
}

function friendSlot({ page, ids }, id, pick) {
  return slot(page, {
    id: `${ids}-friend`,
    label: "Which friend",
    value: id,
    shown: id ? friendTitle(page.records, id) ?? id : "which friend …",
    empty: !id,
    options: choices.friendOptions(page.records),
    onPick: pick,
  });
}

function boundSlots({ page, ids, tree }, what, put) {
  const form = conditions.formOf(tree);
  const side = "at_most" in what ? "at_most" : "at_least";
  const { at_least: _l, at_most: _m, ...rest } = what;
  const values = form === "round" ? choices.thresholds({ min: 1, max: 12 }) : choices.thresholds(page.records[`meter/${what.name}`] ?? {});
  return html`${slot(page, {
    id: `${ids}-value`,
    label: "Value",
    value: what[side],
    shown: what[side] ?? "…",
    empty: what[side] === null,
    options: values.map((value) => ({ value, text: String(value) })),
    onPick: (value) => put({ ...rest, [side]: value }),
  })} ${slot(page, {
    id: `${ids}-side`,
    label: "Or more, or less",
    value: side,
    shown: SIDES[form][side],
    options: ["at_least", "at_most"].map((value) => ({ value, text: SIDES[form][value] })),
    onPick: (value) => put({ ...rest, [value]: what[side] }),
  })}`;
}

const SIDES = {
  meter: { at_least: "or more", at_most: "or less" },
  round: { at_least: "or later", at_most: "or earlier" },
};
