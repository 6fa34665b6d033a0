// The lobby: play now, set up a table for others, join by code, go back to a seat this browser holds.

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { effect, signal } from "../vendor/signals/signals-core.js";
import { getBots, getMine, getScenario, getScenarios, joinByCode, takeSeat } from "../net/api.js";
import { tidyCode } from "../net/token.js";
import { hexMark } from "../page/bar.js";
import { prose } from "../page/bits.js";
import { PHASES, SEATS } from "../words.js";
import { founded, soloWish } from "./found.js";
import { rosette } from "./rosette.js";

/** A bot without a name: the table’s key draws its character. */
const ANY_BOT = "bot";
const CLOCKS = [
  ["class", "Live", "minutes for each phase"],
  ["day", "By correspondence", "a day for each phase"],
  ["none", "No clock", "a phase ends when all are ready"],
];

const state = signal({
  scenarios: null,
  characters: [],
  others: ANY_BOT,
  mine: [],
  scenario: null,
  seat: "rok",
  setup: { name: "", clock: "class", holders: {}, rounds: "", types: {}, guests: [], preset: "" },
  notes: {},
  code: "",
  busy: null,
  problem: null,
});

const change = (part) => {
  state.value = { ...state.value, ...part };
};

/** Draw the lobby into `root` and fill it. */
export function openLobby(root) {
  root.replaceChildren();
  effect(() => render(lobby(state.value), root));
  load();
}

async function load() {
  try {
    const scenarios = await getScenarios();
    change({ scenarios, scenario: scenarios[0]?.name ?? null });
    change({ mine: await getMine(), characters: await getBots() });
    const whole = await Promise.all(scenarios.map(({ name }) => getScenario(name)));
    change({ notes: Object.fromEntries(whole.map(({ name, note }) => [name, note])) });
  } catch (problem) {
    change({ problem: { at: "load", text: problem.message } });
  }
}

/** Do something that leaves the page; a problem is said where it happened. */
async function attempt(at, act) {
  change({ busy: at, problem: null });
  try {
    location.assign(await act());
  } catch (problem) {
    change({ busy: null, problem: { at, text: problem.message } });
  }
}

const lobby = (now) => html`
  <header class="bar lobby-bar"><a class="brand" href="/">${hexMark()}<b>Hextable</b></a></header>
  <main class="lobby" id="main">
    <section class="hero"><div><h1>The Six-Party Talks, around one table</h1>
      <p>Six delegations, sealed instructions, promises that bind only if others bind themselves too. Take a seat.</p></div>${rosette()}</section>
    ${problemAt(now, "load")}
    <div class="lobby-column">${play(now)} ${notes(now)}</div>
    <div class="lobby-column">${mine(now)} ${join(now)} ${setup(now)}</div>
  </main>`;

const problemAt = ({ problem }, at) =>
  problem?.at === at ? html`<p class="form-problem" role="alert">${problem.text}</p>` : nothing;

const current = ({ scenarios, scenario }) => scenarios?.find(({ name }) => name === scenario);

function mine({ mine: list }) {
  if (!list.length) return nothing;
  return html`<section class="card is-mine-list" aria-labelledby="h-mine"><h2 id="h-mine">Your tables</h2>
    <ul class="mine">${list.map(({ table, role, name, scenario, phase, round }) => html`<li><a href="/t/${table}/${role}">
      <b>${name || scenarioTitle(scenario)}</b> <span class="seat-tag seat-${role.split("-")[0]}">${role.toUpperCase()}</span>
      <span class="muted">${phase === "lobby" ? "not open yet" : phase === "closed" ? "ended" : `round ${round}, ${PHASES[phase]?.title ?? phase}`}</span></a></li>`)}</ul>
  </section>`;
}

const scenarioTitle = (scenario) => scenario?.title ?? scenario;

function scenarioPicker(now) {
  return html`<fieldset class="scenarios"><legend>Scenario</legend>
    ${(now.scenarios ?? []).map((each) => html`<label class="scenario ${each.name === now.scenario ? "is-on" : ""}">
      <input type="radio" name="scenario" .checked=${live(each.name === now.scenario)} @change=${() => change({ scenario: each.name })} />
      <span><b>${each.title}</b><span class="block-text">${each.summary}</span><span class="muted">${roundsText(each.rounds)}</span></span></label>`)}
  </fieldset>`;
}

const roundsText = (rounds) => (typeof rounds === "string" ? rounds : rounds?.estimate ?? "");

