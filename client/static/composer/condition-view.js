// A condition as a phrase of slots. The verb is the slot that says which form of condition it is.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { icon } from "../page/bits.js";
import { slot } from "../page/slot.js";
import { inText } from "../seats.js";
import { SEATS, numeral } from "../words.js";
import * as conditions from "./condition.js";
import * as choices from "./choices.js";
import { names } from "./naming.js";
import { amountPhrase, undertakingText } from "./phrase.js";

/**
 * Draw a condition behind `lead` ("so long as"), or where there is none a slot that says so. `ids` names
 * its slots, `set(tree)` takes the changed one.
 */
export function conditionSlots(page, { ids, tree, set, paper, clause, lead = "", inGroup = false }) {
  const place = { page, ids, tree, set, paper, clause };
  if (conditions.isGroup(tree)) return html`${lead} ${group(place)}`;
  return html`${tree === true ? nothing : lead} <span class="condition-slots">${leaf(place)}</span>${inGroup || conditions.formOf(tree) === "always" ? nothing : addButton(place)}`;
}

function addButton({ ids, tree, set }) {
  return html` <button type="button" class="add-small" id="and-${ids}" aria-label="Add another condition"
    @click=${() => set(conditions.group("all", [tree, null]))}>${icon("plus")} and</button>`;
}

function group({ page, ids, tree, set, paper, clause }) {
  const of = conditions.members(tree);
  const replace = (i, member) => of.map((each, j) => (j === i ? member : each));
  return html`${groupSlot({ page, ids, tree, set, of })} <span class="condition-group">${of.map((member, i) => html`<span class="condition-member">
      ${conditionSlots(page, { ids: `${ids}-${i}`, tree: member, paper, clause, inGroup: true, set: (next) => set(conditions.withMembers(tree, replace(i, next))) })}
      <button type="button" class="drop-small" aria-label="Drop this condition" @click=${() => set(conditions.withMembers(tree, of.filter((_, j) => j !== i)))}>${icon("cross")}</button>
    </span>`)}
    <button type="button" class="add-small" @click=${() => set(conditions.withMembers(tree, [...of, null]))}>${icon("plus")} another</button></span>`;
}

function groupSlot({ page, ids, tree, set, of }) {
  const form = conditions.formOf(tree);
  const k = form === "at_least" ? tree.at_least[0] : null;
  const counts = Array.from({ length: Math.max(0, of.length - 2) }, (_, i) => i + 2);
  const options = [
    { value: "all", text: "all of these", hint: "every one must hold" },
    { value: "any", text: "any of these", hint: "one is enough" },
    ...counts.map((each) => ({ value: each, text: `at least ${numeral(each)} of these`, hint: "so many are enough" })),
  ];
  return slot(page, {
    id: `${ids}-group`,
    label: "How many of the conditions",
    value: k ?? form,
    shown: k ? `at least ${numeral(k)} of these` : form === "all" ? "all of these" : "any of these",
    options,
    onPick: (value) => set(typeof value === "number" ? conditions.group("at_least", of, value) : conditions.group(value, of)),
  });
}

function leaf(place) {
  const { tree } = place;
  const form = conditions.formOf(tree);
  if (tree === null || form === "always") return formSlot(place);
  if (conditions.isUndertaking(tree)) return html`${bySlot(place)} ${formSlot(place)} ${whatSlot(place)}`;
  switch (form) {
    case "compliant": case "present": return html`${seatSlot(place, tree[form], (by) => ({ [form]: by }))} ${formSlot(place)}`;
    case "concluded": return html`${documentSlot(place, tree.concluded, (id) => ({ concluded: id }))} ${formSlot(place)}`;
    case "accepts": return html`${seatSlot(place, tree.accepts.by, (by) => ({ accepts: { ...tree.accepts, by } }))} ${formSlot(place)} ${documentSlot(place, tree.accepts.document, (document) => ({ accepts: { ...tree.accepts, document } }))}`;
    case "meter": return html`${meterSlot(place)} ${formSlot(place)} ${boundSlots(place, "meter")}`;
    case "round": return html`${formSlot(place)} ${boundSlots(place, "round")}`;
    case "charter": return formSlot(place);
    default: return html`<span class="condition">${clauseText(place)}</span> ${formSlot(place)}`;
  }
}

const clauseText = ({ page, tree }) => conditions.say(tree, names(page.records));

/** The slot that holds the form: the verb of the sentence. */
function formSlot({ page, ids, tree, set, paper, clause }) {
  const form = conditions.formOf(tree);
  const near = paper ? conditions.suggestions(paper, clause) : [];
  const options = [
    ...near.map((each) => ({ value: { tree: each }, text: conditions.say(each, names(page.records)), hint: conditions.formOf(each) === "operative" ? "in the same step" : "only afterwards: sleeps until done", group: "From this paper" })),
    ...conditions.FORMS.map((each) => ({ value: each.form, text: formText(each), hint: each.does, group: each.group })),
  ];
  const chosen = conditions.FORMS.find((each) => each.form === form);
  return slot(page, {
    id: `${ids}-form`,
    label: "Condition",
    value: tree === null ? null : form,
    shown: tree === null ? "choose a condition …" : form === "always" ? "without condition" : chosen?.says ?? "replace it",
    empty: tree === null || form === "always",
    options,
    onPick: (value) => set(value.tree ?? conditions.become(value, tree ?? true)),
  });
}

