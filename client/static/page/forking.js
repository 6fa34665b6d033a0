// Forks: control's choice from where a game that is over is played on at another table, and what a fork says of itself.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { createFork, takeSeat } from "../net/api.js";
import { uuid } from "../net/uuid.js";
import { asTitle } from "../seats.js";
import { GUESTS, PHASES, SEATS } from "../words.js";
import { linkBody } from "./control.js";
import { isTakenUp, moments } from "./moments.js";

/** Draw control's choice, once the game is over and was played at all. */
export function forking(page, offered) {
  if (!offered) return nothing;
  const form = page.ui.fork.value;
  return html`<section class="block" aria-labelledby="h-fork"><h2 id="h-fork">Play on differently</h2>
    <p class="muted">At another table, from any moment of this game, with new links and luck of its own. This table stays as it is, and nobody here learns of it.</p>
    <p class="muted pad-top">Whoever has read this debrief knows what was hidden up to then: types, sheets of points, sealed orders, secret papers. See to who takes which seat.</p>
    ${form.made ? handedOut(page, form.made) : choice(page, form, moments(offered))}</section>`;
}

function choice(page, form, list) {
  const set = (part) => { page.ui.fork.value = { ...form, ...part }; };
  const chosen = list.find(({ value }) => value === form.from) ?? list[0];
  return html`<form class="control-form pad-top" @submit=${(event) => { event.preventDefault(); found(page, form, chosen); }}>
    <label>From <select @change=${(event) => set({ from: event.target.value })}>
      ${list.map(({ value, text }) => html`<option value=${value} .selected=${live(value === chosen.value)}>${text}</option>`)}</select></label>
    <label>Name of the new table <input maxlength="120" .value=${live(form.name)} @input=${(event) => set({ name: event.target.value })} /></label>
    <button class="button is-small is-main" ?disabled=${form.isSending}>${form.isSending ? "Founding …" : "Found the fork"}</button></form>`;
}

/** Ask for it; what was not answered is asked again under the same id, so that no second table comes of it. */
async function found(page, form, { round, phase }) {
  const wish = { round, phase, ...(form.name.trim() ? { name: form.name.trim() } : {}) };
  const same = form.asked && JSON.stringify({ ...form.asked, id: undefined }) === JSON.stringify(wish);
  const asked = same ? form.asked : { ...wish, id: uuid() };
  page.ui.fork.value = { ...form, asked, isSending: true };
  try {
    const made = await createFork(page.session.table, asked);
    await takeSeat(made.table, made.control.token);
    page.ui.fork.value = { ...form, asked: null, isSending: false, made };
  } catch (problem) {
    page.say(problem.message);
    page.ui.fork.value = { ...form, asked, isSending: false };
  }
}

function handedOut(page, made) {
  const held = { ...made.seats, ...made.guests };
  const mates = Object.entries(made.teams).flatMap(([seat, people]) =>
    Object.entries(people).map(([who, each]) => [`${asTitle(page.records, seat)}, ${who}`, each]));
  const again = () => { page.ui.fork.value = { from: "", name: "", asked: null, isSending: false, made: null }; };
  return html`<p class="pad-top" role="status">The new table is there. It waits until its control lets it go on.</p>
    <p class="row-buttons"><a class="button is-small is-main" href="/t/${made.table}/control">To its control’s page</a>
      <button type="button" class="button is-small" @click=${again}>Another fork</button></p>
    ${[...SEATS, ...GUESTS].filter((seat) => held[seat]).map((seat) => newLink(page, asTitle(page.records, seat), held[seat]))}
    ${mates.map(([who, each]) => newLink(page, who, each))}
    ${newLink(page, "Observer", made.observer)}`;
}

const newLink = (page, name, held) => html`<details class="link-of new-link"><summary>${name}</summary>${linkBody(page, held)}</details>`;

/** Say of a fork what it is, while it is where it began. */
export function forkBar({ table }) {
  if (!table || !isTakenUp(table)) return nothing;
  return html`<section class="past-bar fork-bar" aria-label="A fork"><p>This table is a fork: it goes on from round ${table.round}, ${PHASES[table.phase].title}, of another table, with luck of its own.
    ${table.paused ? "Control lets it go on once all are here." : nothing}</p></section>`;
}
