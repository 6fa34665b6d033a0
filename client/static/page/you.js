// What is one's own: what waits, room and onus, the brief, the score sheet, one's tenets.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { ofKind } from "../net/model.js";
import { asTitle, seatOf } from "../seats.js";
import { needs, nextSteps } from "./needs.js";
import { PHASES, minus, signed } from "../words.js";
import { newPrivate } from "./talking.js";
import { openChannel } from "./talk.js";
import { startPaper } from "../composer/actions.js";
import { closeView, icon, prose, term } from "./bits.js";
import { href } from "./route.js";
import { othersTypes, ownType } from "./types.js";

/** Draw what needs this delegation. */
export function needsYou(page) {
  const { records, me, menu, drafts } = page;
  const most = page.ui.wide.value ? 5 : 3;
  const all = needs({ records, me, menu, drafts: drafts.value, newPrivate: newPrivate(records, me, drafts.value.read, page.self), self: page.self });
  const list = page.isHead ? all : all.filter(isAnybodys);
  const next = nextSteps({ records, me, menu, drafts: drafts.value });
  return html`<section class="block needs" aria-labelledby="h-needs">
    <h2 id="h-needs">Needs you</h2>
    ${page.table?.status === "playing" ? html`<p class="phase-help"><b>${PHASES[page.table.phase].title}.</b> ${PHASES[page.table.phase].does}</p>` : nothing}
    ${page.isTeammate && page.isHead ? html`<p class="phase-help"><b>The head is away.</b> You sign and seal until it is back.</p>` : nothing}
    ${list.length ? html`<ul>${list.slice(0, most).map((item) => needRow(page, item))}</ul>${more(page, list.slice(most))}` : nothing}
    ${next.length ? html`<ul class="next">${next.map((item) => needRow(page, item))}</ul>` : nothing}
    ${list.length || next.length ? nothing : html`<p class="muted">${idle(page)}</p>`}
  </section>`;
}

/** What waits for everybody of a delegation, and not for its head alone. */
const isAnybodys = ({ id, channel }) => Boolean(channel) || ["brief", "aftermath", "news", "end", "advise"].includes(id);

const more = (page, list) =>
  list.length ? html`<details class="more"><summary>and ${list.length} more</summary><ul>${list.map((item) => needRow(page, item))}</ul></details>` : nothing;

const ACTS = {
  ready: (page) => page.act({ kind: "ready", on: true }),
  write: (page) => startPaper(page),
  petitions: (page) => toPlace(page, "h-petitions"),
  phase: (page) => toPlace(page, "h-phase"),
  seats: (page) => toPlace(page, "h-seats"),
  team: (page) => toPlace(page, "h-team", "you"),
  friends: (page) => toLedger(page, "friends"),
  chair: (page) => toLedger(page, "chair"),
};

function toLedger(page, id) {
  page.ui.folded.value = { ...page.ui.folded.value, [`ledger ${id}`]: true };
  toPlace(page, `h-ledger-${id}`);
}

/** Show a part of the page: beside the table, or on a phone under its tab; control has all its own under one. */
function toPlace(page, id, tab = "world") {
  page.ui.tab.value = page.me === "control" ? "you" : tab;
  if (page.ui.route.value.view) location.hash = "#/";
  requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView({ block: "start" }));
}

export function needRow(page, { strong, text, note, href: to, channel, act }) {
  const inside = html`<b>${strong}</b> ${text}${note ? html` <span class="muted">${note}</span>` : nothing}`;
  if (to) return html`<li><a class="need" href=${to}>${inside}</a></li>`;
  if (!channel && !act) return html`<li class="need">${inside}</li>`;
  const go = () => (channel ? openChannel(page, channel) : ACTS[act](page));
  return html`<li><button type="button" class="need" @click=${go}>${inside}</button></li>`;
}

function idle({ table }) {
  if (table?.status === "lobby") return "The table is not open yet. Read your brief; talk to the others.";
  if (table?.status === "ended") return "The talks are over.";
  return "Nothing waits for you.";
}

