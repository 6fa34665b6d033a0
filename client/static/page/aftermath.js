// The aftermath of a round as a story: one line a happening, in the order of the reckoning.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { ofKind } from "../net/model.js";
import { asTitle } from "../seats.js";
import { SEATS } from "../words.js";
import { closeView, exportLink, icon, term } from "./bits.js";
import { chain } from "./paper.js";
import { moved } from "./world.js";
import { href } from "./route.js";

const STEPS = {
  perform: "What was done",
  verify: "What was seen",
  accusations: "Who stood accused",
  actions: "What the capitals did",
  settle: "What was agreed",
  onus: "Who bears the onus",
  world: "How the world moved",
  end: "The end",
};

const TONES = { good: "check", bad: "cross", neutral: "dot", warn: "bang" };

/** Draw the aftermath of `round`. */
export function aftermath(page, round) {
  const record = page.records[`aftermath/${round}`];
  if (!record) return nothing;
  return html`<article class="paper aftermath" aria-labelledby="h-after">
    ${closeView()}
    <header class="paper-head"><h1 id="h-after">Aftermath of round ${record.round}</h1><p class="paper-sub">${summary(page, record)}</p></header>
    ${steps(record.lines).map(([step, lines]) => html`<section class="step"><h2>${STEPS[step] ?? step}</h2>
      <ul class="story">${lines.map((line) => happening(page, line))}</ul></section>`)}
    ${meters(record)} ${hashes(page, record)} ${foot(page, record)}
  </article>`;
}

function summary({ records }, { lines, round }) {
  const settled = ofKind(records, "document").filter(({ concluded_round: at }) => at === round).length;
  const fell = lines.filter(({ step, tone }) => step === "settle" && tone === "bad").length;
  return settled || fell ? `${settled} concluded · ${fell} fell` : "No paper was settled.";
}

/** Return [step, lines] in the order in which the lines came. */
function steps(lines) {
  const grouped = new Map();
  for (const line of lines) grouped.set(line.step, [...(grouped.get(line.step) ?? []), line]);
  return [...grouped];
}

function happening({ records }, { step, tone, text, detail, document, seat }) {
  const known = document && records[`document/${document}`];
  const place = known && detail.find((each) => each.startsWith(`${known.label},`));
  const because = detail.filter((each) => each !== place);
  return html`<li class="happening is-${tone} is-${step} ${seat ? `seat-${seat}` : ""}">
    <span class="mark">${icon(TONES[tone] ?? "dot")}</span>
    <div><p>${linked(text, known, place)}</p>${chain(because)}</div>
  </li>`;
}

/** The paper's label in the text is the way to the paper; without one the way follows the text. */
function linked(text, known, place) {
  if (!known) return text;
  const to = href("document", known.id);
  const at = text.indexOf(known.label);
  if (at < 0) return html`${text} <a class="place" href=${to}>${place ?? known.label}</a>`;
  return html`${text.slice(0, at)}<a href=${to}><span class="label">${known.label}</span> ${known.title}</a>${text.slice(at + known.label.length)}`;
}

const meters = ({ meters: list }) =>
  list.length
    ? html`<dl class="facts">${list.map((meter) => html`<div><dt>${meter.title}</dt><dd>${moved(meter)}</dd></div>`)}</dl>`
    : nothing;

function foot(page, { own, round }) {
  const rounds = ofKind(page.records, "aftermath").map((each) => each.round).sort((a, b) => a - b);
  return html`<footer class="paper-actions">
    ${own ? html`<span class="own">Your room <b>${own.latitude[0]} → ${own.latitude[1]}</b></span>` : nothing}
    ${rounds.filter((each) => each !== round).map((each) => html`<a class="button is-small" href=${href("aftermath", each)}>Round ${each}</a>`)}
    ${goOn(page, round)}
  </footer>`;
}

function goOn(page, round) {
  const ready = page.menu?.commands?.ready;
  if (page.table?.phase !== "reckoning" || page.table.round !== round) return nothing;
  if (page.table.status === "ended") return html`<a class="button is-main" href=${href("end")}>How it ended</a>`;
  if (!ready) return nothing;
  return html`<button type="button" class="button is-main" ?disabled=${ready.on} @click=${() => page.act({ kind: "ready", on: true })}>
    ${ready.on ? "Waiting for the others" : `On to round ${round + 1}`}</button>`;
}

/** The hashes of the round's sealed sheets: what somebody wrote down here, the debrief must open. */
function hashes(page, { round }) {
  const { records } = page;
  const published = records["ledger/commitments"]?.rounds.find((each) => each.round === round);
  if (!published) return nothing;
  return html`<details class="hashes"><summary>${term("sheet_commitment", "Hashes")} of the six sealed sheets</summary>
    <ul class="plain-list">${SEATS.map((seat) => html`<li class="seat-${seat}"><b class="seat-name">${asTitle(records, seat)}</b> <code>${published.sheets[seat]}</code></li>`)}</ul>
    <p class="row-buttons">${exportLink(page, "Save what you can read now")} <span class="muted fine">Whoever keeps this can show later that the record was not changed.</span></p></details>`;
}
