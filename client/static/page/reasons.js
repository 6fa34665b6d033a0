// Why a delegation did what it did: written down for the debrief, and shown there.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { ofKind } from "../net/model.js";
import { asTitle } from "../seats.js";
import { PHASES, SEATS } from "../words.js";
import { href } from "./route.js";

const TEXT_MAX = 400;

/** Draw the form "why we did this" about a document, the sheet or the talk; nothing where none may be kept. */
export function reasonForm(page, about) {
  if (!page.menu?.commands.reason) return nothing;
  const forms = page.ui.forms.value;
  const name = `reason/${about}`;
  const text = forms[name] ?? "";
  const set = (value) => { page.ui.forms.value = { ...page.ui.forms.value, [name]: value }; };
  const keep = async (event) => {
    event.preventDefault();
    const answer = await page.act({ kind: "reason", about, text: text.trim() });
    if (answer.type === "done") set("");
  };
  return html`<details class="reason-form"><summary>Why we did this</summary>
    ${kept(page, about)}
    <form class="control-form" @submit=${keep}>
      <label>For the debrief; only control reads it before <textarea rows="2" maxlength=${TEXT_MAX} .value=${live(text)} @input=${(event) => set(event.target.value)}></textarea></label>
      <button class="button is-small" ?disabled=${!text.trim()}>Keep</button></form></details>`;
}

function kept({ records, me }, about) {
  const mine = ofKind(records, "reason").filter((each) => each.by === me && each.about === about).sort(inOrder);
  return mine.length ? html`<ul class="plain-list">${mine.map(({ text }) => html`<li class="block-text">${text}</li>`)}</ul>` : nothing;
}

const PLACES = Object.keys(PHASES);

const inOrder = (a, b) =>
  a.round - b.round || PLACES.indexOf(a.phase) - PLACES.indexOf(b.phase) || SEATS.indexOf(a.by) - SEATS.indexOf(b.by);

/** Draw every reason that was kept, round by round and seat by seat. */
export function reasons(page) {
  const list = ofKind(page.records, "reason").sort(inOrder);
  if (!list.length) return nothing;
  const rounds = [...new Set(list.map(({ round }) => round))];
  return html`<section class="reasons"><h2>Why they did it</h2>
    <p class="muted">What each delegation wrote down when it acted. Bots keep a reason with all that they do.</p>
    ${rounds.map((round) => html`<details><summary>Round ${round}</summary>
      ${SEATS.map((seat) => ofSeat(page, seat, list.filter((each) => each.round === round && each.by === seat)))}</details>`)}
  </section>`;
}

const ofSeat = (page, seat, list) =>
  list.length
    ? html`<h3 class="seat-${seat}"><span class="seat-name">${asTitle(page.records, seat)}</span></h3>
      <ul class="plain-list">${list.map(reason)}</ul>`
    : nothing;

const reason = ({ about, label, text, phase }) => html`<li>
  <span class="muted">${PHASES[phase]?.title ?? phase}${about === "sheet" ? ", sealed sheet" : ""}:</span>
  ${label ? html`<a class="label" href=${href("document", about)}>${label}</a>` : nothing} ${text}</li>`;
