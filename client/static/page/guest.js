// A guest's own part of the page: what friends are asked, what they lend and at what rate; the press's
// desk. Drawn from menu/own; what it does not offer is not drawn.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { ofKind } from "../net/model.js";
import { asTitle, guestOf, inText } from "../seats.js";
import { PHASES, listed, sentence } from "../words.js";
import { href } from "./route.js";
import { openChannel } from "./talk.js";
import { unread } from "./talking.js";

const TITLE_MAX = 120;
const TEXT_MAX = 4000;

/** Draw what a guest is asked and may do now. */
export function guestDesk(page) {
  const commands = page.menu?.commands ?? {};
  const asked = [attending(page, commands), helping(page, commands)].filter((part) => part !== nothing);
  return html`<section class="block needs" aria-labelledby="h-needs">
    <h2 id="h-needs">Needs you</h2>
    ${page.table?.status === "playing" ? html`<p class="phase-help"><b>${PHASES[page.table.phase].title}.</b> ${sees(page)}</p>` : nothing}
    <ul>${briefNeed(page)}${unreadNeeds(page)}</ul>
    ${asked.length ? asked : html`<p class="muted pad-top">${idle(page)}</p>`}
  </section>
  ${pressForms(page, commands)} ${rating(page, commands)}`;
}

const sees = ({ me }) => (me === "press" ? "You see what the world sees." : "You see what the world sees, and the papers that name you.");

function briefNeed({ drafts }) {
  if (drafts.value.seen.brief) return nothing;
  return html`<li><a class="need" href=${href("brief")}><b>Read your brief</b> what you are here for</a></li>`;
}

function unreadNeeds(page) {
  const list = ofKind(page.records, "channel").filter(({ kind }) => kind === "private" || kind === "control");
  return list
    .filter(({ id }) => unread(page.records, id, page.me, page.drafts.value.read[id]))
    .map((channel) => html`<li><button type="button" class="need" @click=${() => openChannel(page, channel.id)}><b>New words</b> from ${others(page, channel)}</button></li>`);
}

const others = ({ records, me }, { kind, members }) =>
  kind === "control" ? "control" : listed(members.filter((each) => each !== me).map((each) => asTitle(records, each)));

function idle(page) {
  if (page.table?.status === "lobby") return "The table is not open yet. Read your brief.";
  if (page.table?.status === "ended") return "The talks are over.";
  if (page.me === "press") return "Nothing waits for you. Watch, report, ask.";
  return guestOf(page.records, page.me)?.here
    ? "You are at the table. No paper waits for your word."
    : "You are not at the table. Two delegations bring you, one of them a host of friends.";
}

/** Answer an invitation. */
function attending(page, { attend }) {
  if (!attend) return nothing;
  const by = invitedBy(page).map((seat) => inText(page.records, seat));
  const sending = page.isSending(({ kind }) => kind === "attend");
  return html`<div class="ask-of"><p><b>You are invited</b> by ${listed(by)}. Will you come to the table? If you say nothing before the plenary ends, you come.</p>
    <p class="row-buttons"><button type="button" class="button is-small is-main" ?disabled=${sending} @click=${() => page.act({ kind: "attend", on: true })}>Come to the table</button>
    <button type="button" class="button is-small" ?disabled=${sending} @click=${() => page.act({ kind: "attend", on: false })}>Decline</button></p></div>`;
}

const invitedBy = ({ records, me }) =>
  (records["ledger/friends"]?.friends ?? []).find(({ id }) => id === me)?.invited_by ?? [];

/** Say of each paper that asks for it what is lent. */
function helping(page, { help }) {
  if (!help) return nothing;
  return html`${help.documents.map((id) => helpForm(page, id, help.powers))}`;
}

function helpForm(page, id, powers) {
  const document = page.records[`document/${id}`];
  if (!document) return nothing;
  const all = powers.map(({ power }) => power);
  const chosen = page.ui.forms.value[`help-${id}`] ?? all;
  const toggle = (power) => set(page, `help-${id}`, chosen.includes(power) ? chosen.filter((each) => each !== power) : [...chosen, power]);
  const lend = (some) => page.act({ kind: "help", document: id, powers: all.filter((power) => some.includes(power)) });
  const sending = page.isSending((command) => command.kind === "help" && command.document === id);
  return html`<form class="ask-of" @submit=${(event) => { event.preventDefault(); lend(chosen); }}>
    <p><a href=${href("document", id)}><b>${document.label}</b> ${document.title}</a> asks for your help. What do you lend it? Said once; if you say nothing before the phase ends, all of this.</p>
    <fieldset><legend class="visually-hidden">What you lend ${document.label}</legend>
      ${powers.map(({ power, text }) => html`<label class="pick"><input type="checkbox" .checked=${live(chosen.includes(power))} @change=${() => toggle(power)} /> ${sentence(text)}</label>`)}</fieldset>
    <p class="row-buttons"><button class="button is-small is-main" ?disabled=${sending || !chosen.length}>Lend it</button>
      <button type="button" class="button is-small" ?disabled=${sending} @click=${() => lend([])}>Decline</button></p></form>`;
}

