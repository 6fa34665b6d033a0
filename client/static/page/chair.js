// The chair of the talks: who has it, what comes first, and whether the dialogue it is judged by is open.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { asTitle } from "../seats.js";
import { ledger } from "./ledger.js";
import { href } from "./route.js";

/** Draw the chair, where the scenario has one. */
export function chair(page) {
  const { convenor, agenda, dialogue_round: opened } = page.table ?? {};
  if (!convenor) return nothing;
  return ledger(page, { id: "chair", title: "The chair", now: now(page, convenor) }, html`
    ${opened ? html`<p>The dialogue of the region opened in round ${opened}.</p>` : nothing}
    ${agenda.length ? html`<ol class="called">${agenda.map((id) => html`<li>${paper(page.records, id)} ${toFront(page, id)}</li>`)}</ol><p class="muted">Silence on the first is blamed at once. Of several good offers left lying, the one called first is the one blamed for.</p>` : nothing}
    ${choices(page)}`);
}

function now(page, convenor) {
  const first = page.table.agenda.map((id) => page.records[`document/${id}`]?.label ?? id).join(", ");
  const may = page.menu?.commands?.agenda?.documents?.length ? "; you may call the papers" : "";
  return `${convenor === page.me ? "you" : asTitle(page.records, convenor)}${first ? `; called: ${first}` : ""}${may}`;
}

function paper(records, id) {
  const { label = id, title = "" } = records[`document/${id}`] ?? {};
  return html`<a class="label" href=${href("document", id)}>${label}</a> ${title}`;
}

const give = (page, documents) => page.act({ kind: "agenda", documents });

const button = (page, id, text, documents) => html`<button type="button" class="button is-small"
  aria-label="${text}: ${page.records[`document/${id}`]?.label ?? id}" @click=${() => give(page, documents)}>${text}</button>`;

/** Who chairs may call first what it has called later. */
function toFront(page, id) {
  const { documents = [] } = page.menu?.commands?.agenda ?? {};
  const open = page.table.agenda.filter((each) => documents.includes(each));
  if (open.indexOf(id) < 1) return nothing;
  return button(page, id, "Call it first", [id, ...open.filter((each) => each !== id)]);
}

/** What the chair may call next or first now, and the way to take it back. */
function choices(page) {
  const { documents = [] } = page.menu?.commands?.agenda ?? {};
  const { agenda } = page.table;
  const open = agenda.filter((id) => documents.includes(id));
  return html`${documents.filter((id) => !agenda.includes(id)).map((id) => html`<p class="to-call">${paper(page.records, id)}
      <span class="row-buttons">${button(page, id, "Call it first", [id, ...open])}
      ${open.length ? button(page, id, "Call it next", [...open, id]) : nothing}</span></p>`)}
    ${documents.length && agenda.length ? html`<button type="button" class="button is-small is-quiet" @click=${() => give(page, [])}>Call none</button>` : nothing}`;
}
