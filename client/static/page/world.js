// The world column: meters with their history, assurances, grounds, agreements, news.

import { html, svg, nothing } from "../vendor/lit-html/lit-html.js";
import { ofKind } from "../net/model.js";
import { asTitle, code } from "../seats.js";
import { newestFirst } from "./newest.js";
import { SEATS, many, signed } from "../words.js";
import { closeView, icon } from "./bits.js";
import { ledger } from "./ledger.js";
import { href } from "./route.js";

export function meters(page) {
  const all = ofKind(page.records, "meter");
  if (!all.length) return nothing;
  return html`<section class="block" aria-labelledby="h-world">
    <h2 id="h-world">World</h2>
    <ul class="meters">${all.map((meter) => meterRow(page, meter))}</ul>
  </section>`;
}

function meterRow(page, meter) {
  const open = page.ui.folded.value[meter.name] ?? false;
  return html`<li class="meter">
    <button type="button" class="meter-head" aria-expanded=${open} @click=${() => unfold(page, meter.name)}>
      <span class="meter-title">${meter.title}</span>
      ${spark(meter)}
      <span class="meter-value">${meter.value}</span>
      ${delta(meter)}
    </button>
    ${open
      ? html`<p class="meter-more">${meter.help}${meter.cause ? html` <span class="cause">Last moved by: ${meter.cause}</span>` : nothing}</p>`
      : nothing}
  </li>`;
}

function unfold(page, name) {
  page.ui.folded.value = { ...page.ui.folded.value, [name]: !page.ui.folded.value[name] };
}

