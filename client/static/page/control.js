// Control's panel: the phase, the six seats with their links, news, a line to each delegation. On the record, all of it.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { getLinks } from "../net/api.js";
import { asTitle, guestOf, inText, seatOf } from "../seats.js";
import { GUESTS, PHASES, SEATS } from "../words.js";
import { exportLink, icon } from "./bits.js";
import { absenceCommand, absenceOptions, chosen, commonChoice, whileAway } from "./absence.js";
import { controlNeeds, phaseWaits } from "./control-needs.js";
import { effectRows } from "./effects.js";
import { forking } from "./forking.js";
import { unveiling } from "./past.js";
import { petitions } from "./petitions.js";
import { href } from "./route.js";
import { newPrivate } from "./talking.js";
import { teamOf } from "./team.js";
import { needRow } from "./you.js";

/** Fetch the links once for control's page. */
export async function loadLinks(page) {
  if (page.me !== "control") return;
  try {
    page.ui.links.value = await getLinks(page.session.table);
  } catch (problem) {
    page.say(problem.message);
  }
}

/** Draw the panel. */
export function controlPanel(page) {
  const commands = page.menu?.commands ?? {};
  return html`${needsControl(page)} ${phaseControls(page, commands)} ${petitions(page)} ${seats(page, commands)} ${injects(page, commands)} ${line(page, commands)} ${forking(page, commands.fork)} ${record(page)}`;
}

/** Draw what waits for control, where anything does. */
export function needsControl(page) {
  const list = waitingForControl(page);
  if (!list.length) return nothing;
  return html`<section class="block needs" aria-labelledby="h-needs"><h2 id="h-needs">Needs you</h2>
    <ul>${list.map((item) => needRow(page, item))}</ul></section>`;
}

/** Return what waits for control now. */
export const waitingForControl = ({ records, me, menu, drafts }) =>
  controlNeeds({ records, menu, newLines: newPrivate(records, me, drafts.value.read).filter(({ channel }) => channel.startsWith("control")) });

const PHASE_COMMANDS = [
  ["open", "Open the table", "is-main"],
  ["resume", "Go on", "is-main"],
  ["pause", "Pause", ""],
  ["advance", "End this phase", ""],
];

function phaseControls(page, commands) {
  return html`<section class="block" aria-labelledby="h-phase"><h2 id="h-phase">The phase</h2>
    <p class="muted">${PHASES[page.table?.phase]?.does ?? ""} ${phaseWaits(page.records)}</p>
    <p class="row-buttons">
      ${PHASE_COMMANDS.filter(([kind]) => commands[kind]).map(([kind, label, look]) => button(page, label, { kind }, look))}
      ${commands.extend ? [1, 5].map((minutes) => button(page, `+${minutes} min`, { kind: "extend", seconds: minutes * 60 })) : nothing}
      ${commands.close ? html`<button type="button" class="button is-small is-danger" @click=${() => window.confirm("End the game for everyone?") && page.act({ kind: "close" })}>End the game</button>` : nothing}
    </p></section>`;
}

const button = (page, label, command, look = "") => html`<button type="button" class="button is-small ${look}"
  ?disabled=${page.isSending(({ kind }) => kind === command.kind)} @click=${() => page.act(command)}>${label}</button>`;

function seats(page, commands) {
  const links = page.ui.links.value;
  return html`<section class="block" aria-labelledby="h-seats"><h2 id="h-seats">Seats</h2>
    ${commands.absence ? absenceOfAll(page, commands.absence) : nothing}
    <ul class="control-seats">${SEATS.map((seat) => seatRow(page, seat, links?.seats?.[seat], commands))}</ul>
    ${guests(page, links, commands.reseat)}
    ${links?.observer ? html`<details class="link-of"><summary>Observer’s link, for a projector</summary>${linkBody(page, links.observer)}</details>` : nothing}
    ${unveiling(page, commands.unveil)}
    ${links && !hasQr(links) ? html`<p class="hint">This server listens on this machine only. To let others in, stop it and start it with <code>HOST=0.0.0.0 ./start</code> (your network), or set <code>PUBLIC_URL=</code> to the address it is reached at. Links and QR codes then follow.</p>` : nothing}
  </section>`;
}

const hasQr = ({ seats = {}, guests: others = {} }) => [...Object.values(seats), ...Object.values(others)].some(({ qr }) => qr);

