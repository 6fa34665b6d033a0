// After the end: the outcome, everybody's score, what was promised and kept, what stood and why.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { asTitle } from "../seats.js";
import { OUTCOMES, deedOf, many, minus } from "../words.js";
import { closeView, exportLink, icon, maybe, term } from "./bits.js";
import { chain, nearMisses } from "./paper.js";
import { scoreSheet } from "./you.js";
import { href } from "./route.js";
import { beliefs, frontier, trust } from "./hindsight.js";
import { whoListened } from "./overheard.js";
import { advice } from "../seal/advice.js";
import { reasons } from "./reasons.js";
import { runs } from "./runs.js";
import { againButton } from "./solo.js";

/** Draw how it ended. */
export function end(page) {
  const { table, records } = page;
  if (!table?.outcome) return nothing;
  return html`<article class="paper the-end" aria-labelledby="h-end">
    ${closeView()}
    <header class="paper-head"><h1 id="h-end">${table.outcome.title}</h1></header>
    <p class="lead">${table.outcome.text}</p>
    ${maybe(records["debrief/result"], (result) => scores(page, result))}
    ${maybe(records["debrief/frontier"], (told) => frontier(page, told))}
    ${maybe(records["debrief/beliefs"], (told) => beliefs(page, told))}
    ${maybe(records["debrief/trust"], (told) => trust(page, told))}
    ${maybe(records["debrief/promises"], (kept) => promises(page, kept.promises))}
    ${maybe(records["debrief/settlements"], (settled) => settlements(settled.rounds))}
    ${reasons(page)} ${advice(page)}
    ${maybe(records["debrief/sheets"], (sheets) => allSheets(page, sheets.sheets))}
    ${maybe(records["debrief/overheard"], (told) => whoListened(page, told))}
    ${maybe(records["debrief/commitments"], (opened) => commitments(page, opened.rounds))}
    ${(records["debrief/result"]?.origins ?? []).map(({ table: origin, key }) => html`<p class="muted fine">A fork: it began at the table ${origin}, whose key was <code>${key}</code>.</p>`)}
    ${maybe(records["debrief/result"], ({ key }) => html`<p class="muted fine">${term("commitment", "The table's key")}, behind every draw of chance: <code>${key}</code>. Promised at the start as <code>${table.seed_commitment}</code>.</p>`)}
    <p class="row-buttons">${exportLink(page, page.me === "control" ? "Save the record" : "Save what you could read")}</p>
    ${againButton(page)}
  </article>`;
}

function scores(page, { seats, reliability, responsibility }) {
  return html`<section><h2>Results</h2>
    ${maybe(responsibility, (text) => html`<p class="warn">${text}</p>`)}
    <p class="muted">A result is how far a delegation came from what it had without any agreement (0 %) to the most its sheet allows (100 %). ${reliability?.due ? `${reliability.kept} of ${reliability.due} promises that fell due were kept.` : ""}</p>
    <table class="results"><thead><tr><th>Delegation</th><th class="number">Points</th><th class="number">No deal</th><th class="number">Most</th><th>Result</th><th class="number">Kept</th></tr></thead>
      <tbody>${seats.map((seat) => scoreRow(page, seat))}</tbody></table>
  </section>`;
}

function scoreRow({ records, me }, { seat, points, batna, maximum, result, reliability }) {
  return html`<tr class="seat-${seat} ${seat === me ? "is-mine" : ""}">
    <th scope="row" class="seat-name">${asTitle(records, seat)}</th><td class="number">${minus(points)}</td><td class="number">${batna}</td><td class="number">${maximum}</td>
    <td><svg class="result-bar" viewBox="0 0 120 10" aria-hidden="true"><rect class="track" width="120" height="10" rx="5"></rect><rect class="fill" width=${Math.max(0, Math.min(120, result * 1.2))} height="10" rx="5"></rect></svg> <span class="percent">${minus(result)} %</span></td>
    <td class="number">${reliability?.due ? `${reliability.kept} of ${reliability.due}` : "–"}</td>
  </tr>`;
}

/** So few promises are shown at once; of more, those that were broken or kept in part. */
const KEPT_SHORT = 8;

