// The people of a delegation: who they are and who is here; for its head, and for control, the places
// to give and the links to hand out. Drawn from the seat's own record and menu.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { getTeam } from "../net/api.js";
import { pressWords } from "../seal/advice.js";
import { asTitle, seatOf } from "../seats.js";
import { icon } from "./bits.js";
import { linkBody, loadLinks } from "./control.js";

const DESKS = {
  security: ["Security", "what is performed, and the national action"],
  economy: ["Economy", "answers to offers, and aid"],
  press: ["Press", "words for the press, and votes"],
  intelligence: ["Intelligence", "what to find out, and beliefs"],
};

/** Fetch the links of one's own people, where this browser is their head's, or acts for it. */
export async function loadTeam(page) {
  if (!page.isPlayer || !page.isHead) return;
  try {
    page.ui.links.value = await getTeam(page.session.table, page.who);
  } catch (problem) {
    page.say(problem.message);
  }
}

/** Draw the people of one's own delegation. */
export function team(page) {
  const people = seatOf(page.records, page.me).team ?? [];
  const offered = page.menu?.commands ?? {};
  if (people.length < 2 && !offered.appoint) return nothing;
  if (people.length < 2) {
    return html`<details class="block team-empty"><summary>Not alone? Let others into your delegation</summary>${teamBody(page, page.me, people, offered)}</details>`;
  }
  return html`<section class="block" aria-labelledby="h-team"><h2 id="h-team">Your delegation</h2>${teamBody(page, page.me, people, offered)}</section>`;
}

/** Draw the people of a delegation as control has them. */
export function teamOf(page, seat) {
  const people = seatOf(page.records, seat).team ?? [];
  const offered = page.menu?.commands ?? {};
  if (people.length < 2 && !offered.appoint?.seats?.[seat]) return nothing;
  return html`<details class="link-of"><summary>Its people${people.length > 1 ? `: ${people.length}` : ""}</summary>${teamBody(page, seat, people, offered)}</details>`;
}

function teamBody(page, seat, people, offered) {
  return html`${people.length > 1 ? html`<ul class="team">${people.map((person) => personRow(page, seat, person, offered))}</ul>` : nothing}
    ${seat === page.me ? pressWords(page) : nothing}
    ${appointing(page, seat, offered.appoint?.seats?.[seat])}`;
}

function personRow(page, seat, person, { renew }) {
  const { title, place, present, rank, deputy, menu } = person;
  const own = seat === page.me && page.self?.place === place;
  const may = place > 0 && renew?.seats?.[seat]?.includes(place);
  return html`<li><p><b>${title}</b>${own ? html` <span class="chip">you</span>` : nothing}${deputy ? html` <span class="chip">deputy</span>` : nothing} <span class="muted">${deputy && menu === "own" ? "acts for the head" : deputy ? STANDS_BY : DOES[rank]}</span>
      <span class="muted here">${present ? html`${icon("check")} here` : "not here"}</span></p>
    ${may ? html`<details class="link-of"><summary>Link, desk, place</summary>${inside(page, seat, person)}</details>` : nothing}</li>`;
}

const STANDS_BY = "talks, drafts, advises; acts while the head is away";
const DOES = { head: "signs and seals", member: "talks, drafts, advises", mentor: "advises on Team" };

function inside(page, seat, { title, place, desk, rank, deputy }) {
  const link = linksOf(page, seat)?.[`${seat}-${place}`];
  const name = `${title} of ${asTitle(page.records, seat)}`;
  return html`${link ? linkBody(page, link) : nothing}
    ${rank === "member" ? deskPicker(page, seat, place, desk) : nothing}
    <p class="row-buttons">
      ${rank === "member" ? html`<button type="button" class="button is-small" @click=${() => order(page, seat, { kind: "deputy", place: deputy ? null : place })}>${deputy ? "No longer deputy" : "Make deputy: acts while the head is away"}</button>` : nothing}
      <button type="button" class="button is-small" @click=${() => window.confirm(`A new link for ${name}? The old one stops working.`) && order(page, seat, { kind: "renew", place })}>New link, ending the old</button>
      <button type="button" class="button is-small" @click=${() => window.confirm(`Dismiss ${name}? The link stops working.`) && order(page, seat, { kind: "dismiss", place })}>Dismiss</button></p>`;
}

const linksOf = ({ ui, me }, seat) => (me === "control" ? ui.links.value?.teams?.[seat] : ui.links.value?.team);

function deskPicker(page, seat, place, desk) {
  const { desks = [] } = page.menu?.commands?.appoint?.seats?.[seat] ?? {};
  const pick = (chosen) => order(page, seat, { kind: "appoint", place, rank: "member", desk: chosen || null });
  return html`<p><label>Desk <select @change=${(event) => pick(event.target.value)}>
    <option value="" .selected=${live(!desk)}>none</option>
    ${Object.entries(DESKS).filter(([id]) => id === desk || desks.includes(id)).map(([id, [title, does]]) => html`<option value=${id} .selected=${live(id === desk)}>${title}: ${does}</option>`)}</select></label></p>`;
}

/** Let somebody in: at a desk, at none, or as mentor. */
function appointing(page, seat, offer) {
  if (!offer) return nothing;
  if (!offer.left) return html`<p class="muted">The delegation is full.</p>`;
  const key = `appoint-${seat}`;
  const choices = [...offer.desks.map((id) => [id, `${DESKS[id][0]}: ${DESKS[id][1]}`]), ["member", "Member without a desk"], ...(offer.mentor ? [["mentor", "Mentor: sees all, advises"]] : [])];
  const chosen = choices.some(([id]) => id === page.ui.forms.value[key]) ? page.ui.forms.value[key] : choices[0][0];
  const set = (value) => { page.ui.forms.value = { ...page.ui.forms.value, [key]: value }; };
  const sending = page.isSending(({ kind }) => kind === "appoint");
  return html`<form class="control-form" @submit=${(event) => { event.preventDefault(); order(page, seat, asked(chosen)); }}>
    <label>Let in <select @change=${(event) => set(event.target.value)}>${choices.map(([id, text]) => html`<option value=${id} .selected=${live(id === chosen)}>${text}</option>`)}</select></label>
    <button class="button is-small" ?disabled=${sending}>Make a link</button>
    <p class="muted">To the others you stay one delegation. Only the head signs and seals.</p></form>`;
}

const asked = (chosen) => ({
  kind: "appoint",
  rank: chosen === "mentor" ? "mentor" : "member",
  desk: chosen in DESKS ? chosen : null,
});

async function order(page, seat, command) {
  const answer = await page.act(page.me === "control" ? { ...command, seat } : command);
  if (answer.type !== "done") return;
  if (page.me === "control") loadLinks(page);
  else loadTeam(page);
}
