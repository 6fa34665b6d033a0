// A condition as a phrase of slots: groups and denials as trees, leaves as sentences. The verb is the slot
// that says which form of condition it is.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { icon } from "../page/bits.js";
import { slot } from "../page/slot.js";
import { numeral } from "../words.js";
import * as conditions from "./condition.js";
import { leaf } from "./condition-leaf.js";
import { names } from "./naming.js";
import { say } from "./saying.js";

/**
 * Draw a condition behind `lead` ("so long as"), or where there is none a slot that says so. `ids` names
 * its slots, `set(tree)` takes the changed one; within a `not` it is `denied`: nothing of the same step.
 */
export function conditionSlots(page, { ids, tree, set, paper, clause, lead = "", inGroup = false, denied = false }) {
  const place = { page, ids, tree, set, paper, clause, inGroup, denied };
  if (conditions.isGroup(tree)) return html`${lead} ${group(place)}`;
  const body = conditions.formOf(tree) === "not" ? denial(place) : html`<span class="condition-slots">${single(place)}</span>`;
  return html`${tree === true ? nothing : lead} ${body}${inGroup || conditions.formOf(tree) === "always" ? nothing : addButton(place)}`;
}

function addButton({ ids, tree, set }) {
  return html` <button type="button" class="add-small" id="and-${ids}" aria-label="and add another condition"
    @click=${() => set(conditions.group("all", [tree, null]))}>${icon("plus")} and</button>`;
}

function group(place) {
  const { page, ids, tree, set, paper, clause, denied } = place;
  const of = conditions.members(tree);
  const replace = (i, member) => of.map((each, j) => (j === i ? member : each));
  return html`${groupSlot({ ...place, of })} <span class="condition-group">${of.map((member, i) => html`<span class="condition-member">
      <span>${conditionSlots(page, { ids: `${ids}-${i}`, tree: member, paper, clause, denied, inGroup: true, set: (next) => set(conditions.withMembers(tree, replace(i, next))) })}</span>
      <button type="button" class="drop-small" aria-label="Drop this condition" @click=${() => set(conditions.withMembers(tree, of.filter((_, j) => j !== i)))}>${icon("cross")}</button>
    </span>`)}
    <button type="button" class="add-small" @click=${() => set(conditions.withMembers(tree, [...of, null]))}>${icon("plus")} another</button></span>`;
}

function groupSlot({ page, ids, tree, set, of, inGroup, denied }) {
  const form = conditions.formOf(tree);
  const k = form === "at_least" ? tree.at_least[0] : null;
  const counts = Array.from({ length: Math.max(0, of.length - 1) }, (_, i) => i + 1).slice(1);
  const options = [
    { value: "all", text: "all of these", hint: "every one must hold" },
    { value: "any", text: "any of these", hint: "one is enough" },
    ...counts.map((each) => ({ value: each, text: `at least ${numeral(each)} of these`, hint: "so many are enough" })),
    ...(denied ? [] : [{ value: "not", text: "not: it is not so that …", hint: conditions.isTogether(tree) ? "drops them: nothing of the same step can be denied" : "none of it may be so" }]),
    ...(inGroup ? [] : [{ value: "always", text: "without condition", hint: "drops them all" }]),
  ];
  return slot(page, {
    id: `${ids}-group`,
    label: "How many of the conditions",
    value: k ?? form,
    shown: k ? `at least ${numeral(k)} of these` : form === "all" ? "all of these" : "any of these",
    options,
    onPick: (value) => set(grouped(value, tree, of)),
  });
}

function grouped(value, tree, of) {
  if (typeof value === "number") return conditions.group("at_least", of, value);
  return value === "not" || value === "always" ? conditions.become(value, tree) : conditions.group(value, of);
}

/** "It is not so that", and behind it what is denied. */
function denial(place) {
  const { page, ids, tree, set, paper, clause, inGroup } = place;
  const options = [
    { value: "not", text: "it is not so that …", hint: "of what lies behind, never of the same step" },
    { value: "so", text: "it is so that …", hint: "takes the “not” away" },
    ...(inGroup ? [] : [{ value: "always", text: "without condition", hint: "drops it" }]),
  ];
  const choose = slot(page, {
    id: `${ids}-not`,
    label: "Whether it is denied",
    value: "not",
    shown: "it is not so that",
    options,
    onPick: (value) => value !== "not" && set(value === "so" ? tree.not : true),
  });
  return html`${choose} ${conditionSlots(page, { ids: `${ids}-n`, tree: tree.not, paper, clause, denied: true, inGroup: true, set: (inner) => set({ not: inner === true ? null : inner }) })}`;
}

/** A leaf: its parts around the slot that holds the form. */
const single = (place) => (conditions.formOf(place.tree) === "always" ? formSlot(place) : leaf(place, formSlot(place)));

/** The slot that holds the form: the verb of the sentence. */
function formSlot(place) {
  const { page, ids, tree, set } = place;
  const form = conditions.formOf(tree);
  const chosen = conditions.FORMS.find((each) => each.form === form);
  return slot(page, {
    id: `${ids}-form`,
    label: "Condition",
    value: tree === null ? null : form,
    shown: tree === null ? "choose a condition …" : form === "always" ? "without condition" : chosen.says,
    empty: tree === null || form === "always",
    options: [...nearby(place), ...formOptions(place)],
    onPick: (value) => set(value.tree ?? conditions.become(value, tree ?? true)),
  });
}

/** What the paper's other clauses promise, ready to be chosen. */
function nearby({ page: { records }, paper, clause, denied }) {
  const near = paper ? conditions.suggestions(paper, clause, denied) : [];
  return near.map((each) => ({
    value: { tree: each },
    text: say(each, names(records)),
    hint: conditions.formOf(each) === "operative" ? "in the same step" : "only afterwards: sleeps until done",
    group: "From this paper",
  }));
}

/** The forms that can stand here: what the scenario lacks, and in a `not` what is of the same step, is left out. */
function formOptions({ page: { records }, inGroup, denied }) {
  const lacks = { open: !records["ledger/grounds"]?.grounds.length, friend: !records["ledger/friends"]?.friends.length, always: inGroup, not: denied };
  return conditions.FORMS
    .filter(({ form, together }) => !lacks[form] && !(denied && together))
    .map((each) => ({ value: each.form, text: formText(each), hint: each.does, group: each.group }));
}

const OPENINGS = {
  always: () => "without condition",
  meter: () => "a meter stands at …",
  round: () => "it is round …",
  open: () => "a ground for walking out is open",
  friend: () => "a friend of the talks is at the table",
  charter: ({ says }) => says,
  concluded: ({ says }) => `a paper ${says}`,
  pool: ({ says }) => `a paper ${says} …`,
  not: ({ says }) => `${says} …`,
  all: ({ says }) => says,
  any: ({ says }) => says,
  at_least: ({ says }) => says,
};

/** What a form reads like before anything of it is chosen. */
const formText = (each) => (OPENINGS[each.form.replace(/^was /, "")] ?? (({ says }) => `somebody ${says} …`))(each);
