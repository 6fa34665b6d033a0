// "We accept provided that ...": a reservation likely to be meant, or one in our own words.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { term } from "../page/bits.js";
import { slot } from "../page/slot.js";
import { conditionSlots } from "../composer/condition-view.js";
import * as sheets from "./sheet.js";

const OWN = "own";

/** Draw the reservation of an acceptance, and the ways to make another. */
export function reservation(form, id) {
  const { page, offered, sheet } = form;
  const choices = offered.answers[id].reservations ?? [];
  const { reservation: tree } = sheets.answerOf(sheet, id);
  const set = (next) => form.change(sheets.withAnswer(sheet, id, "accept", next));
  const at = choices.findIndex((each) => JSON.stringify(each.tree) === JSON.stringify(tree));
  if (tree !== true && at < 0) return ownWords(form, id, tree, set);
  return html`<p class="reservation">${term("reservation", "We accept")} ${at >= 0 ? "provided that" : nothing} ${slot(page, {
    id: `reserve-${id}`,
    label: "Reservation",
    value: at,
    shown: at >= 0 ? choices[at].text : "without reservation",
    options: [
      { value: -1, text: "without reservation", hint: "the acceptance stands by itself" },
      ...choices.map(({ text }, i) => ({ value: i, text, hint: "else it counts as declined" })),
      ...(offered.own_reservations === false ? [] : [{ value: OWN, text: "provided that …", hint: "a condition of our own" }]),
    ],
    onPick: (value) => set(value === OWN ? null : choices[value]?.tree ?? true),
  })}.</p>`;
}

const ownWords = ({ page }, id, tree, set) => html`<p class="reservation sentence">${term("reservation", "We accept")} ${conditionSlots(page, {
  ids: `reserve-${id}`,
  lead: "provided that",
  tree,
  set,
  paper: page.records[`document/${id}`],
  clause: null,
})}.</p>`;
