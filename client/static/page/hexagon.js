// The six-sided table: seats, assurances, papers. Everything on it is a link to what it stands for.
// Where many papers lie they are drawn small, and what is settled between the same hands in one pile.

import { html, svg, nothing } from "../vendor/lit-html/lit-html.js";
import { asTitle, around, seatOf } from "../seats.js";
import { AUDIENCES, KINDS, STATUSES, listed, numeral } from "../words.js";
import { SIZES, curve, layout, placePapers } from "./geometry.js";
import { handsOf, isAwaiting, papersOnTable, piles, wordsOn } from "./piles.js";
import { readersIcon, readersPath } from "./bits.js";
import { href } from "./route.js";

const SHOWN = { wide: 12, narrow: 9 };
const CROWDED = 5;
// Each size of paper with how many piles it is for at most.
const SCALES = [["paper", CROWDED], ["medium", 9]];

/** Draw the table as `page.me` sees it, the own seat nearest. */
export function hexagon(page) {
  const name = page.ui.roomy.value ? "wide" : "narrow";
  const size = SIZES[name];
  const order = around(page.me, page.records["table/main"]?.host);
  const all = papersOnTable(page);
  const lying = (all.length > CROWDED ? piles(all) : all.map((document) => [document])).slice(0, SHOWN[name]);
  const plan = layout(size, order);
  const { spots, scale } = placed(lying, size, plan);
  const shown = lying.slice(0, spots.length);
  const detailed = name === "wide" && scale === "paper";
  return html`<nav class="hexagon ${page.ui.wide.value && page.ui.route.value.view ? "is-low" : ""}" aria-label="The table">
    <svg viewBox="0 0 ${size.width} ${size.height}" class="hexagon-${name}" role="group" aria-label=${summary(page, shown)}>
      <polygon class="rim" points=${plan.rim}></polygon>
      <polygon class="cloth" points=${plan.cloth}></polygon>
      ${cells(page).map((cell) => assurance(page, cell, plan))}
      ${spots.map((spot, i) => paper(page, shown[i], spot, detailed))}
      ${order.map((seat, i) => seatMark(page, seat, plan.seats[seat], size, i))}
    </svg>
    ${legend(all.length - shown.flat().length)}
  </nav>`;
}

const summary = (page, shown) =>
  `Six delegations around the table, ${numeral(shown.flat().length)} papers on it, ${numeral(cells(page).length)} assurances.`;

const cells = (page) => page.records["ledger/assurances"]?.cells ?? [];

function assurance(page, { from, to, level, words, text }, { edges, centre }) {
  const path = curve(edges[from], edges[to], centre);
  const label = `${asTitle(page.records, from)} assures ${asTitle(page.records, to)}: ${text ?? `level ${level}`}${words ? ", words only" : ""}`;
  return svg`<a class="assurance ${words ? "is-words" : ""}" href=${href("assurances", `${from}-${to}`)} aria-label=${label}>
    <title>${label}</title>
    <path class="assurance-hit" d=${path}></path>
    <path class="assurance-line" d=${path} stroke-width=${Math.min(1.2 + level * 0.7, 7)}></path>
    <circle class="assurance-end" cx=${edges[to].x} cy=${edges[to].y} r=${Math.min(2.4 + level * 0.4, 5)}></circle>
  </a>`;
}

/** Lay the piles out in the largest size in which all of them fit. */
function placed(lying, size, plan) {
  const lay = (scale) => placePapers(lying.map((pile) => spotOf(pile, size, scale)), plan);
  for (const [scale, most] of SCALES) {
    const spots = lying.length > most ? [] : lay(scale);
    if (spots.length === lying.length) return { spots, scale };
  }
  return { spots: lay("small"), scale: "small" };
}

function spotOf([document], size, scale) {
  const { w, h } = scale !== "paper" && document.status === "concluded" ? size.settled : size[scale];
  return { id: document.id, seats: handsOf(document), w, h };
}

function paper(page, [document, ...under], { x, y, w, h, turn }, detailed) {
  const waits = isAwaiting(document, page.me);
  const words = wordsOn(document, page);
  const label = under.length ? `${document.label} +${under.length}` : document.label;
  const shown = detailed
    ? { head: `${shortKind(document)} · ${label}`, foot: words.long }
    : { head: label, foot: words.short };
  return svg`<a class="paper-mark is-${readBy(document)} is-${document.status} ${waits ? "is-waiting" : ""}"
      href=${under.length ? href("papers") : href("document", document.id)} aria-label=${paperLabel(page, document, shown, under)}>
    <g transform="translate(${x} ${y}) rotate(${turn})">
      ${under.length ? svg`<rect class="sheet" x=${-w / 2 + 4} y=${-h / 2 - 4} width=${w} height=${h} rx="2"></rect>` : nothing}
      <rect class="sheet" x=${-w / 2} y=${-h / 2} width=${w} height=${h} rx="2"></rect>
      <text class="paper-label" y=${-h / 2 + Math.min(16, h * 0.4)}>${shown.head}</text>
      ${h >= LINED ? lines(w, h) : nothing}
      <text class="paper-status" y=${h / 2 - (h < 40 ? 6 : 8)}>${shown.foot}</text>
      <g class="paper-readers" transform="translate(${-w / 2 + 1} ${-h / 2 + 1})"><circle r="7"></circle><path transform="translate(-4.6 -4.6) scale(0.575)" d=${readersPath(readBy(document))}></path></g>
    </g>
  </a>`;
}

