// What each party risks under its promises, and to whom it answers.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { asTitle, code } from "../seats.js";
import { listed, many } from "../words.js";
import { term } from "./bits.js";
import { href } from "./route.js";

/** Draw the ledger of exposure, where the scenario asks for one. */
export function exposure({ records }) {
  const ledger = records["ledger/exposure"];
  if (!ledger?.asked) return nothing;
  return html`<section class="block" aria-labelledby="h-exposure">
    <h2 id="h-exposure">${term("exposure", "Exposure")} <small>who has promised what to whom</small></h2>
    <ul class="plain-list">${ledger.parties.map((party) => row(records, party))}</ul>
    ${ledger.empty.map((text) => note(records, text, "has an empty line for", "; the index is weaker for it"))}
    ${ledger.eroding.map((text) => note(records, text, "loads only", ", and wears them out"))}
  </section>`;
}

const row = (records, { seat, lines }) => html`<li><b>${asTitle(records, seat)}</b>
  ${lines.length
    ? html`<details><summary>${many(lines.length, "promise")}</summary><ul class="plain-list">${lines.map((line) => promise(records, line))}</ul></details>`
    : html`<span class="muted">nothing promised</span>`}</li>`;

const promise = (records, { document, label, title, answers_to: to }) => html`<li>
  <a href=${href("document", document)}>${label}</a> ${title}
  <span class="muted">${to.length ? `answers to ${to.map((seat) => code(records, seat)).join(", ")}` : "answers to nobody"}</span></li>`;

const note = (records, { document, label, seats }, does, end) => html`<p><a href=${href("document", document)}>${label}</a>
  ${does} ${listed(seats.map((seat) => asTitle(records, seat)))}${end}.</p>`;
