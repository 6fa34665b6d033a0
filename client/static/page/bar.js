// The bar across the top: where the round stands, the clock, one's readiness, the connection.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { NEXT, PHASES } from "../words.js";
import { whyPaused } from "./absence.js";
import { secondsLeft, spell } from "./clock.js";
import { icon } from "./bits.js";
import { href } from "./route.js";

export const bar = (page) => html`<header class="bar">
  <a class="brand" href="/" aria-label="Hextable: to the lobby">${hexMark()}<b>Hextable</b></a>
  <span class="table-name">${page.table?.name ?? page.table?.scenario?.title ?? ""}${page.table?.fork ? " (a fork)" : ""}</span>
  ${phases(page)} ${clock(page)} ${readyButton(page)} ${connection(page)}
</header>
${banner(page)}`;

export const hexMark = () =>
  html`<svg class="hexmark" viewBox="0 0 24 24" aria-hidden="true"><polygon points="12,1.5 21.1,6.75 21.1,17.25 12,22.5 2.9,17.25 2.9,6.75"></polygon></svg>`;

function phases({ table }) {
  if (table?.status !== "playing") return html`<ol class="phases"></ol>`;
  const at = table.phases.indexOf(table.phase);
  return html`<ol class="phases" aria-label="Phases of round ${table.round}">
    ${table.phases.map((phase, i) => html`<li class=${i === at ? "is-on" : i < at ? "is-past" : ""} aria-current=${i === at ? "step" : nothing}
      ><span class="term" tabindex="0" aria-label="${PHASES[phase].title}: ${PHASES[phase].does}">${PHASES[phase].title}<span class="tip" aria-hidden="true">${PHASES[phase].does}</span></span></li>`)}
  </ol>`;
}

function clock(page) {
  const { table } = page;
  if (!table) return nothing;
  const left = secondsLeft(table, page.clockOffset, page.ui.tick.value);
  const text = table.paused ? whyPaused(page.records, table) : left === null ? null : spell(left);
  return html`<p class="clock" role="timer" aria-live="off" data-at="${table.round}-${table.phase}">
    ${text === null ? nothing : html`<b class=${table.awaits?.length ? "is-waiting" : left !== null && left < 30 ? "is-short" : ""}>${text}</b>`}
    <span>${table.status === "lobby" ? "Not open yet" : table.status === "ended" ? "The end" : `Round ${table.round}`}</span>
  </p>`;
}

function readyButton(page) {
  const { table, menu } = page;
  const ready = menu?.commands?.ready;
  if (!ready || !table) return nothing;
  const sending = page.isSending(({ kind }) => kind === "ready");
  const unsealed = menu.commands.seal && !page.records["instructions/own"]?.sealed;
  if (unsealed && !ready.on) return sealFirst(page, sending);
  const next = NEXT[table.phase] ?? "";
  const label = sending ? "Sending …" : ready.on ? "Ready. Take back?" : html`Ready <span class="roomy">for ${next}</span>`;
  return html`<button type="button" class="button is-ready ${ready.on ? "is-on" : "is-main"}" aria-pressed=${ready.on} ?disabled=${sending}
    title=${ready.on ? "You are ready; click to take it back." : PHASES[table.phase].does}
    @click=${() => page.act({ kind: "ready", on: !ready.on })}>${ready.on && !sending ? icon("check") : nothing}${label}</button>`;
}

/** In Capitals the sheet comes before "ready"; leaving it out is possible, and says so. */
const sealFirst = (page, sending) => html`<span class="seal-first">
  <a class="button is-main is-ready" href=${href("seal")}>${icon("lock")} Seal the sheet</a>
  <button type="button" class="button is-quiet is-small" ?disabled=${sending} title="Your capital then performs what is due and accepts nothing new."
    @click=${() => page.act({ kind: "ready", on: true })}>Ready <span class="roomy">without a sheet</span></button></span>`;

const STATUS_TEXT = { open: "Connected", connecting: "Connecting", waiting: "Reconnecting", ended: "Not connected" };

function connection({ status }) {
  return html`<span class="connection is-${status.is}" role="img" aria-label=${STATUS_TEXT[status.is]} title=${STATUS_TEXT[status.is]}></span>`;
}

function banner(page) {
  const { status, waiting, session } = page;
  if (status.is === "ended") return html`<div class="banner is-ended" role="alert">${endText(status.reason)} <a href="/">To the lobby</a></div>`;
  if (status.is === "open" || (status.is === "connecting" && session.state.value.seq < 0)) return html`<div class="banner-place" role="status"></div>`;
  return html`<div class="banner" role="status">
    The connection was lost. Reconnecting; nothing you typed is lost${waiting.length ? `, ${waiting.length} to be sent again` : ""}.
    <button type="button" class="button is-small" @click=${session.retry}>Try now</button>
  </div>`;
}

const endText = (reason) =>
  reason === "revoked"
    ? "This seat is no longer yours on this browser: it was given away, or this browser never held it. Open its link or enter its code to come back."
    : "This page has left the table.";

/** Draw refusals nobody has dealt with: what is wrong, and the way out. */
export const notices = (page) => html`<div class="notices" role="alert">
  ${page.refusals.map((frame) => html`<div class="notice"><p>${icon("bang")} ${frame.detail}</p>
    <button type="button" aria-label="Dismiss" @click=${() => page.session.dismiss(frame)}>${icon("cross")}</button></div>`)}
</div>`;

