// Accusations under a clause: who made one, what came of it, and the way to make one.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { asTitle } from "../seats.js";
import { icon } from "./bits.js";

const OUTCOMES = { found: "inspectors found it broken", empty: "inspectors found nothing amiss", refused: "the inspection was refused" };

/** Draw the accusations made under a clause, the latest last. */
export function accusations({ records }, clause) {
  const made = (records["ledger/accusations"]?.accusations ?? []).filter((each) => each.clause === clause);
  if (!made.length) return nothing;
  return html`<ul class="accusations">${made.map(({ text, round, outcome }) => html`<li>${icon("bang")} ${text}
    <span class="muted">round ${round}: ${OUTCOMES[outcome] ?? "not answered yet"}</span></li>`)}</ul>`;
}

/** Draw the two ways to accuse the debtor of a clause, where the menu offers it. */
export function accuse(page, clause) {
  const offered = page.menu?.commands?.accuse?.clauses?.[clause];
  if (!offered) return nothing;
  const sending = page.isSending((command) => command.kind === "accuse" && command.clause === clause);
  const button = (evidence, text) => html`<button type="button" class="button is-quiet is-small" ?disabled=${sending}
    @click=${() => page.act({ kind: "accuse", clause, evidence })}>${text}</button>`;
  return html`<details class="accuse"><summary>Accuse ${asTitle(page.records, offered.debtor)} of having broken this</summary>
    <p class="muted">All who may read this paper hear it. It must let inspectors in, or refuse and bear the blame; where they find nothing the blame is ours. Evidence we do not have is a bluff.</p>
    ${button(false, "Accuse")} ${button(true, "Accuse, and say that we have evidence")}</details>`;
}