function play(now) {
  const scenario = current(now);
  return html`<section class="card" aria-labelledby="h-play"><h2 id="h-play">Play now</h2>
    <p class="muted">You take one delegation, bots take the other five. No clock: a phase ends when you say so.</p>
    <form @submit=${(event) => { event.preventDefault(); attempt("play", () => playNow(now)); }}>
      ${scenarioPicker(now)}
      <fieldset class="seat-picks"><legend>Your delegation</legend>
        ${delegations(scenario).map(({ seat, name, code }) => html`<label class="seat-pick seat-${seat} ${seat === now.seat ? "is-on" : ""}">
          <input type="radio" name="seat" .checked=${live(seat === now.seat)} @change=${() => change({ seat })} />
          <b>${code}</b> <span>${name}</span></label>`)}
      </fieldset>
      ${others(now)}
      <button class="button is-main is-big" ?disabled=${now.busy || !scenario}>${now.busy === "play" ? "Setting the table …" : "Sit down"}</button>
      ${problemAt(now, "play")}
    </form></section>`;
}

const delegations = (scenario) =>
  scenario?.delegations ?? SEATS.map((seat) => ({ seat, name: "", code: seat.toUpperCase() }));

const characterOf = (name) => name[0].toUpperCase() + name.slice(1);

function others({ characters, others: chosen }) {
  const named = characters.map(({ bot, line }) => ({ holder: `bot:${bot}`, title: `${characterOf(bot)}s`, line }));
  const choices = [{ holder: ANY_BOT, title: "A mix", line: "For each seat one of these is drawn." }, ...named];
  return html`<fieldset class="others"><legend>The others</legend>
    ${choices.map(({ holder, title, line }) => html`<label class="choice"><input type="radio" name="others"
      .checked=${live(chosen === holder)} @change=${() => change({ others: holder })} /> <span>${title}</span> <span class="muted">${line}</span></label>`)}
  </fieldset>`;
}

async function playNow({ scenario, seat, others: bot }) {
  const { table } = await founded(soloWish(scenario, seat, SEATS, bot), seat);
  return `/t/${table}/${seat}`;
}

function join(now) {
  return html`<section class="card" aria-labelledby="h-join"><h2 id="h-join">Join a table</h2>
    <form class="join-form" @submit=${(event) => { event.preventDefault(); attempt("join", () => joinNow(now)); }}>
      <label for="code">Code from whoever set up the table</label>
      <span class="row"><input id="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="12" placeholder="8 characters"
        .value=${live(now.code)} @input=${(event) => change({ code: event.target.value })} />
      <button class="button" ?disabled=${now.busy || tidyCode(now.code).length < 8}>${now.busy === "join" ? "Looking …" : "Join"}</button></span>
      ${problemAt(now, "join")}
    </form></section>`;
}

async function joinNow({ code }) {
  const { table, as, token } = await joinByCode(tidyCode(code));
  await takeSeat(table, token);
  return `/t/${table}/${as}`;
}

function setup(now) {
  const { name, clock, holders, rounds, types, guests, preset } = now.setup;
  const set = (part) => change({ setup: { ...now.setup, ...part } });
  return html`<section class="card" aria-labelledby="h-setup"><h2 id="h-setup">Set up a table for others</h2>
    <p class="muted">You become control: you see everything, hand out six links, and may intervene, on the record.</p>
    <form @submit=${(event) => { event.preventDefault(); attempt("setup", () => setUp(now)); }}>
      <p><label for="setup-scenario">Scenario</label><select id="setup-scenario" @change=${(event) => change({ scenario: event.target.value })}>
        ${(now.scenarios ?? []).map(({ name: id, title }) => html`<option value=${id} .selected=${live(id === now.scenario)}>${title}</option>`)}</select></p>
      <p><label for="table-name">Name of the table</label><input id="table-name" maxlength="80" placeholder="Beijing, table 3" .value=${live(name)} @input=${(event) => set({ name: event.target.value })} /></p>
      <fieldset><legend>Seats</legend><div class="holders">
        ${delegations(current(now)).map(({ seat, name: title, code }) => html`<label class="holder seat-${seat}"><b>${code}</b>
          <span class="visually-hidden">${title}</span>
          <select @change=${(event) => set({ holders: { ...holders, [seat]: event.target.value } })}>
            <option value="open" .selected=${live((holders[seat] ?? "open") === "open")}>a person</option>
            <option value=${ANY_BOT} .selected=${live(holders[seat] === ANY_BOT)}>a bot</option>
            ${now.characters.map(({ bot, line }) => html`<option value=${`bot:${bot}`} title=${line} .selected=${live(holders[seat] === `bot:${bot}`)}>a ${bot}</option>`)}</select></label>`)}
      </div>${Object.values(holders).some((holder) => holder !== "open") ? characterLines(now) : nothing}</fieldset>
      ${guestPicks(current(now), guests, (guest) => set({ guests: guests.includes(guest) ? guests.filter((each) => each !== guest) : [...guests, guest] }))}
      ${presetPicks(current(now), preset, (picked) => set({ preset: picked }))}
      <fieldset><legend>Clock</legend>${CLOCKS.map(([value, title, does]) => html`<label class="choice"><input type="radio" name="clock"
        .checked=${live(clock === value)} @change=${() => set({ clock: value })} /> <span>${title}</span> <span class="muted">${does}</span></label>`)}</fieldset>
      <details class="more-setup" ?open=${Boolean(rounds) || Object.values(types).some(Boolean)}><summary>More: ${delegations(current(now)).some((each) => each.types?.length) ? "rounds, hidden types" : "rounds"}</summary>
      <p><label for="rounds">Most rounds</label><input id="rounds" type="number" min="1" max="20" placeholder="as the scenario says" .value=${live(rounds)} @input=${(event) => set({ rounds: event.target.value })} /></p>
      ${typePicks(current(now), types, (seat, type) => set({ types: { ...types, [seat]: type } }))}</details>
      <button class="button is-main" ?disabled=${now.busy || !now.scenario}>${now.busy === "setup" ? "Setting the table …" : "Set up the table"}</button>
      ${problemAt(now, "setup")}
    </form></section>`;
}