function seatRow(page, seat, link, { reseat, absence }) {
  const record = seatOf(page.records, seat);
  return html`<li class="control-seat seat-${seat}">
    <p><b class="seat-name">${record.code}</b> <span>${holder(record)}</span> ${record.ready && !record.bot ? html`<span class="chip">${icon("check")} ready</span>` : nothing}
      ${page.records[`instructions/${seat}`]?.sealed ? html`<span class="chip">${icon("lock")} sealed</span>` : nothing}
      ${!record.bot && !record.stand_in && record.absence && whileAway(record.absence) ? html`<span class="muted">${whileAway(record.absence)}</span>` : nothing}</p>
    <details class="link-of"><summary>Link, brief, seat</summary>
      ${link ? linkBody(page, link) : nothing}
      <p class="row-buttons"><a class="button is-small" href=${href("brief", seat)}>Brief and sheet</a>
      ${reseat ? reseatButtons(page, seat, record, reseat) : nothing}</p>
      ${absence && !record.bot ? absenceChoice(page, seat, record, absence) : nothing}
      <p class="row-buttons">${eraseButton(page, seat)}</p>
    </details>${teamOf(page, seat)}</li>`;
}

/** Who may sit besides the six at this table: who holds the seat, its link, and whose it is to be. */
function guests(page, links, reseat) {
  const seated = GUESTS.filter((guest) => guestOf(page.records, guest));
  if (!seated.length) return nothing;
  return html`<h3 class="pad-top">Guests</h3><ul class="control-seats">${seated.map((guest) => guestRow(page, guestOf(page.records, guest), links?.guests?.[guest], reseat))}</ul>`;
}

function guestRow(page, { guest, short, bot, present, here, kind }, link, reseat) {
  const give = (holderName, question) => window.confirm(question) && reseatTo(page, guest, holderName);
  return html`<li class="control-seat">
    <p><b class="seat-name">${short}</b> <span>${bot ? "the engine" : present ? "present" : "absent"}</span> ${kind === "friend" && here ? html`<span class="chip">at the table</span>` : nothing}</p>
    <details class="link-of"><summary>Link, seat</summary>
      ${link ? linkBody(page, link) : nothing}
      ${reseat ? html`<p class="row-buttons"><button type="button" class="button is-small" @click=${() => give("open", `Give ${short} to somebody new? Its old links stop working.`)}>${bot ? "Give to a person" : "New link, ending the old"}</button>
        ${bot ? nothing : html`<button type="button" class="button is-small" @click=${() => give("engine", `Leave ${short} to the engine? Its old links stop working.`)}>Leave to the engine</button>`}</p>` : nothing}
      <p class="row-buttons">${eraseButton(page, guest)}</p>
    </details></li>`;
}

function holder({ bot, present, stand_in: standIn, walked_out: out }) {
  if (bot) return `bot (${bot})`;
  return `${present ? "present" : standIn ? `absent, a bot stands in (${standIn})` : "absent"}${out ? ", walked out" : ""}`;
}

/** Draw how somebody comes in: link, code, and where others reach the server, the QR code. */
export const linkBody = (page, { link, code, qr }) => html`
  <p class="link-line"><input readonly aria-label="Link" .value=${live(link)} @focus=${(event) => event.target.select()} />
    <button type="button" class="button is-small" @click=${(event) => copy(page, link, event.target.previousElementSibling)}>${page.ui.copied.value === link ? "Copied" : "Copy"}</button></p>
  ${code ? html`<p>Code <code class="code">${code}</code></p>` : nothing}
  ${qr ? html`<img class="qr" alt="QR code of this link" src="data:image/svg+xml,${encodeURIComponent(qr)}" />` : nothing}`;

/** Copy by way of the field: the clipboard's own door is shut on plain http. */
export function copy(page, link, field) {
  field.select();
  if (document.execCommand("copy")) page.ui.copied.value = link;
}

function reseatButtons(page, seat, record, { bots = [] }) {
  const name = asTitle(page.records, seat);
  const give = (holderName, question) => window.confirm(question) && reseatTo(page, seat, holderName);
  return html`
    <button type="button" class="button is-small" @click=${() => give("open", `Give ${name} to somebody new? Its old links stop working.`)}>${record.bot ? "Give to a person" : "New link, ending the old"}</button></p>
    <p class="row-buttons"><span class="muted">Let a bot play:</span> ${bots.filter(({ bot }) => bot !== record.bot).map(({ bot, line }) => html`<button type="button" class="button is-small" title=${line} aria-label="Give to a ${bot}" @click=${() => give(`bot:${bot}`, `Let a bot play ${name}? The ${bot}: ${line}`)}>${bot}</button>`)}`;
}

/** What happens while a delegation is away. */
function absenceChoice(page, seat, { absence }, { bots }) {
  return html`<p><label>While ${inText(page.records, seat)} is away
    <select @change=${(event) => page.act(absenceCommand(seat, event.target.value))}>
      ${absenceOptions(bots).map(({ value, text }) => html`<option value=${value} .selected=${live(value === chosen(absence))}>${text}</option>`)}
    </select></label></p>`;
}

