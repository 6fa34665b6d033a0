// What control hands out before the table opens: a code and a link for every seat a person takes.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { asTitle, guestOf, seatOf } from "../seats.js";
import { GUESTS, SEATS } from "../words.js";
import { icon } from "./bits.js";
import { copy } from "./control.js";

/** Draw the seats to hand out, or nothing where bots have them all. */
export function handout(page) {
  const links = { ...page.ui.links.value?.seats, ...page.ui.links.value?.guests };
  const open = [...SEATS, ...GUESTS].filter((seat) => links[seat] && !holderOf(page.records, seat).bot);
  if (!open.length) return nothing;
  const text = open.map((seat) => `${asTitle(page.records, seat)}: ${links[seat].link} (code ${links[seat].code})`).join("\n");
  return html`<h2>Hand out the seats</h2>
    <p class="muted">Give each a link, or a code to type into the lobby at ${new URL(links[open[0]].link).host}. Whoever has it speaks for that seat.</p>
    <ul class="handout">${open.map((seat) => handoutRow(page, seat, links[seat].code))}</ul>
    <details class="handout-all"><summary>All links as text, to paste into a mail</summary>
      <p><textarea readonly rows="6" aria-label="All links and codes" .value=${live(text)}></textarea>
      <button type="button" class="button is-small" @click=${(event) => copy(page, text, event.target.previousElementSibling)}>${page.ui.copied.value === text ? "Copied" : "Copy all"}</button></p></details>`;
}

const holderOf = (records, seat) => guestOf(records, seat) ?? seatOf(records, seat);

const handoutRow = (page, seat, code) => html`<li class="seat-${seat}">
  <b class="seat-name">${asTitle(page.records, seat)}</b> <code class="code">${code}</code>
  <span class="muted">${holderOf(page.records, seat).present ? html`${icon("check")} here` : "not here yet"}</span></li>`;
