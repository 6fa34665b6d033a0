// The debrief's comparisons: how far from the best there was, who believed what, who kept faith.

import { html, nothing, svg } from "../vendor/lit-html/lit-html.js";
import { asTitle, inText } from "../seats.js";
import { listed, minus } from "../words.js";
import { maybe, term } from "./bits.js";
import { brierText, byDebtor, inWords, onScale, roundsOf } from "./tally.js";

/** Draw how far the result lies from the frontier and the Nash point, and what was left behind. */
export function frontier(page, { packages, seats, issues, to_nash: toNash, to_frontier: toFrontier, left_behind: left }) {
  return html`<section><h2>What could have been</h2>
    <p class="muted">All ${packages.toLocaleString("en")} packages of the scenario, valued by the six secret sheets. ${distanceText(toNash, toFrontier)}</p>
    <table class="results"><thead><tr><th>Delegation</th><th class="number">Reached</th>
        <th class="number">${term("nash", "Nash point")}</th><th class="number">${term("frontier", "Hurting nobody")}</th><th class="of-bar">From no deal to the most</th></tr></thead>
      <tbody>${seats.map((seat) => rangeRow(page, seat))}</tbody></table>
    <p class="muted fine of-bar">On the bars: filled to what was reached, a line at the Nash point, a ring where nobody is hurt.</p>
    ${toFrontier > 0 || toNash !== null ? issueTable(issues) : nothing}
    ${left.length ? html`<h3>Left on the table</h3><ul class="plain-list">${left.map((change) => leftRow(page, change))}</ul>` : nothing}
  </section>`;
}

function distanceText(toNash, toFrontier) {
  if (toFrontier === null) return "After a war there is nothing to compare.";
  const near = toFrontier > 0
    ? `On average ${toFrontier} percent more of each scale could be had at nobody's cost.`
    : "Nothing more could be had without a loss to somebody: the six reached the frontier.";
  if (toNash === null) return `${near} No package lies above every BATNA.`;
  return toNash > 0 ? `${near} The Nash point lies ${toNash} percent above the result on average.` : near;
}

/** Draw the packages issue by issue, beside what the game came to. */
const issueTable = (issues) => html`<details class="told"><summary>Issue by issue</summary><div class="scrolls" tabindex="0" role="group" aria-label="Packages issue by issue"><table class="results"><thead><tr><th>Issue</th><th>As it ended</th><th>Hurting nobody</th><th>Nash point</th></tr></thead>
  <tbody>${issues.map(({ title, reached, better, nash }) => html`<tr><th scope="row">${title}</th><td>${reached}</td><td>${better ?? "–"}</td><td>${nash ?? "–"}</td></tr>`)}</tbody></table></div></details>`;

function rangeRow({ records, me }, seat) {
  const at = (points) => Math.max(0, Math.min(100, onScale(points, seat)));
  return html`<tr class="seat-${seat.seat} ${seat.seat === me ? "is-mine" : ""}">
    <th scope="row" class="seat-name">${asTitle(records, seat.seat)}</th>
    <td class="number">${minus(seat.reached)}</td><td class="number">${seat.nash === null ? "–" : minus(seat.nash)}</td><td class="number">${seat.better === null ? "–" : minus(seat.better)}</td>
    <td class="of-bar"><svg class="result-bar is-wide" viewBox="-4 -2 128 14" aria-hidden="true">
      <rect class="track" width="120" height="10" rx="5"></rect><rect class="fill" width=${at(seat.reached) * 1.2} height="10" rx="5"></rect>
      ${seat.nash === null ? nothing : svg`<path class="nash-mark" d="M${at(seat.nash) * 1.2} -2 v14"></path>`}
      ${seat.better === null ? nothing : svg`<circle class="better-mark" cx=${at(seat.better) * 1.2} cy="5" r="3"></circle>`}</svg></td></tr>`;
}

const leftRow = ({ records }, { title, was, would, gains }) => html`<li><b>${title}</b>: “${would}” instead of “${was}” would have given
  ${listed(gains.map(({ seat, points }) => `${inText(records, seat)} ${points} more`))}, and taken nothing from anybody.</li>`;

