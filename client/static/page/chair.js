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
    ${agenda.map((id) => html`<p>First comes ${paper(page.records, id)}: silence on it is blamed at once.</p>`)}
    ${choices(page)}`);
}

function now(page, convenor) {
  const first = page.table.agenda.map((id) => page.records[`document/${id}`]?.label ?? id).join(", ");
  const may = page.menu?.commands?.agenda?.documents?.length ? "; you may put a paper first" : "";
  return `${convenor === page.me ? "you" : asTitle(page.records, convenor)}${first ? `; first comes ${first}` : ""}${may}`;
}

const paper = (records, id) => html`<a class="label" href=${href("document", id)}>${records[`document/${id}`]?.label ?? id}</a>`;

/** What the chair may put first now, and the way to take it back. */
function choices(page) {
  const { documents = [] } = page.menu?.commands?.agenda ?? {};
  const { agenda } = page.table;
  const give = (ids) => page.act({ kind: "agenda", documents: ids });
  return html`${documents.filter((id) => !agenda.includes(id)).map((id) => html`<p>${paper(page.records, id)}
      <button type="button" class="button is-small" @click=${() => give([id])}>Put it first</button></p>`)}
    ${documents.length && agenda.length ? html`<button type="button" class="button is-small is-quiet" @click=${() => give([])}>Nothing comes first</button>` : nothing}`;
}
