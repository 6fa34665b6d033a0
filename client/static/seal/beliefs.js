// Guesses at the others' hidden types: odds written on the sheet, opened and scored in the debrief only.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { asTitle } from "../seats.js";
import { total, withBelief } from "./sheet.js";

/** Draw the odds of each delegation that has hidden types; none has to be given. */
export function beliefs({ page, offered, sheet, change }) {
  const about = Object.entries(offered.beliefs ?? {});
  if (!about.length) return nothing;
  return html`<section class="seal-part"><details ?open=${Object.keys(sheet.beliefs).length > 0}>
    <summary>What we believe of the others</summary>
    <p class="muted">Of which type is each? None of the others reads this before the debrief, which says how right you were. It moves nothing in the game, and nothing has to be written.</p>
    ${about.map(([seat, types]) => guess({ page, sheet, change, seat, types }))}
  </details></section>`;
}

function guess({ page, sheet, change, seat, types }) {
  const odds = sheet.beliefs[seat];
  const set = (next) => change(withBelief(sheet, seat, next));
  const known = () => set(Object.fromEntries(types.map(({ id, prior }) => [id, prior])));
  return html`<fieldset class="answer-row belief seat-${seat}"><legend class="seat-name">${asTitle(page.records, seat)}</legend>
    ${types.map(({ id, title, text, prior }) => html`<label class="odds"><input type="number" min="0" max="100" step="1" inputmode="numeric" placeholder=${prior}
      .value=${live(odds ? String(odds[id]) : "")} @input=${(event) => set(withOdds(types, odds, id, event.target.value))} /> % <b>${title}</b> <span class="muted">${text}</span></label>`)}
    <p class="row-buttons">${odds
      ? html`<span class=${total(odds) === 100 ? "muted" : "warn-text"} aria-live="polite">Together ${total(odds)} %${total(odds) === 100 ? "" : ": make it 100"}</span>
        <button type="button" class="button is-quiet is-small" @click=${() => set(null)}>No guess</button>`
      : html`<button type="button" class="button is-quiet is-small" @click=${known}>Begin with the odds known to all</button>`}</p>
  </fieldset>`;
}

const withOdds = (types, odds, id, typed) => ({
  ...Object.fromEntries(types.map((type) => [type.id, odds?.[type.id] ?? 0])),
  [id]: Math.max(0, Math.min(100, Math.round(Number(typed)) || 0)),
});
