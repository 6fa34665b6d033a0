// What was heard of others: one's own book while the game runs, everybody's when it is over.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { asTitle } from "../seats.js";
import { ledger } from "./ledger.js";

/** Draw what our listeners brought, where any were sent. */
export function overheard(page) {
  const { records } = page;
  const heard = records["ledger/overheard"]?.heard ?? [];
  if (!heard.length) return nothing;
  return ledger(page, { id: "overheard", title: "Overheard", now: newest(heard) }, html`
    <ul class="plain-list">${heard.map((each) => row(records, each))}</ul>`);
}

const newest = (heard) => `round ${heard.at(-1).round}: ${heard.at(-1).text.length ? "something" : "nothing"}`;

/** Draw who listened to whom, in the debrief. */
export function whoListened({ records }, { heard }) {
  if (!heard.length) return nothing;
  return html`<section><h2>Who listened</h2>
    <ul class="plain-list">${heard.map((each) => row(records, each, html`<b>${asTitle(records, each.by)}</b> listened to `))}</ul></section>`;
}

const row = (records, { round, pair, text, label }, lead = nothing) => html`<li>
  ${lead}<b>${pair.map((seat) => asTitle(records, seat)).join(", ")}</b> <span class="muted">round ${round}${label ? `, paper ${label}` : ""}</span>
  <span class="muted block-text">${text.length ? text.join(" ") : "Nothing was heard."}</span></li>`;