const WITH_SUBJECT = new Set(["operative", "performed", "verified", "was", "compliant", "present", "accepts"]);
const formText = ({ form, says }) =>
  WITH_SUBJECT.has(form) ? `somebody ${says} …` : form === "always" ? "without condition" : form === "meter" ? "a meter stands at …" : form === "concluded" ? "another paper is concluded" : form === "round" ? "it is round …" : says;

const bySlot = (place) => seatSlot(place, conditions.undertaking(place.tree).by, (by) => conditions.withUndertaking(place.tree, { by, instrument: null, level: null }));

function seatSlot({ page, ids, set }, seat, next) {
  return slot(page, {
    id: `${ids}-by`,
    label: "Who",
    value: seat,
    shown: seat ? inText(page.records, seat) : "who …",
    empty: !seat,
    options: SEATS.map((each) => choices.seatOption(page.records, each)),
    onPick: (by) => set(next(by)),
  });
}

function whatSlot({ page, ids, tree, set }) {
  const { by, instrument: id, level } = conditions.undertaking(tree);
  const instrument = page.records[`instrument/${id}`];
  const isQuantity = instrument?.kind === "quantity";
  const [before, after] = isQuantity ? amountPhrase(instrument, level) : [];
  const what = slot(page, {
    id: `${ids}-what`,
    label: "What",
    value: instrument ? `${id} ${isQuantity ? instrument.step : level}` : null,
    shown: isQuantity ? before.trim() : instrument ? undertakingText(instrument, level) : "what …",
    empty: !instrument,
    options: by ? choices.conditionUndertakings(page.records, page.menu.commands.draft, by) : [],
    onPick: (value) => set(conditions.withUndertaking(tree, chosenUndertaking(value))),
  });
  return isQuantity ? html`${what} at least ${amountSlot({ page, ids, tree, set }, instrument, level)}${after}` : html`${what}${instrument?.levels.length > level ? " or further" : nothing}`;
}

export function chosenUndertaking(value) {
  const [instrument, level] = value.split(" ");
  return { instrument, level: Number(level) };
}

function amountSlot({ page, ids, tree, set }, instrument, level) {
  return slot(page, {
    id: `${ids}-amount`,
    label: "How much",
    value: level,
    shown: String(level),
    options: choices.amountOptions(instrument).map((option) => ({ ...option, hint: "" })),
    onPick: (amount) => set(conditions.withUndertaking(tree, { level: amount })),
  });
}

function documentSlot({ page, ids, set, paper }, id, next) {
  const options = choices.documentOptions(page.records, paper?.id);
  return slot(page, {
    id: `${ids}-document`,
    label: "Which paper",
    value: id,
    shown: id ? page.records[`document/${id}`]?.label ?? id : "which paper …",
    empty: !id,
    options,
    onPick: (value) => set(next(value)),
  });
}

function meterSlot({ page, ids, tree, set }) {
  const { name } = tree.meter;
  return slot(page, {
    id: `${ids}-meter`,
    label: "Which meter",
    value: name,
    shown: name ? page.records[`meter/${name}`]?.title ?? name : "which meter …",
    empty: !name,
    options: choices.meterOptions(page.records),
    onPick: (value) => set({ meter: { ...tree.meter, name: value } }),
  });
}

function boundSlots({ page, ids, tree, set }, form) {
  const bounds = tree[form];
  const side = "at_most" in bounds ? "at_most" : "at_least";
  const { at_least: _l, at_most: _m, ...rest } = bounds;
  const put = (nextSide, value) => set({ [form]: { ...rest, [nextSide]: value } });
  const values = form === "round" ? choices.thresholds({ min: 1, max: 12 }) : choices.thresholds(page.records[`meter/${bounds.name}`] ?? {});
  return html`${slot(page, {
    id: `${ids}-value`,
    label: "Value",
    value: bounds[side],
    shown: bounds[side] ?? "…",
    empty: bounds[side] === null,
    options: values.map((value) => ({ value, text: String(value) })),
    onPick: (value) => put(side, value),
  })} ${slot(page, {
    id: `${ids}-side`,
    label: "Or more, or less",
    value: side,
    shown: SIDES[form][side],
    options: ["at_least", "at_most"].map((value) => ({ value, text: SIDES[form][value] })),
    onPick: (value) => put(value, bounds[side]),
  })}`;
}

const SIDES = {
  meter: { at_least: "or more", at_most: "or less" },
  round: { at_least: "or later", at_most: "or earlier" },
};
