// What one delegation assures another of: the ledger's words for one line on the table.

import { html } from "../vendor/lit-html/lit-html.js";
import { asTitle } from "../seats.js";
import { closeView, term } from "./bits.js";

const KINDS = {
  intent: "intent",
  nuclear: "nuclear weapons",
  conventional: "conventional arms",
  posture: "military posture",
  statecraft: "other statecraft",
};

/** Draw the assurance "from-to". */
export function assuranceView(page, id) {
  const [from, to] = id.split("-");
  const cell = page.records["ledger/assurances"]?.cells.find((each) => each.from === from && each.to === to);
  return html`<article class="paper" aria-labelledby="h-assurance">
    ${closeView()}
    <header class="paper-head"><h1 id="h-assurance">${asTitle(page.records, from)} assures ${asTitle(page.records, to)}</h1></header>
    ${cell
      ? html`<p class="lead">${cell.text}</p>
          <dl class="facts"><div><dt>Level</dt><dd>${cell.level}</dd></div><div><dt>Of what</dt><dd>${cell.kinds.map((kind) => KINDS[kind] ?? kind).join(", ")}</dd></div>
          <div><dt>${term("assurance", "Borne out")}</dt><dd>${cell.words ? "words only, so far" : "by what was done"}</dd></div></dl>`
      : html`<p>Nothing is assured here now.</p>`}
  </article>`;
}