function promises(page, list) {
  const due = list.filter(({ rounds }) => rounds.length);
  const [kept, poor] = [due.filter(inFull), due.filter((each) => !inFull(each))];
  const idle = list.filter(({ rounds }) => !rounds.length);
  return html`<section><h2>Who kept what</h2>
    ${due.length ? nothing : html`<p class="muted">Nothing was promised that fell due.</p>`}
    ${poor.length ? promiseList(page, poor) : nothing}
    ${kept.length ? html`<details class="told" ?open=${list.length <= KEPT_SHORT}><summary>${poor.length ? `${many(kept.length, "other promise")} kept in full` : `${many(kept.length, "promise")}, all kept in full`}</summary>${promiseList(page, kept)}</details>` : nothing}
    ${idle.length ? html`<details class="told"><summary>${many(idle.length, "promise")} that never fell due</summary>${promiseList(page, idle)}</details>` : nothing}</section>`;
}

const inFull = ({ rounds }) => rounds.every(({ outcome }) => outcome === "performed");

const promiseList = (page, list) => html`<ul class="plain-list promises">${list.map(({ document, label, debtor, text, rounds }) => html`<li class="seat-${debtor}">
  <p><a class="label" href=${href("document", document)}>${label}</a> <b class="seat-name">${asTitle(page.records, debtor)}</b>: ${deedOf(text)}.</p>
  <p>${runs(rounds).map(delivery)}</p></li>`)}</ul>`;

const delivery = ({ from, to, outcome, verified, known }) => html`<span class="delivery is-${outcome}">
  ${icon(outcome === "performed" ? "check" : outcome === "evaded" ? "cross" : "query")}
  ${from === to ? `round ${from}` : `rounds ${from} to ${to}`}: ${OUTCOMES[outcome] ?? outcome}${verified ? ", verified" : ""}${outcome === "evaded" ? `, ${KNOWN[known] ?? ""}` : ""}</span>`;

const KNOWN = { all: "seen by all", some: "seen by some", nobody: "seen by nobody" };

function settlements(rounds) {
  const busy = rounds.filter(({ documents }) => documents.length);
  return html`<section><h2>What stood, and why</h2>
    <p class="muted">${term("settlement", "Settlement")} takes all promises at once. Beside it: “you first”, the world in which everybody waits for somebody else to begin.</p>
    ${busy.length ? nothing : html`<p class="muted">Nothing was ever on the table.</p>`}
    ${busy.map(({ round, documents }) => html`<details class="told"><summary>Round ${round}: ${stood(documents)}</summary><ul class="plain-list">${documents.map(settled)}</ul></details>`)}
  </section>`;
}

function stood(documents) {
  const up = documents.filter(({ fate }) => fate?.outcome === "concluded").length;
  return [up ? `${up} stood` : "", documents.length - up ? `${documents.length - up} fell` : ""].filter(Boolean).join(", ");
}

const settled = ({ document, label, title, fate, you_first: alone }) => html`<li class="fate is-${fate?.outcome}">
  <p><a class="label" href=${href("document", document)}>${label}</a> <b>${title}</b> ${fate?.text ?? ""}
  ${alone ? html`<span class="chip">stands in “you first” too</span>` : fate?.outcome === "concluded" ? html`<span class="chip">would not stand in “you first”</span>` : nothing}</p>
  ${fate ? html`${chain(fate.chain)}${nearMisses(fate)}` : nothing}</li>`;

const allSheets = (page, sheets) => html`<section><h2>The secret sheets</h2>
  ${sheets.map((sheet) => html`<details class="told sheet-of seat-${sheet.seat}"><summary><b class="seat-name">${asTitle(page.records, sheet.seat)}</b>: ${sheet.points} points</summary>${scoreSheet(sheet)}</details>`)}
</section>`;

const commitments = (page, rounds) => (rounds.length ? html`<section><h2>The sealed sheets</h2>
  <p class="muted">Each sheet was promised by its ${term("sheet_commitment", "hash")} when the capitals ended. The salt opens it.</p>
  ${rounds.map(({ round, sheets }) => html`<details class="told"><summary>Round ${round}</summary><ul class="plain-list">${sheets.map((each) => openedSheet(page, each))}</ul></details>`)}
</section>` : nothing);

const openedSheet = (page, { seat, commitment, salt, sheet }) => html`<li class="seat-${seat}"><p><b class="seat-name">${asTitle(page.records, seat)}</b>
  ${sheet === "{}" ? "standing instructions" : html`<code>${sheet}</code>`}</p>
  <p class="muted fine">Salt <code>${salt}</code>, hash <code>${commitment}</code></p></li>`;
