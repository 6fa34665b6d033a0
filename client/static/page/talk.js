// The talk column: channels, messages, and the line one types into. What is on its way is shown as such.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { keyed } from "../vendor/lit-html/directives/keyed.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { asTitle, guestOf, inText } from "../seats.js";
import { PHASES } from "../words.js";
import { channelId, channels, isMine, messagesIn, nameOf, readers, unread } from "./talking.js";
import { timeOfDay } from "./clock.js";
import { icon } from "./bits.js";

const TEXT_MAX = 4000;

/** Draw channels and the open one's messages. */
export function talk(page) {
  const all = listedChannels(page);
  const current = all.find(({ id }) => id === page.ui.channel.value) ?? all[0];
  if (!current) return html`<section class="talk"><p class="muted pad">Nobody can speak yet.</p></section>`;
  return html`<section class="talk" aria-label="Talk">
    ${tabs(page, all, current)}
    ${page.ui.pick.value ? picker(page) : nothing}
    ${keyed(current.id, messages(page, current))}
    ${keyed(`say-${current.id}`, speak(page, current))}
  </section>`;
}

/** Channels that are there, and the one just picked although nobody has spoken in it. */
function listedChannels(page) {
  const there = channels(page.records, page.me).filter((channel) => isSpokenIn(page, channel));
  const wanted = page.ui.channel.value;
  if (there.some(({ id }) => id === wanted) || !wanted?.includes("+")) return withOpenOnes(page, there);
  const seats = wanted.split("+");
  const kind = seats[0] === "control" || seats[0] === "team" ? seats[0] : "private";
  const channel = { id: wanted, kind, members: seats };
  return [...withOpenOnes(page, there), { ...channel, name: nameOf(page.records, channel, page.me) }];
}

/** Control's six lines are shown once there is a word in them. */
const isSpokenIn = (page, { id, kind, at }) =>
  page.me !== "control" || kind !== "control" || at > 0 || id === page.ui.channel.value;

/** Room, press and control's line stand open before the first word. */
function withOpenOnes(page, there) {
  const say = page.menu?.commands?.say;
  const ids = [...(say?.team ? [`team+${page.me}`] : []), ...(say?.channels ?? []), ...(say?.control && page.me !== "control" ? [`control+${page.me}`] : [])];
  const missing = ids.filter((id) => !there.some((each) => each.id === id));
  const made = missing.map((id) => {
    const channel = { id, kind: id.split("+")[0], members: [] };
    return { ...channel, name: nameOf(page.records, channel, page.me) };
  });
  return [...made.filter(({ kind }) => kind !== "control"), ...there, ...made.filter(({ kind }) => kind === "control")];
}

function tabs(page, all, current) {
  return html`<div class="channels" role="group" aria-label="Channels">
    ${repeat(all, ({ id }) => id, (channel) => channelTab(page, channel, channel.id === current.id))}
    ${page.menu?.commands?.say?.private
      ? html`<button type="button" class="channel is-plus" aria-label="Talk in private" title="Talk in private" aria-expanded=${Boolean(page.ui.pick.value)}
          @click=${() => { page.ui.pick.value = page.ui.pick.value ? null : []; }}>${icon("plus")}</button>`
      : nothing}
  </div>`;
}

function channelTab(page, { id, name, kind }, on) {
  const count = on && page.isTalkShown ? 0 : unread(page.records, id, page.me, page.drafts.value.read[id], page.self);
  return html`<button type="button" class="channel ${on ? "is-on" : ""}" aria-pressed=${on}
    @click=${() => openChannel(page, id)}>${kind === "private" ? html`${icon("lock")} ` : nothing}${name}${count ? html` <span class="count">${count}<span class="visually-hidden"> new</span></span>` : nothing}</button>`;
}

/** Turn the talk column to a channel, the keyboard in its line. */
export function openChannel(page, id) {
  page.ui.channel.value = id;
  page.ui.tab.value = "messages";
  page.ui.pick.value = null;
}

/** With whom one may talk in private: the other delegations, and friends that persons play. */
function company({ menu }) {
  const { seats, friends } = menu.commands.say;
  return [...seats, ...friends];
}

function picker(page) {
  const chosen = page.ui.pick.value;
  const toggle = (seat) => {
    page.ui.pick.value = chosen.includes(seat) ? chosen.filter((each) => each !== seat) : [...chosen, seat];
  };
  return html`<form class="picker" @submit=${(event) => { event.preventDefault(); openChannel(page, channelId([page.me, ...chosen])); }}>
    <fieldset><legend>Talk in private with</legend>
      ${company(page).map((seat) => html`<label class="pick seat-${seat}">
        <input type="checkbox" .checked=${live(chosen.includes(seat))} @change=${() => toggle(seat)} /> ${asTitle(page.records, seat)}</label>`)}
    </fieldset>
    <button class="button is-small is-main" ?disabled=${!chosen.length}>Open the channel</button>
  </form>`;
}

function messages(page, channel) {
  const list = messagesIn(page.records, channel.id);
  const sending = page.waiting.filter(({ command }) => command.kind === "say" && sameChannel(command.channel, channel));
  return html`<div class="messages" tabindex="0" role="log" aria-label="Messages in ${channel.name}" data-channel=${channel.id} data-count=${list.length + sending.length}>
    <div class="messages-inner">
    ${list.length || sending.length ? nothing : html`<p class="aside">Nothing said here yet.</p>`}
    ${repeat(list, ({ id }) => id, (message, i) => html`${phaseLine(message, list[i - 1])}${messageRow(page, message)}`)}
    ${sending.map(({ command }) => html`<div class="message is-mine is-sending seat-${page.me}"><p class="message-head"><b>${asTitle(page.records, page.me)}</b> <span>sending …</span></p><p class="message-text">${command.text}</p></div>`)}
    </div>
  </div>`;
}

