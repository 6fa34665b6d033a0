// What lies between any two delegations, where it costs something to sponsor a paper together.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { asTitle } from "../seats.js";
import { term } from "./bits.js";

/** Draw the pairs that still cost something, worst first. */
export function animosities({ records }) {
  const pairs = (records["ledger/animosities"]?.pairs ?? []).filter(({ level }) => level > 0).sort((a, b) => b.level - a.level);
  if (!pairs.length) return nothing;
  return html`<section class="block" aria-labelledby="h-animosities">
    <h2 id="h-animosities">${term("animosities", "Animosities")} <small>and what sponsoring together costs</small></h2>
    <ul class="plain-list">${pairs.map(({ pair, level, start, price, text }) => html`<li>
      <b>${pair.map((seat) => asTitle(records, seat)).join(", ")}</b>
      <span class="muted">${level}${level < start ? ` of once ${start}` : ""}, ${price} room</span>
      <span class="muted block-text">${text}</span>
    </li>`)}</ul>
  </section>`;
}