/** Draw the own standing in a few numbers, with the ways to brief and sheet. */
export function standing(page) {
  const seat = seatOf(page.records, page.me);
  const sheet = page.records["sheet/own"];
  return html`<section class="block standing seat-${page.me}" aria-labelledby="h-you">
    <h2 id="h-you">You: ${asTitle(page.records, page.me)}${page.isTeammate ? `, ${page.self?.title ?? ""}` : nothing}</h2>
    <dl class="numbers">
      <div><dt>${term("room", "Room")}</dt><dd>${minus(seat.latitude ?? "–")}</dd></div>
      <div><dt>${term("onus", "Onus")}</dt><dd>${seat.onus ?? 0}</dd></div>
      <div><dt>${term("support", "Support")}</dt><dd>${seat.support ?? "–"}</dd></div>
      ${sheet ? html`<div><dt>${term("points", "Points")}</dt><dd>${minus(sheet.points)}<small> of ${sheet.maximum}</small></dd></div>` : nothing}
    </dl>
    <p class="row-buttons"><a class="button is-small" href=${href("brief")}>Brief and sheet</a>${sealLink(page)}${aftermathLink(page)}</p>
  </section>`;
}

function sealLink(page) {
  if (page.menu?.commands?.advise?.desks && "room" in page.menu.commands.advise) return html`<a class="button is-small is-main" href=${href("seal")}>Advise on the sheet</a>`;
  if (!page.menu?.commands?.seal) return nothing;
  const sealed = page.records["instructions/own"]?.sealed;
  return html`<a class="button is-small ${sealed ? "" : "is-main"}" href=${href("seal")}>${icon("lock")} ${sealed ? "Sealed sheet" : "Seal the sheet"}</a>`;
}

function aftermathLink({ records }) {
  const last = Math.max(0, ...ofKind(records, "aftermath").map(({ round }) => round));
  return last ? html`<a class="button is-small" href=${href("aftermath", last)}>Last aftermath</a>` : nothing;
}

/** Draw the brief and the score sheet: one's own, or for control those of `seat`. */
export function brief(page, seat = null) {
  const whose = seat ?? page.me;
  const own = page.records[`brief/${seat ?? "own"}`];
  return html`<article class="paper brief" aria-labelledby="h-brief">
    ${closeView()}
    <header class="paper-head"><h1 id="h-brief">Brief: ${asTitle(page.records, whose)}</h1><p class="paper-sub">${page.isGuest ? "What you are here for." : `Secret. ${seat ? "Theirs alone." : "Yours alone."}`}</p></header>
    <div class="brief-text">${own ? prose(own.markdown) : html`<p>There is no brief for this seat.</p>`}</div>
    ${ownType(page.records[`sheet/${seat ?? "own"}`])}
    ${tenets(page, whose)} ${scoreSheet(page.records[`sheet/${seat ?? "own"}`])} ${othersTypes(page, whose)}
  </article>`;
}

/** Draw what a delegation stands on in public. */
export function tenets(page, seat) {
  const list = seatOf(page.records, seat).tenets ?? [];
  if (!list.length) return nothing;
  return html`<h2>${term("tenets", "What we stand on, in public")}</h2><ul class="tenets">${list.map(({ text }) => html`<li>${text}</li>`)}</ul>`;
}

/** Draw a score sheet: its lines, what counts now, and the mark to beat. */
export function scoreSheet(sheet) {
  if (!sheet) return nothing;
  return html`<section class="score" aria-label="Score sheet">
    <h2>${sheet.title}</h2>
    <p class="muted">If the game ended now: <b>${minus(sheet.points)}</b> points. ${term("batna", `Without any agreement: ${sheet.batna}.`)} Most possible: ${sheet.maximum}.</p>
    <table class="lines"><thead class="visually-hidden"><tr><th>What counts</th><th>Points</th><th>Now</th></tr></thead><tbody>
      ${sheet.lines.map(({ text, points, met }) => html`<tr class=${met ? "is-met" : ""}>
        <td>${text}</td><td class="number">${signed(points)}</td>
        <td class="met">${met ? html`${icon("check")}<span class="visually-hidden">true now</span>` : html`<span class="visually-hidden">not now</span>`}</td></tr>`)}
    </tbody></table>
  </section>`;
}