/** Draw who was of which type, and who believed what. */
export function beliefs({ records }, { types, beliefs: told }) {
  if (!types.length) return nothing;
  return html`<section><h2>Hidden types, and who saw through them</h2>
    <ul class="plain-list">${types.map(({ seat, title, text, chosen, known_odds: known }) => html`<li class="seat-${seat}"><b class="seat-name">${asTitle(records, seat)}</b>: <b>${title}</b>. ${text}
      <span class="muted">${chosen ? "Chosen when the table was set up." : "Drawn."} Going by the odds known to all scores ${brierText(known)}.</span></li>`)}</ul>
    ${told.length ? html`<p class="muted">${term("brier", "Brier scores")}: 0.00 for sure and right, 2.00 for sure and wrong.</p>
    <table class="results"><thead><tr><th>Delegation</th><th>about</th><th>its odds on what was so, and score</th></tr></thead>
      <tbody>${told.map((each) => beliefRow(records, types, each))}</tbody></table>` : html`<p class="muted">Nobody wrote down a guess.</p>`}
  </section>`;
}

const guess = ({ round, odds, brier }, truth) => html`<span class="percent">round ${round}: ${odds[truth]} % (${brierText(brier)})</span>`;

function beliefRow(records, types, { seat, about, rounds }) {
  const truth = types.find((each) => each.seat === about).id;
  return html`<tr class="seat-${seat}"><th scope="row" class="seat-name">${asTitle(records, seat)}</th><td>${asTitle(records, about)}</td>
    <td>${guess(rounds.at(-1), truth)}${rounds.length > 1 ? html`<details><summary>${rounds.length - 1} before</summary>${rounds.slice(0, -1).map((each) => html`${guess(each, truth)}<br />`)}</details>` : nothing}</td></tr>`;
}

/** Draw who kept faith with whom, round by round. */
export function trust({ records }, { pairs }) {
  if (!pairs.length) return nothing;
  const rounds = roundsOf(pairs);
  return html`<section><h2>Trust over time</h2>
    <p class="muted">Promises that fell due in each round: kept above the line, broken below it; half tone: in part.</p>
    <div class="faith-charts">${byDebtor(pairs).map((each) => faithChart(records, rounds, each))}</div>
    <details class="told"><summary>Pair by pair</summary><div class="scrolls" tabindex="0" role="group" aria-label="Promises by pair and round"><table class="results"><thead><tr><th>By</th><th>to</th>${rounds.map((round) => html`<th>Round ${round}</th>`)}</tr></thead>
      <tbody>${pairs.map((pair) => pairRow(records, rounds, pair))}</tbody></table></div></details>
  </section>`;
}

const [BAR, HALF] = [14, 24];

function faithChart(records, rounds, { seat, rounds: sums }) {
  const most = Math.max(1, ...sums.map(({ kept, part, broken }) => Math.max(kept + part, broken)));
  const tall = (count) => (count * (HALF - 2)) / most;
  const say = sums.map((sum) => `round ${sum.round}: ${inWords(sum)}`).join("; ");
  return html`<figure class="seat-${seat}"><figcaption class="seat-name">${asTitle(records, seat)}</figcaption>
    <svg class="faith" viewBox="0 0 ${rounds.length * BAR} ${2 * HALF}" role="img" aria-label=${say}>
      ${svg`<path class="zero" d="M0 ${HALF} h${rounds.length * BAR}"></path>${sums.map(({ round, kept, part, broken }) => bars(rounds.indexOf(round) * BAR + 2, tall(kept), tall(part), tall(broken)))}`}
    </svg></figure>`;
}

const bars = (x, kept, part, broken) => svg`
  <rect class="kept" x=${x} y=${HALF - kept} width=${BAR - 4} height=${kept}></rect>
  <rect class="part" x=${x} y=${HALF - kept - part} width=${BAR - 4} height=${part}></rect>
  <rect class="broken" x=${x} y=${HALF} width=${BAR - 4} height=${broken}></rect>`;

function pairRow(records, rounds, { from, to, rounds: counts }) {
  return html`<tr class="seat-${from}"><th scope="row" class="seat-name">${asTitle(records, from)}</th><td>${asTitle(records, to)}</td>
    ${rounds.map((round) => html`<td>${maybe(counts.find((each) => each.round === round), inWords)}</td>`)}</tr>`;
}