const sameChannel = (said, { id, kind }) => said === id || (OWN.has(kind) && said === kind);

/** Channels of which everybody has one of its own, which may go by the kind's name. */
const OWN = new Set(["control", "team"]);

function phaseLine(message, before) {
  if (before && before.round === message.round && before.phase === message.phase) return nothing;
  const where = message.round ? `Round ${message.round}, ${PHASES[message.phase]?.title ?? message.phase}` : "Before the talks";
  return html`<p class="aside">${where}</p>`;
}

function messageRow(page, message) {
  const { from, text, erased, at_ms: at, reply_to: replyTo, asks, speaker } = message;
  const quoted = replyTo && page.records[`message/${replyTo}`];
  return html`<div class="message seat-${from} ${isMine(message, page.me, page.self) ? "is-mine" : ""}">
    <p class="message-head"><b>${speaker ?? asTitle(page.records, from)}</b>${asks ? html` <span class="chip">asks ${inText(page.records, asks)}</span>` : nothing} <time>${timeOfDay(at)}</time>
      ${page.menu?.commands?.say ? html`<button type="button" class="reply" aria-label="Reply to ${speaker ?? asTitle(page.records, from)}" @click=${() => reply(page, message)}>reply</button>` : nothing}
      ${page.menu?.commands?.erase && !erased ? html`<button type="button" class="reply" aria-label="Erase what ${asTitle(page.records, from)} says here" @click=${() => erase(page, message)}>erase</button>` : nothing}</p>
    ${quoted ? html`<p class="quote">${quoted.erased ? "erased" : quoted.text}</p>` : nothing}
    <p class="message-text">${erased ? html`<i class="muted">This message was erased.</i>` : text}</p>
  </div>`;
}

function erase(page, { id, from }) {
  if (window.confirm(`Erase these words of ${asTitle(page.records, from)} for good? That they were said stays on the record.`)) page.act({ kind: "erase", record: `message/${id}` });
}

function reply(page, { id, channel }) {
  page.drafts.set("replies", channel, id);
  document.getElementById("say-text")?.focus();
}

function maySpeak({ menu, me }, { id, kind }) {
  const say = menu?.commands?.say;
  if (!say) return false;
  if (kind === "room" || kind === "press") return say.channels.includes(id);
  if (kind === "team") return Boolean(say.team) || me === "control";
  return kind === "control" ? Boolean(say.control) || me === "control" : Boolean(say.private);
}

function speak(page, channel) {
  if (!maySpeak(page, channel)) return html`<p class="cannot-say">${whyNot(page, channel)} ${privately(page)}</p>`;
  const text = page.drafts.value.chat[channel.id] ?? "";
  const replyTo = page.drafts.value.replies[channel.id];
  return html`<form class="say" @submit=${(event) => { event.preventDefault(); submit(page, channel); }}>
    ${replyTo ? html`<p class="replying">Reply to: ${page.records[`message/${replyTo}`]?.text ?? ""} <button type="button" class="reply" @click=${() => page.drafts.drop("replies", channel.id)}>no reply</button></p>` : nothing}
    <p class="who-reads is-${channel.kind}">${icon(SIGNS[channel.kind])} ${readers(page.records, channel, page.me)}</p>
    <label class="visually-hidden" for="say-text">Say in ${channel.name}</label>
    <textarea id="say-text" rows="2" maxlength=${TEXT_MAX} placeholder=${placeholder(channel)}
      .value=${live(text)}
      @input=${(event) => page.drafts.set("chat", channel.id, event.target.value)}
      @keydown=${(event) => sendOnEnter(page, channel, event)}></textarea>
    <button class="button is-send" ?disabled=${!text.trim()}>Send</button>
  </form>`;
}

/** The sign of who reads a channel, as on papers. */
const SIGNS = { room: "six", press: "globe", private: "lock", control: "lock", team: "lock" };

const placeholder = ({ kind, name }) =>
  kind === "room" ? "Speak to the room" : kind === "press" ? "Speak to the press" : `Write to ${name}`;

const privately = (page) =>
  page.menu?.commands?.say?.private && !page.ui.pick.value
    ? html`<button type="button" class="button is-small" @click=${() => { page.ui.pick.value = []; }}>Talk in private</button>`
    : nothing;

function whyNot({ records, me, self, isPast }, { kind }) {
  if (isPast) return "This is the past.";
  const phase = records["table/main"]?.phase;
  if (phase === "closed") return "The talks are over.";
  if (me === "observer") return "Observers listen.";
  if (self?.rank === "mentor") return "A mentor speaks to the delegation’s own people, on “Team”.";
  if (guestOf(records, me)?.here === false) return "You speak to the press once you are at the table.";
  if (guestOf(records, me)) return "You speak to the press in the plenary.";
  if (kind === "room" || kind === "press") return "One speaks to the room and the press in the plenary.";
  return "Nothing can be said here now.";
}

function sendOnEnter(page, channel, event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit(page, channel);
}

async function submit(page, channel) {
  const text = (page.drafts.value.chat[channel.id] ?? "").trim();
  if (!text) return;
  const replyTo = page.drafts.value.replies[channel.id];
  page.drafts.set("chat", channel.id, "");
  page.drafts.drop("replies", channel.id);
  const answer = await page.give(sayCommand(page, channel, text, replyTo));
  if (answer.type === "refused" && !page.drafts.value.chat[channel.id]) page.drafts.set("chat", channel.id, text);
}

function sayCommand({ me }, { id, kind }, text, replyTo) {
  const target = OWN.has(kind) && me !== "control" ? kind : id;
  return { kind: "say", channel: target, text, ...(replyTo ? { reply_to: replyTo } : {}) };
}

