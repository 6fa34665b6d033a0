// One delegation as the world knows it: standing, positions, papers, and the way to talk to it.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { ofKind } from "../net/model.js";
import { BANDS, CLAUSE_STATUSES, SEATS } from "../words.js";
import { inText, seatOf } from "../seats.js";
import { whileAway } from "./absence.js";
import { closeView, maybe, term } from "./bits.js";
import { openChannel } from "./talk.js";
import { channelId } from "./talking.js";
import { href } from "./route.js";

/** Draw the delegation `seat`. */
export function seatView(page, seat) {
  if (!SEATS.includes(seat)) return nothing;
  const record = seatOf(page.records, seat);
  return html`<article class="paper seat-view seat-${seat}" aria-labelledby="h-seat">
    ${closeView()}
    <header class="paper-head"><h1 id="h-seat">${record.name}</h1><p class="paper-sub">${presence(record)}</p></header>
    ${maybe(record.walked_out, (out) => html`<p class="warn">Walked out in round ${out.round}: ${out.title}.</p>`)}
    <dl class="facts">
      <div><dt>${term("onus", "Onus")}</dt><dd>${record.onus}</dd></div>
      <div><dt>${term("support", "Support")}</dt><dd>${record.support}</dd></div>
      <div><dt>${term("room", "Room")}</dt><dd>${record.latitude ?? BANDS[record.band] ?? "not known"}</dd></div>
    </dl>
    ${maybe(record.government, (text) => html`<p>${text}</p>`)}
    ${maybe(record.succession, ({ title, text, round, odds }) => html`<h2>${title}</h2><p>${text} <span class="muted">It is decided at the end of round ${round}; another government comes ${odds} times in 100.</span></p>`)}
    ${record.tenets?.length ? html`<h2>${term("tenets", "What it stands on")}</h2><ul class="tenets">${record.tenets.map(({ text }) => html`<li>${text}</li>`)}</ul>` : nothing}
    ${owed(page, seat)} ${wants(page, seat)} ${talkButton(page, seat)}
  </article>`;
}

function presence({ bot, present, ready, absence, stand_in: standIn }) {
  if (bot) return "Played by a bot";
  const away = standIn ? `, a bot stands in (${standIn})` : "";
  const choice = !standIn && absence && whileAway(absence);
  return `${present ? "At the table" : `Not connected${away}`}${ready ? ", ready" : ""}${choice ? `; ${choice}` : ""}`;
}

function owed({ records }, seat) {
  const clauses = ofKind(records, "clause").filter(({ debtor, status }) => debtor === seat && status !== "ended");
  if (!clauses.length) return nothing;
  return html`<h2>What it has promised</h2><ul class="plain-list">${clauses.map(({ id, document, status }) => {
    const paper = records[`document/${document}`];
    const text = paper?.clauses.find((clause) => clause.id === id)?.text ?? "";
    return html`<li><a href=${href("document", document)}>${paper?.label ?? ""}</a> ${text} <span class="muted">${CLAUSE_STATUSES[status]}</span></li>`;
  })}</ul>`;
}

/** What analysts think it wants: the public reading in the instruments' records. */
function wants({ records }, seat) {
  const read = ofKind(records, "instrument").filter(({ welcome }) => welcome?.[seat]);
  const titles = (test) => read.filter(({ welcome }) => test(welcome[seat])).map(({ title }) => title);
  const [likes, dislikes] = [titles((by) => by > 1), titles((by) => by < -1)];
  if (!likes.length && !dislikes.length) return nothing;
  return html`<h2>As analysts read it</h2>
    ${likes.length ? html`<p><b>Would welcome:</b> ${likes.join(", ")}.</p>` : nothing}
    ${dislikes.length ? html`<p><b>Would resent:</b> ${dislikes.join(", ")}.</p>` : nothing}`;
}

function talkButton(page, seat) {
  if (!page.menu?.commands?.say?.private || seat === page.me || page.me === "control") return nothing;
  return html`<footer class="paper-actions"><button type="button" class="button" @click=${() => openChannel(page, channelId([page.me, seat]))}>
    Talk to ${inText(page.records, seat)} in private</button></footer>`;
}

