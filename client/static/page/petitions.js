// Free play: what delegations ask of control in their own words, what others say to it, and the ruling.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { ofKind } from "../net/model.js";
import { asTitle } from "../seats.js";
import { term } from "./bits.js";
import { effectRows } from "./effects.js";
import { waitingFirst } from "./newest.js";

const TITLE_MAX = 120;
const TEXT_MAX = 4000;

/** Draw the petitions this role reads, and the forms it may fill in now. */
export function petitions(page) {
  const list = ofKind(page.records, "petition").sort(waitingFirst);
  const commands = page.menu?.commands ?? {};
  if (!list.length && !commands.petition) return nothing;
  const earlier = list.filter((each) => !isFresh(page, each));
  const rows = (some) => html`<ul class="plain-list petitions">${some.map((petition) => item(page, petition, commands))}</ul>`;
  return html`<section class="block" aria-labelledby="h-petitions"><h2 id="h-petitions">${term("petition", "Petitions")}</h2>
    ${rows(list.filter((each) => isFresh(page, each)))} ${earlier.length ? html`<details class="more"><summary>Earlier: ${earlier.length}</summary>${rows(earlier)}</details>` : nothing}
    ${commands.petition ? askForm(page) : nothing}</section>`;
}

/** Open, or settled so lately that it is still talked about. */
const isFresh = ({ table }, { status, round }) => status === "open" || round === table?.round;

const STATUSES = { open: "waits for control", succeeded: "succeeded", failed: "failed", refused: "refused", lapsed: "no ruling came" };

function item(page, petition, commands) {
  const { id, by, secret, round, title, why, status, arguments: said } = petition;
  return html`<li class="petition seat-${by}">
    <p><b class="seat-name">${asTitle(page.records, by)}</b> <b>${title}</b> <span class="chip">${STATUSES[status]}</span> ${secret ? html`<span class="chip">secret</span>` : nothing} <span class="muted">round ${round}</span></p>
    <p class="block-text">${why}</p>
    ${said.length ? html`<ul class="plain-list">${said.map((each) => html`<li class="seat-${each.by}"><b class="seat-name">${asTitle(page.records, each.by)}</b> ${each.side}: ${each.text}</li>`)}</ul>` : nothing}
    ${outcome(petition)}
    ${commands.argue?.petitions.includes(id) ? argueForm(page, id) : nothing}
    ${commands.adjudicate?.petitions.includes(id) ? rulingForm(page, id) : nothing}
  </li>`;
}

function outcome({ ruling }) {
  if (!ruling) return nothing;
  const odds = ruling.odds === null ? "" : `Control gave it ${ruling.odds} %. `;
  return html`<p class="muted block-text">${odds}${ruling.text ?? ""} ${ruling.effects.join(" · ")}</p>`;
}

/** Return the form of `name` as it is being filled in, and how to change a part of it. */
function filled(page, name, blank) {
  const forms = page.ui.forms.value;
  const form = { ...blank, ...forms[name] };
  const set = (part) => { page.ui.forms.value = { ...page.ui.forms.value, [name]: { ...form, ...part } }; };
  return { form, set };
}

async function send(page, name, command) {
  const answer = await page.act(command);
  if (answer.type === "done") page.ui.forms.value = { ...page.ui.forms.value, [name]: undefined };
}

const field = (set, key) => (event) => set({ [key]: event.target.value });

function askForm(page) {
  const { form, set } = filled(page, "petition", { title: "", why: "", secret: false });
  const give = (event) => {
    event.preventDefault();
    send(page, "petition", { kind: "petition", title: form.title.trim(), why: form.why.trim(), secret: form.secret });
  };
  return html`<details><summary>Ask control for something else</summary>
    <form class="control-form" @submit=${give}>
      <label>What you do <input maxlength=${TITLE_MAX} .value=${live(form.title)} @input=${field(set, "title")} /></label>
      <label>Why it should work <textarea rows="3" maxlength=${TEXT_MAX} .value=${live(form.why)} @input=${field(set, "why")}></textarea></label>
      <label class="pick"><input type="checkbox" .checked=${live(form.secret)} @change=${(event) => set({ secret: event.target.checked })} /> only control reads it</label>
      <button class="button is-small is-main" ?disabled=${!form.title.trim() || !form.why.trim()}>Ask</button>
    </form></details>`;
}

function argueForm(page, id) {
  const { form, set } = filled(page, `argue-${id}`, { side: "for", text: "" });
  const give = (event) => {
    event.preventDefault();
    send(page, `argue-${id}`, { kind: "argue", petition: id, side: form.side, text: form.text.trim() });
  };
  return html`<details><summary>Say something to it</summary>
    <form class="control-form" @submit=${give}>
      <label>It should <select @change=${field(set, "side")}>
        <option value="for" .selected=${live(form.side === "for")}>succeed</option>
        <option value="against" .selected=${live(form.side === "against")}>fail</option></select></label>
      <label>because <textarea rows="2" maxlength=${TEXT_MAX} .value=${live(form.text)} @input=${field(set, "text")}></textarea></label>
      <button class="button is-small is-main" ?disabled=${!form.text.trim()}>Say it</button>
    </form></details>`;
}

function rulingForm(page, id) {
  const { form, set } = filled(page, `rule-${id}`, { odds: 50, success: [], failure: [], text: "" });
  const words = form.text.trim() ? { text: form.text.trim() } : {};
  const rule = (part) => send(page, `rule-${id}`, { kind: "adjudicate", petition: id, ...words, ...part });
  const grant = (event) => {
    event.preventDefault();
    rule({ odds: form.odds, success: form.success, failure: form.failure });
  };
  return html`<form class="control-form" @submit=${grant}>
    <label>Odds: ${form.odds} % <input type="range" min="0" max="100" step="5" .value=${live(String(form.odds))} @input=${(event) => set({ odds: Number(event.target.value) })} /></label>
    <fieldset><legend>If it succeeds</legend>${effectRows(page, form.success, (success) => set({ success }))}</fieldset>
    <fieldset><legend>If it fails</legend>${effectRows(page, form.failure, (failure) => set({ failure }))}</fieldset>
    <label>Your words <textarea rows="2" maxlength=${TEXT_MAX} .value=${live(form.text)} @input=${field(set, "text")}></textarea></label>
    <p class="row-buttons"><button class="button is-small is-main">Let chance decide</button>
      <button type="button" class="button is-small" @click=${() => rule({})}>Refuse</button></p>
  </form>`;
}