function set(page, name, value) {
  page.ui.forms.value = { ...page.ui.forms.value, [name]: value };
}

/** Say what unlike systems are worth. */
function rating(page, { rate }) {
  if (!rate) return nothing;
  return html`<section class="block" aria-labelledby="h-rate"><h2 id="h-rate">What is worth what</h2>
    ${rate.swaps.map((swap) => rateForm(page, swap))}</section>`;
}

function rateForm(page, { one, other, pairs, bounds }) {
  const name = `rate-${one}-${other}`;
  const now = pairs.map(({ levels }) => levels.join());
  const chosen = page.ui.forms.value[name] ?? now;
  const toggle = (key) => set(page, name, chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key]);
  const isNew = chosen.length !== now.length || chosen.some((key) => !now.includes(key));
  const give = async (event) => {
    event.preventDefault();
    const levels = bounds.map((bound) => bound.levels).filter((each) => chosen.includes(each.join()));
    const answer = await page.act({ kind: "rate", one, other, pairs: levels });
    if (answer.type === "done") set(page, name, undefined);
  };
  return html`<form class="control-form" @submit=${give}>
    <fieldset><legend>A fair exchange, for all to read</legend>
      ${bounds.map(({ levels, text }) => html`<label class="pick"><input type="checkbox" .checked=${live(chosen.includes(levels.join()))} @change=${() => toggle(levels.join())} /> ${text}</label>`)}</fieldset>
    <button class="button is-small is-main" ?disabled=${!isNew || !chosen.length}>Set the rate</button></form>`;
}

/** The press: a report, and a question in public. */
function pressForms(page, { report, ask }) {
  return html`${report ? reportForm(page, report) : nothing} ${ask ? askForm(page, ask) : nothing}`;
}

const field = (page, name, form, key) => (event) => set(page, name, { ...form, [key]: event.target.value });

async function send(page, name, command) {
  const answer = await page.act(command);
  if (answer.type === "done") set(page, name, undefined);
}

function reportForm(page, { left }) {
  const form = { title: "", text: "", ...page.ui.forms.value.report };
  const give = (event) => {
    event.preventDefault();
    send(page, "report", { kind: "report", title: form.title.trim(), text: form.text.trim() });
  };
  return html`<section class="block" aria-labelledby="h-report"><h2 id="h-report">Report</h2>
    <form class="control-form" @submit=${give}>
      <label>Headline <input maxlength=${TITLE_MAX} .value=${live(form.title)} @input=${field(page, "report", form, "title")} /></label>
      <label>Story <textarea rows="4" maxlength=${TEXT_MAX} .value=${live(form.text)} @input=${field(page, "report", form, "text")}></textarea></label>
      <p class="row-buttons"><button class="button is-small is-main" ?disabled=${!form.title.trim() || !form.text.trim()}>Publish</button> <span class="muted">${left} left this round; the world reads it</span></p>
    </form></section>`;
}

function askForm(page, { seats }) {
  const form = { seat: seats[0], text: "", ...page.ui.forms.value.ask };
  const give = (event) => {
    event.preventDefault();
    send(page, "ask", { kind: "ask", seat: form.seat, text: form.text.trim() });
  };
  return html`<section class="block" aria-labelledby="h-ask"><h2 id="h-ask">Ask in public</h2>
    <form class="control-form" @submit=${give}>
      <label>Whom <select @change=${field(page, "ask", form, "seat")}>${seats.map((seat) => html`<option value=${seat} .selected=${live(form.seat === seat)}>${asTitle(page.records, seat)}</option>`)}</select></label>
      <label>Question <textarea rows="2" maxlength=${TEXT_MAX} .value=${live(form.text)} @input=${field(page, "ask", form, "text")}></textarea></label>
      <button class="button is-small is-main" ?disabled=${!form.text.trim()}>Ask</button></form></section>`;
}

/** Draw who one is, with the way to the brief. */
export function guestStanding(page) {
  const guest = guestOf(page.records, page.me);
  if (!guest) return nothing;
  const where = guest.kind === "press" ? "in the press gallery" : guest.here ? "at the table" : "not at the table";
  return html`<section class="block standing" aria-labelledby="h-you">
    <h2 id="h-you">You: ${guest.short}</h2>
    <p>${guest.text} <span class="chip">${where}</span></p>
    <p class="row-buttons pad-top"><a class="button is-small" href=${href("brief")}>Brief</a></p></section>`;
}
