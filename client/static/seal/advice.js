// Advice: a desk's part of the sheet, written by a member; and what desks advise, read beside the head's
// sheet and taken over with one press. It never seals: that is the head's.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { ofKind } from "../net/model.js";
import { asTitle } from "../seats.js";
import { listed } from "../words.js";
import { closeView, icon } from "../page/bits.js";
import { sections } from "./view.js";
import * as sheets from "./sheet.js";

const WHY_MAX = 400;
const TEXT_MAX = 4000;
/** Draw the member's part of the sheet, to be advised to the head. */
export function adviceSheet(page) {
  const offered = sheets.offeredTo(page);
  if (!offered) return html`<article class="paper">${closeView()}<h1>Instructions</h1><p>The head of your delegation seals the sheet, in Capitals. Your desk advises on it then.</p></article>`;
  const sheet = sheets.startingSheet(page.drafts.value.sheet, null, page.table.round);
  const change = (next) => page.drafts.put("sheet", { round: page.table.round, instructions: next });
  return html`<article class="paper sealing" aria-labelledby="h-seal">${closeView()}
    <header class="paper-head"><h1 id="h-seal">Advice of ${page.self.title}, round ${page.table.round}</h1>
      <p class="paper-sub">Your part of the sheet. The head of your delegation reads it beside the whole, and seals what it takes over.</p></header>
    ${sections({ page, offered, sheet, change })} ${foot(page, sheets.wire(sheet, offered))}
  </article>`;
}

function foot(page, instructions) {
  const isEmpty = sheets.same(instructions, {});
  const given = mine(page).find(({ statement }) => !statement);
  const isGiven = given && sheets.same(given.instructions, instructions);
  return html`<footer class="paper-actions seal-foot">${whyForm(page, "advice", "Advise the head", isEmpty, (why) => ({ kind: "advise", instructions, why }))}
    ${isGiven ? html`<p class="sealed-mark">${icon("check")} Advised</p>` : nothing}</footer>`;
}

/** What this person has advised in this round. */
const mine = ({ records, table, self, me }) =>
  ofKind(records, "advice").filter(({ seat, round, by }) => seat === me && round === table?.round && by === self?.title);

function whyForm(page, name, label, isEmpty, command, { above = nothing, sent = {} } = {}) {
  const why = page.ui.forms.value[name] ?? "";
  const set = (value) => { page.ui.forms.value = { ...page.ui.forms.value, [name]: value }; };
  const send = async (event) => {
    event.preventDefault();
    const answer = await page.act(command(why.trim()));
    if (answer.type === "done") page.ui.forms.value = { ...page.ui.forms.value, [name]: "", ...sent };
  };
  return html`<form class="control-form advise" @submit=${send}>${above}
    <label>Why <textarea rows="2" maxlength=${WHY_MAX} .value=${live(why)} @input=${(event) => set(event.target.value)}></textarea></label>
    <button class="button is-small is-main" ?disabled=${isEmpty || !why.trim() || page.isSending(({ kind }) => kind === "advise")}>${label}</button></form>`;
}

// --- the head's side ---

/** What desks advise on the sheet of this round. */
const onSheet = ({ records, table, me }) =>
  ofKind(records, "advice").filter(({ seat, round, statement }) => seat === me && round === table?.round && statement === null);

/** Draw what desks advise, each to be taken over with one press. */
export function advised({ page, sheet, change, offered }) {
  const list = onSheet(page);
  if (!list.length) return nothing;
  return html`<section class="seal-part advice-list"><h2>Advice</h2>${list.map((each) => adviceRow({ sheet, change, offered }, each))}</section>`;
}

function adviceRow({ sheet, change, offered }, { by, text, why, instructions }) {
  const next = sheets.merged(sheet, instructions);
  const isOn = sheets.same(sheets.wire(next, offered), sheets.wire(sheet, offered));
  return html`<div class="advice"><p><b>${by}</b>: ${listed(text.map((line) => line.replace(/\.$/, "")))}.</p>
    <p class="muted block-text">${why}</p>
    <button type="button" class="button is-small" aria-disabled=${isOn} @click=${() => isOn || change(next)}>${isOn ? html`${icon("check")} On your sheet` : "Take it over"}</button></div>`;
}

// --- words for the press ---

/** Draw words for the press: the form of who advises them, and for the head what is advised. */
export function pressWords(page) {
  const may = page.menu?.commands?.advise?.desks?.press?.statement && page.self?.advises?.includes("press");
  const list = ofKind(page.records, "advice").filter(({ seat, round, statement }) => seat === page.me && round === page.table?.round && statement !== null);
  return html`${list.map((each) => words(page, each))}${may ? statementForm(page) : nothing}`;
}

function words(page, { by, statement, why, erased }) {
  if (erased) return nothing;
  const isSaid = ofKind(page.records, "message").some(({ channel, from, text, round }) => channel === "press" && from === page.me && round === page.table.round && text === statement);
  const may = page.isHead && page.menu?.commands?.say?.channels.includes("press");
  return html`<div class="advice"><p><b>${by}</b>, for the press: <span class="block-text">“${statement}”</span></p><p class="muted block-text">${why}</p>
    ${isSaid ? html`<p class="muted">${icon("check")} said</p>` : may
      ? html`<button type="button" class="button is-small" ?disabled=${page.isSending(({ kind }) => kind === "say")} @click=${() => page.act({ kind: "say", channel: "press", text: statement })}>Say it to the press</button>`
      : page.isHead ? html`<p class="muted">One speaks to the press in the plenary.</p>` : nothing}</div>`;
}

function statementForm(page) {
  const name = "statement";
  const text = page.ui.forms.value[name] ?? "";
  const set = (value) => { page.ui.forms.value = { ...page.ui.forms.value, [name]: value }; };
  const above = html`<label>Words for the press <textarea rows="3" maxlength=${TEXT_MAX} .value=${live(text)} @input=${(event) => set(event.target.value)}></textarea></label>`;
  return whyForm(page, "statement-why", "Advise the head", !text.trim(), (why) => ({ kind: "advise", statement: text.trim(), why }), { above, sent: { [name]: "" } });
}

// --- the debrief ---

const TAKEN = { all: "the head did so", some: "the head did a part of it", none: "the head did not" };

/** Draw all that was advised, delegation by delegation, and what the heads did. */
export function advice(page) {
  const list = ofKind(page.records, "advice").sort((a, b) => a.round - b.round || a.by.localeCompare(b.by));
  if (!list.length) return nothing;
  const seats = [...new Set(list.map(({ seat }) => seat))];
  return html`<section class="reasons"><h2>What they were advised</h2>
    ${seats.map((seat) => html`<h3 class="seat-${seat}"><span class="seat-name">${asTitle(page.records, seat)}</span></h3>
      <ul class="plain-list">${list.filter((each) => each.seat === seat).map(told)}</ul>`)}</section>`;
}

const told = ({ round, by, text, statement, why, taken }) => html`<li><span class="muted">Round ${round}, ${by}:</span>
  ${statement === null ? text.join(" ") : html`<span class="block-text">“${statement}”</span>`} <span class="muted block-text">${why}</span> <b>${TAKEN[taken] ?? ""}</b></li>`;