/** Offer seats besides the six: friends of the talks that the scenario has, and the press. */
function guestPicks(scenario, chosen, onPick) {
  const list = scenario?.guests ?? [];
  if (!list.length) return nothing;
  return html`<details class="more-setup" ?open=${chosen.length > 0}><summary>Guests that people play: the press${list.length > 1 ? ", friends of the talks" : ""}</summary>
    <fieldset><legend class="visually-hidden">Guests</legend>${list.map(({ guest, name, text }) => html`<label class="choice"><input type="checkbox" .checked=${live(chosen.includes(guest))} @change=${() => onPick(guest)} /> <span>${name}</span> <span class="muted">${text}</span></label>`)}</fieldset></details>`;
}

/** Return the seats to ask for: the six as held, and of the guests chosen those that the scenario has. */
const seatsFor = (scenario, holders, guests) => ({
  ...holders,
  ...Object.fromEntries((scenario?.guests ?? []).filter(({ guest }) => guests.includes(guest)).map(({ guest }) => [guest, "open"])),
});

/** Offer the scenario's simpler rules, where it has some. */
function presetPicks(scenario, chosen, onPick) {
  const list = scenario?.presets ?? [];
  if (!list.length) return nothing;
  const choice = (id, title, text) => html`<label class="choice"><input type="radio" name="preset" .checked=${live((presetFor(scenario, chosen) ?? "") === id)} @change=${() => onPick(id)} /> <span>${title}</span> <span class="muted">${text}</span></label>`;
  return html`<fieldset><legend>Rules</legend>${choice("", "All of them", "as the scenario has them")}
    ${list.map(({ preset: id, title, text }) => choice(id, title, text))}</fieldset>`;
}

/** Return the chosen preset, if the scenario has it. */
const presetFor = (scenario, chosen) => scenario?.presets?.find(({ preset }) => preset === chosen)?.preset;

/** Offer to choose the hidden types of a scenario that has some, instead of drawing them. */
function typePicks(scenario, chosen, onPick) {
  const list = delegations(scenario).filter(({ types }) => types?.length);
  if (!list.length) return nothing;
  return html`<fieldset><legend>Hidden types</legend><div class="holders">
    ${list.map(({ seat, name, code, types }) => html`<label class="holder seat-${seat}"><b>${code}</b> <span class="visually-hidden">${name}</span>
      <select class="type-pick" @change=${(event) => onPick(seat, event.target.value)}>
        <option value="" .selected=${live(!chosen[seat])}>drawn</option>
        ${types.map(({ id, title }) => html`<option value=${id} .selected=${live(chosen[seat] === id)}>${title}</option>`)}
      </select></label>`)}
  </div><p class="muted fine">All are told that a type was chosen, not which.</p></fieldset>`;
}

/** Return the chosen types that the scenario has. */
const typesFor = (scenario, chosen) =>
  Object.fromEntries(delegations(scenario).filter(({ seat, types }) => types?.some(({ id }) => id === chosen[seat])).map(({ seat }) => [seat, chosen[seat]]));

const characterLines = ({ characters }) => html`<ul class="plain-list fine muted">${characters.map(({ bot, line }) => html`<li><b>${characterOf(bot)}</b>: ${line}</li>`)}</ul>`;

async function setUp(now) {
  const { scenario, setup: { name, clock, holders, rounds, types, guests, preset } } = now;
  const seats = seatsFor(current(now), holders, guests);
  const simpler = presetFor(current(now), preset);
  const { table } = await founded({ scenario, clock, seats, ...(simpler ? { preset: simpler } : {}), types: typesFor(current(now), types), ...(name.trim() ? { name: name.trim() } : {}), ...(rounds ? { rounds: Number(rounds) } : {}) });
  return `/t/${table}/control`;
}

function notes(now) {
  const scenario = current(now);
  const note = now.notes[scenario?.name];
  if (!note) return nothing;
  return html`<section class="card notes" aria-labelledby="h-notes"><h2 id="h-notes">About “${scenario.title}”</h2>${prose(note)}</section>`;
}