/** One choice for every delegation that a person holds. */
function absenceOfAll(page, { bots }) {
  const held = SEATS.map((seat) => seatOf(page.records, seat)).filter(({ bot }) => !bot);
  if (held.length < 2) return nothing;
  const common = commonChoice(held);
  const giveAll = (value) => Promise.all(held.map(({ seat }) => page.act(absenceCommand(seat, value))));
  return html`<p class="away-of-all"><label>While a delegation is away
    <select @change=${(event) => giveAll(event.target.value)}>
      ${common ? nothing : html`<option value="" disabled .selected=${live(true)}>as chosen for each</option>`}
      ${absenceOptions(bots).map(({ value, text }) => html`<option value=${value} .selected=${live(value === common)}>${text}</option>`)}
    </select></label></p>`;
}

/** At a person's wish: the record keeps what was agreed and done, not its words. */
function eraseButton(page, seat) {
  const name = asTitle(page.records, seat);
  const question = `Erase for good all that was written for ${name}: messages, titles, petitions, reasons? What was agreed and done stands.`;
  return html`<button type="button" class="button is-small" @click=${() => window.confirm(question) && page.act({ kind: "erase", person: seat })}>Erase its words</button>`;
}

async function reseatTo(page, seat, holderName) {
  const answer = await page.act({ kind: "reseat", seat, holder: holderName });
  if (answer.type === "done") loadLinks(page);
}

const inject = { card: "", title: "", text: "", effects: [] };

function injects(page, commands) {
  if (!commands.inject) return nothing;
  const form = page.ui.inject.value ?? inject;
  const set = (part) => { page.ui.inject.value = { ...form, ...part }; };
  return html`<section class="block" aria-labelledby="h-inject"><h2 id="h-inject">News from control</h2>
    <form class="control-form" @submit=${(event) => { event.preventDefault(); sendInject(page, form); }}>
      <label>Event <select @change=${(event) => set({ card: event.target.value })}>
        <option value="" .selected=${live(!form.card)}>my own words</option>
        ${commands.inject.cards.map(({ id, title }) => html`<option value=${id} .selected=${live(form.card === id)}>${title}</option>`)}</select></label>
      ${form.card ? nothing : ownWords(page, form, set)}
      <button class="button is-small is-main" ?disabled=${!form.card && !(form.title.trim() && form.text.trim())}>Publish</button>
    </form></section>`;
}

function ownWords(page, form, set) {
  return html`<label>Headline <input maxlength="120" .value=${live(form.title)} @input=${(event) => set({ title: event.target.value })} /></label>
    <label>Text <textarea rows="3" maxlength="2000" .value=${live(form.text)} @input=${(event) => set({ text: event.target.value })}></textarea></label>
    ${effectRows(page, form.effects, (effects) => set({ effects }))}`;
}

async function sendInject(page, { card, title, text, effects }) {
  const answer = await page.act(card ? { kind: "inject", card } : { kind: "inject", title: title.trim(), text: text.trim(), effects });
  if (answer.type === "done") page.ui.inject.value = inject;
}

function line(page, commands) {
  if (!commands.whisper) return nothing;
  const form = page.ui.line.value;
  const set = (part) => { page.ui.line.value = { ...form, ...part }; };
  return html`<section class="block" aria-labelledby="h-line"><h2 id="h-line">A line to one delegation</h2>
    <p class="muted">Only it reads this; it can write back.</p>
    <form class="control-form" @submit=${(event) => { event.preventDefault(); sendLine(page, form); }}>
      <label>To <select @change=${(event) => set({ seat: event.target.value })}>${commands.whisper.seats.map((seat) => html`<option value=${seat} .selected=${live(form.seat === seat)}>${asTitle(page.records, seat)}</option>`)}</select></label>
      <label>Text <textarea rows="2" maxlength="4000" .value=${live(form.text)} @input=${(event) => set({ text: event.target.value })}></textarea></label>
      <button class="button is-small is-main" ?disabled=${!form.text.trim()}>Send</button></form></section>`;
}

async function sendLine(page, { seat, text }) {
  const answer = await page.act({ kind: "whisper", seat, text: text.trim() });
  if (answer.type === "done") page.ui.line.value = { seat, text: "" };
}

const record = (page) => html`<section class="block" aria-labelledby="h-record"><h2 id="h-record">The record</h2>
  <p class="muted">All that happened, as one file. <code>hextable verify</code> finds any change of it; after the end it also opens every sealed sheet and draws every draw again.</p>
  <p class="row-buttons">${exportLink(page, "Save the record")}</p></section>`;
