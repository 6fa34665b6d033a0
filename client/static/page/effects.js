// What control lets move: rows of a meter and by how much, for its own news and for rulings alike.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { ofKind } from "../net/model.js";
import { icon } from "./bits.js";

const MOST = 8;
const replace = (list, at, value) => list.map((each, i) => (i === at ? value : each));

/** Draw the rows of `effects`; `set` takes the changed list. */
export function effectRows(page, effects, set) {
  const meters = ofKind(page.records, "meter");
  return html`${effects.map((effect, i) => html`<p class="effect-row">
      <select aria-label="Meter" @change=${(event) => set(replace(effects, i, { ...effect, meter: event.target.value }))}>
        ${meters.map(({ name, title }) => html`<option value=${name} .selected=${live(effect.meter === name)}>${title}</option>`)}</select>
      <input type="number" aria-label="By" min="-50" max="50" .value=${live(String(effect.by))} @input=${(event) => set(replace(effects, i, { ...effect, by: Number(event.target.value) || 0 }))} />
      <button type="button" class="reply" @click=${() => set(effects.filter((_, j) => j !== i))}>drop</button></p>`)}
    ${effects.length < MOST && meters.length ? html`<button type="button" class="button is-small" @click=${() => set([...effects, { meter: meters[0].name, by: 5 }])}>${icon("plus")} moves a meter</button>` : nothing}`;
}