const readBy = ({ audience, disclosed }) => (disclosed ? "public" : audience);

// From which height a paper has room for a line of writing, and for two.
const LINED = 50;
const LINED_TWICE = 60;

const lines = (w, h) =>
  svg`<path class="paper-lines" d="M${-w / 2 + 10} ${-h / 2 + 26} h${w - 20} ${h < LINED_TWICE ? "" : `M${-w / 2 + 10} ${-h / 2 + 35} h${w - 34}`}"></path>`;

const shortKind = ({ kind, status }) => (status === "draft" ? "Draft" : (KINDS[kind] ?? "Paper"));

/** The name begins with what is seen on the paper, and goes on with what is in it. */
function paperLabel({ records }, document, { head, foot }, under) {
  const from = listed(document.sponsors.map((seat) => asTitle(records, seat)));
  return `${head} ${foot}: ${document.title}, ${KINDS[document.kind] ?? "paper"} from ${from}, ${AUDIENCES[document.audience].title.toLowerCase()}, ${STATUSES[document.status]}${under.length ? `, and ${numeral(under.length)} more between the same` : ""}`;
}

function seatMark(page, seat, { x, y }, size, i) {
  const record = seatOf(page.records, seat);
  const mine = seat === page.me;
  const above = i >= 2 && i <= 4;
  const labelY = above ? y - size.seat - 9 : y + size.seat + 16;
  const name = `${asTitle(page.records, seat)}${mine ? " · you" : ""}`;
  const state = `${mine ? "is-mine" : ""} ${record.present || record.bot ? "" : "is-away"} ${record.walked_out ? "is-out" : ""}`;
  return svg`<g class="seat-mark seat-${seat} ${state}">
    <a href=${href("seat", seat)} aria-label=${seatLabel(name, record)}>
      <circle class="seat-disc" cx=${x} cy=${y} r=${size.seat}></circle>
      <text class="seat-label" x=${x} y=${labelY}>${name}</text>
    </a>
    <g aria-hidden="true">
      <text class="seat-code" x=${x} y=${y + 4}>${record.code}</text>
      ${badge(record, x + size.seat * 0.72, y - size.seat * 0.72)}
      ${record.walked_out ? svg`<text class="seat-out" x=${x} y=${labelY + (above ? -14 : 14)}>walked out</text>` : nothing}
    </g>
  </g>`;
}

function badge({ ready, bot, present, walked_out: out }, x, y) {
  if (out) return svg`<g class="badge is-out" transform="translate(${x} ${y})"><circle r="8"></circle><path d="M-3 -3 L3 3 M3 -3 L-3 3"></path></g>`;
  if (ready && !bot) return svg`<g class="badge is-ready" transform="translate(${x} ${y})"><circle r="8"></circle><path d="M-3.5 .5 L-1 3 L4 -2.5"></path></g>`;
  if (bot) return svg`<g class="badge is-bot" transform="translate(${x} ${y})"><circle r="8"></circle><path d="M-3.5 -2 H3.5 V3 H-3.5 Z M0 -4.5 V-2"></path></g>`;
  return svg`<g class="badge ${present ? "is-here" : "is-gone"}" transform="translate(${x} ${y})"><circle r="6"></circle></g>`;
}

function seatLabel(shown, { name, bot, present, ready, walked_out: out }) {
  const parts = [shown, name];
  parts.push(bot ? "played by a bot" : present ? "present" : "absent");
  if (ready && !bot) parts.push("ready");
  if (out) parts.push(`walked out: ${out.title}`);
  return parts.join(", ");
}

function legend(more) {
  return html`<p class="legend">
    <span><i class="swatch is-assurance"></i>assurance</span>
    <span><i class="swatch is-words"></i>words only</span>
    ${["secret", "closed", "public"].map((audience) => html`<span><i class="swatch is-${audience}">${readersIcon(audience)}</i>${audience}</span>`)}
    ${more > 0 ? html`<a href=${href("papers")}>and ${numeral(more)} more ${more === 1 ? "paper" : "papers"}</a>` : nothing}
  </p>`;
}
