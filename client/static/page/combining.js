// Declarations combined into a joint assurance: which are one, what is proposed, and the way to agree.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { asTitle, inText } from "../seats.js";
import { listed } from "../words.js";
import { href } from "./route.js";

/** Draw what a declaration is combined with, what of that was said this round, and the ways to agree. */
export function combined(page, document) {
  const offers = (page.menu?.commands?.combine?.sets ?? []).filter((set) => set.includes(document.id));
  const proposals = document.proposed_with.filter(({ round }) => round === page.table.round);
  if (!document.combined_with.length && !proposals.length && !offers.length) return nothing;
  return html`<section class="combined" aria-label="Joint assurance">
    ${document.combined_with.length ? html`<p>A joint assurance with ${papers(page, document.combined_with)}: only all of them together can leave it.${leaving(page, document)}</p>` : nothing}
    ${proposals.map(({ documents, agreed }) => html`<p>${names(page, agreed)} would combine it with ${papers(page, others(document, documents))}. All who declare them must agree in this round.</p>`)}
    ${offers.map((set) => button(page, document, set, proposals))}
  </section>`;
}

const others = ({ id }, documents) => documents.filter((each) => each !== id);

const names = ({ records }, seats) => listed(seats.map((seat) => asTitle(records, seat)));

const papers = ({ records }, ids) => html`${ids.map((id, i) => html`${i ? ", " : ""}<a href=${href("document", id)}>${records[`document/${id}`].label}</a>`)}`;

function leaving({ records, table }, { leaving: said }) {
  if (said?.round !== table.round) return nothing;
  return html` <b>${listed(said.seats.map((seat) => inText(records, seat)))}</b> would leave it in this round.`;
}

function button(page, document, set, proposals) {
  const isProposed = proposals.some(({ documents }) => documents.join() === set.join());
  const text = `${isProposed ? "Agree to combine it with" : "Propose to combine it with"} ${others(document, set).map((id) => page.records[`document/${id}`].label).join(", ")}`;
  const sending = page.isSending((command) => command.kind === "combine" && command.documents.join() === set.join());
  return html`<button type="button" class="button ${isProposed ? "is-main" : "is-quiet is-small"}" ?disabled=${sending}
    @click=${() => page.act({ kind: "combine", documents: set })}>${sending ? "Sending …" : text}</button>`;
}
