// What lies between any two delegations, where it costs something to sponsor a paper together.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { asTitle, code } from "../seats.js";
import { ledger } from "./ledger.js";

/** Draw the pairs that still cost something, worst first. */
export function animosities(page) {
  const { records } = page;
  const pairs = (records["ledger/animosities"]?.pairs ?? []).filter(({ level }) => level > 0).sort((a, b) => b.level - a.level);
  if (!pairs.length) return nothing;
  return ledger(page, { id: "animosities", title: "Animosities", now: worst(page, pairs) }, html`
    <ul class="plain-list">${pairs.map(({ pair, level, start, price, text }) => html`<li>
      <b>${pair.map((seat) => asTitle(records, seat)).join(", ")}</b>
      <span class="muted">${level}${level < start ? ` of once ${start}` : ""}, ${price} room</span>
      <span class="muted block-text">${text}</span>
    </li>`)}</ul>`);
}

/** Say the worst that touches this delegation, or else the worst of all. */
function worst({ records, me }, pairs) {
  const own = pairs.find(({ pair }) => pair.includes(me));
  const { pair, level } = own ?? pairs[0];
  const names = pair.filter((seat) => seat !== me).map((seat) => code(records, seat)).join(", ");
  return `${own ? `you and ${names}` : names} ${level}`;
}
