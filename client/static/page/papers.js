// All papers this viewer can see, in groups, with the way to a new one.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { ofKind } from "../net/model.js";
import { asTitle } from "../seats.js";
import { KINDS, STATUSES, listed } from "../words.js";
import { asCalled, callOf } from "./piles.js";
import { defaultTitle, startPaper } from "../composer/actions.js";
import { isUnfinished } from "../composer/paper.js";
import { href } from "./route.js";
import { audienceBadge, icon } from "./bits.js";

const GROUPS = [
  ["On the table", ({ status }) => status === "open"],
  ["Drafts", ({ status }) => status === "draft"],
  ["Concluded", ({ status }) => status === "concluded"],
];

const isPast = ({ status }) => ["declined", "lapsed", "withdrawn"].includes(status);

/** Draw the list of papers. */
export function papers(page) {
  const all = ofKind(page.records, "document");
  return html`<section class="papers" aria-labelledby="h-papers">
    <header class="papers-head"><h2 id="h-papers">Papers</h2>${newButton(page)}</header>
    ${all.length || localDrafts(page).length ? nothing : html`<p class="muted">Nothing lies on the table yet.</p>`}
    ${localDrafts(page).map((paper) => localRow(page, paper))}
    ${GROUPS.map(([title, belongs]) => group(page, title, asCalled(all.filter(belongs), page.table?.agenda ?? [])))}
    ${past(page, all.filter(isPast))}
  </section>`;
}

/** Papers begun here that the server has not got yet. */
const localDrafts = ({ drafts, records }) =>
  Object.values(drafts.value.papers).filter(({ id }) => !id || !records[`document/${id}`]);

const localRow = (page, paper) => html`<a class="paper-row is-draft" href=${href("compose", paper.key)}>
  <b class="label">new</b><span class="row-title">${paper.title || defaultTitle(page.records, paper)}</span>
  <span class="muted">${isUnfinished(paper) || !paper.clauses.length ? "begun, not saved yet" : "saving …"}</span></a>`;

/** The way to all papers and to a new one, above the one that is read. */
export const papersAbove = (page) => html`<header class="papers-head is-above"><a href=${href("papers")}>All papers</a>${newButton(page)}</header>`;

function newButton(page) {
  const draft = page.menu?.commands?.draft;
  if (!draft) return nothing;
  const isFull = draft.drafts_left <= localDrafts(page).length;
  return html`<button type="button" class="button is-small" ?disabled=${isFull} title=${isFull ? `At most ${draft.max_drafts} drafts of your own: drop one first.` : nothing} @click=${() => startPaper(page)}>${icon("plus")} New paper</button>`;
}

function group(page, title, documents) {
  if (!documents.length) return nothing;
  return html`<h3 class="papers-group">${title}</h3>
    ${documents.map((document) => row(page, document))}`;
}

function past(page, documents) {
  if (!documents.length) return nothing;
  const list = documents.sort((a, b) => (b.tabled_round ?? 0) - (a.tabled_round ?? 0) || a.label.localeCompare(b.label));
  return html`<details class="past"><summary class="papers-group">Past: ${documents.length} declined, lapsed or withdrawn</summary>
    ${list.map((document) => row(page, document))}</details>`;
}

function row({ records, me, table }, { id, label, title, kind, status, sponsors, addressees, audience, disclosed, fate }) {
  const waits = status === "open" && addressees.includes(me);
  const from = listed(sponsors.map((seat) => asTitle(records, seat)));
  const to = addressees.length ? ` to ${listed(addressees.map((seat) => asTitle(records, seat)))}` : "";
  const call = status === "open" ? callOf(table?.agenda ?? [], id) : "";
  return html`<a class="paper-row is-${status} is-${audience} ${waits ? "is-waiting" : ""}" href=${href("document", id)}>
    <b class="label">${label}</b><span class="row-title">${title}</span>
    <span class="muted">${audienceBadge({ audience, disclosed })} ${KINDS[kind] ?? "Paper"}, ${from}${to}${status === "concluded" || status === "open" || status === "draft" ? "" : ` · ${STATUSES[status]}`}${waits ? " · waits for your answer" : ""}${call ? ` · ${call}` : ""}${status === "open" && fate?.outcome === "fell" ? " · fell last round" : ""}</span>
  </a>`;
}
