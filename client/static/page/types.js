// Hidden types: what one's own delegation is after at heart, and what others may be after.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { asTitle, seatOf } from "../seats.js";
import { SEATS } from "../words.js";

/** Say of which type the delegation of a sheet is. */
export const ownType = (sheet) =>
  sheet?.type ? html`<p><b>${sheet.type.title}.</b> ${sheet.type.text} <span class="muted">The others know that this may be so, with its odds; not that it is.</span></p>` : nothing;

/** Return the other delegations that have hidden types, as {seat, types, chosen}. */
export const typed = (records, me) =>
  SEATS.filter((seat) => seat !== me)
    .map((seat) => ({ seat, types: seatOf(records, seat).types ?? [], chosen: seatOf(records, seat).type_chosen }))
    .filter(({ types }) => types.length);

/** Draw what others may be after, with the odds known to all. */
export function othersTypes({ records }, whose) {
  const list = typed(records, whose);
  if (!list.length) return nothing;
  return html`<h2>What the others may be after</h2>
    ${list.map(({ seat, types, chosen }) => html`<div class="seat-${seat}"><h3 class="seat-name">${asTitle(records, seat)}</h3>
      <ul class="tenets">${types.map(({ title, text, prior }) => html`<li><b>${title}</b> (${prior} %). ${text}</li>`)}</ul>
      ${chosen ? html`<p class="muted">Whoever set up this table has chosen among them; the odds were not drawn.</p>` : nothing}</div>`)}`;
}
