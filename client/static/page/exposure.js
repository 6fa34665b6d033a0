// What each party risks under its promises, and to whom it answers.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { asTitle, code } from "../seats.js";
import { listed, many } from "../words.js";
import { ledger } from "./ledger.js";
import { href } from "./route.js";

/** Draw the ledger of exposure, where the scenario asks for one. */
export function exposure(page) {
  const { records } = page;
  const known = records["ledger/exposure"];
  if (!known?.asked) return nothing;
  return ledger(page, { id: "exposure", title: "Exposure", now: now(page, known) }, html`
    <ul class="plain-list">${known.parties.map((party) => row(records, party))}</ul>
    ${known.empty.map((text) => note(records, text, "has an empty line for", "; the index is weaker for it"))}
    ${known.eroding.map((text) => note(records, text, "loads only", ", and wears them out"))}`);
}

function now({ me }, { parties, empty, eroding }) {
  const own = parties.find(({ seat }) => seat === me);
  const promised = (own ? [own] : parties).reduce((sum, { lines }) => sum + lines.length, 0);
  const count = promised ? many(promised, "promise") : "nothing promised";
  const ill = empty.length + eroding.length;
  return `${own ? `you: ${count}` : count}${ill ? `, ${many(ill, "lopsided text")}` : ""}`;
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