/** Draw the line of a meter's history. */
export function spark({ history, value, min, max }) {
  const points = history.at(-1) === value ? history : [...history, value];
  const [w, h] = [64, 20];
  const x = (i) => (points.length < 2 ? w - 4 : 3 + (i * (w - 7)) / (points.length - 1));
  const [low, high] = span(points, min, max);
  const y = (each) => h - 4 - ((each - low) / (high - low)) * (h - 8);
  const path = points.map((each, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(each).toFixed(1)}`).join(" ");
  return html`<svg class="spark" viewBox="0 0 ${w} ${h}" aria-hidden="true">
    ${svg`<path d=${path}></path><circle cx=${x(points.length - 1)} cy=${y(points.at(-1))} r="2.2"></circle>`}
  </svg>`;
}

/** What the line shows: its own values, in no less than a quarter of what there can be. */
function span(points, min, max) {
  const [low, high] = [Math.min(...points), Math.max(...points)];
  const spare = Math.max(0, Math.max(1, max - min) / 4 - (high - low)) / 2;
  return [low - spare, high + spare];
}

function delta({ delta: by, good }) {
  if (!by) return html`<span class="delta is-still"><span aria-hidden="true">·</span> 0</span>`;
  const better = good && (good === "high") === by > 0;
  const tone = good ? (better ? "is-good" : "is-bad") : "";
  return html`<span class="delta ${tone}">${icon(by > 0 ? "up" : "down")}<span class="visually-hidden">${by > 0 ? "up" : "down"}${good ? (better ? ", better" : ", worse") : ""}</span> ${Math.abs(by)}</span>`;
}

export function assurances(page) {
  const known = page.records["ledger/assurances"];
  if (!known) return nothing;
  const chosen = page.ui.cell.value;
  const now = `index ${known.index} of 10, ceiling ${known.ceiling}`;
  return ledger(page, { id: "assurance", title: "Assurances", now, open: page.me === "observer" }, html`
    <table class="matrix">
      <thead><tr><td></td>${SEATS.map((to) => html`<th scope="col" class="seat-${to}">${code(page.records, to)}</th>`)}</tr></thead>
      <tbody>${SEATS.map((from) => matrixRow(page, known.cells, from))}</tbody>
    </table>
    <p class="matrix-say" aria-live="polite">${chosen ? cellText(page, known.cells, chosen) : known.ceiling_text}</p>`);
}

function matrixRow(page, cells, from) {
  return html`<tr>
    <th scope="row" class="seat-${from}">${code(page.records, from)}</th>
    ${SEATS.map((to) => html`<td>${matrixCell(page, cells.find((cell) => cell.from === from && cell.to === to), from, to)}</td>`)}
  </tr>`;
}

function matrixCell(page, cell, from, to) {
  if (from === to) return html`<span class="cell is-self"></span>`;
  if (!cell) return html`<span class="cell"><span class="visually-hidden">none</span></span>`;
  const key = `${from}-${to}`;
  return html`<button
    type="button"
    class="cell is-${Math.min(cell.level, 4)} ${cell.words ? "is-words" : ""}"
    aria-label="${asTitle(page.records, from)} to ${asTitle(page.records, to)}: level ${cell.level}${cell.words ? ", words only" : ""}"
    aria-pressed=${page.ui.cell.value === key}
    @click=${() => { page.ui.cell.value = page.ui.cell.value === key ? null : key; }}
  >${cell.level}</button>`;
}

function cellText(page, cells, key) {
  const [from, to] = key.split("-");
  const cell = cells.find((each) => each.from === from && each.to === to);
  if (!cell) return nothing;
  return html`<b>${asTitle(page.records, from)} to ${asTitle(page.records, to)}:</b> ${cell.text}${cell.words ? " Words only: nothing done bears it out yet." : ""}`;
}

export function agreements(page) {
  const list = page.records["ledger/agreements"]?.agreements ?? [];
  const breaches = page.records["ledger/breaches"]?.breaches ?? [];
  if (!list.length && !breaches.length) return nothing;
  const now = `${list.length} concluded${breaches.length ? `, ${many(breaches.length, "breach", "breaches")}` : ""}`;
  return ledger(page, { id: "agreed", title: "Agreements", now }, html`<ul class="plain-list">
      ${list.map(({ document, label, title, format, round }) => html`<li>
        <a href=${href("document", document)}><b>${label}</b> ${title}</a>
        <span class="muted">${format.map((seat) => code(page.records, seat)).join(", ")} · round ${round}</span>
      </li>`)}
      ${breaches.map(({ round, text }) => html`<li class="breach">${icon("bang")} ${text} <span class="muted">round ${round}</span></li>`)}
    </ul>`);
}

export function grounds(page) {
  const list = [...(page.records["ledger/grounds"]?.grounds ?? [])].sort((a, b) => matter(b, page.me) - matter(a, page.me));
  if (!list.length) return nothing;
  const own = list.filter(({ open, seats }) => open && seats.includes(page.me)).length;
  const open = list.filter((ground) => ground.open).length;
  return ledger(page, { id: "grounds", title: "Bolt holes", now: page.isPlayer ? `${own} open to you` : `${open} of ${list.length} open` }, html`
    <ul class="plain-list">
      ${list.map((ground) => html`<li>
        <span class="ground ${ground.open ? "is-open" : ""}">${ground.open ? "open" : "closed"}</span>
        <b>${ground.title}</b> <span class="muted">${ground.seats.map((seat) => code(page.records, seat)).join(", ")}</span>
        <span class="muted block-text">${ground.closed_by}</span>
      </li>`)}
    </ul>`);
}

/** One's own grounds before those of others, open ones before closed ones. */
const matter = ({ open, seats }, me) => (seats.includes(me) ? 2 : 0) + (open ? 1 : 0);

const NEWS_MOST = 3;

export function news(page) {
  const list = newestFirst(page.records);
  if (!list.length) return nothing;
  return html`<section class="block" aria-labelledby="h-news">
    <h2 id="h-news">News</h2>
    <ul class="plain-list news">${list.slice(0, NEWS_MOST).map(newsItem)}</ul>
    ${list.length > NEWS_MOST ? html`<p><a href=${href("news")}>All ${list.length} news</a></p>` : nothing}
  </section>`;
}

const newsItem = ({ round, title, text, effects }) => html`<li>
  <span class="muted">Round ${round}</span> <b>${title}</b>
  <span class="block-text">${text}</span>
  ${effects?.length ? html`<span class="muted block-text">${effects.join(" · ")}</span>` : nothing}
</li>`;

/** Draw all the news as a paper. */
export const newsView = (page) => html`<article class="paper" aria-labelledby="h-all-news">
  ${closeView()}
  <header class="paper-head"><h1 id="h-all-news">News</h1></header>
  <ul class="plain-list news">${newestFirst(page.records).map(newsItem)}</ul>
</article>`;

export const moved = ({ from, to }) => (from === to ? `${to}` : `${from} → ${to} (${signed(to - from)})`);
