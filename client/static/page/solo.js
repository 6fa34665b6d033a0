// Playing alone: this browser holds control of the table too, so it may open, pause, end, begin again.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { commandAs, getMine } from "../net/api.js";
import { ofKind } from "../net/model.js";
import { founded } from "../lobby/found.js";
import { SEATS } from "../words.js";

/** Find out whether this browser also holds control of the table; the answer goes to ui.control. */
export async function lookForControl(page) {
  if (!page.isPlayer) return;
  try {
    const mine = await getMine();
    page.ui.control.value = mine.some(({ table, role }) => table === page.session.table && role === "control");
  } catch {
    page.ui.control.value = false;
  }
}

/** Draw what whoever plays alone may do with the table. */
export function soloControls(page) {
  if (!page.ui.control.value || !page.table) return nothing;
  const { table } = page;
  return html`<section class="block solo" aria-labelledby="h-solo">
    <h2 id="h-solo">The table is yours</h2>
    <p class="row-buttons">
      ${table.status === "lobby" ? button("Open the table", () => give(page, { kind: "open" }), "is-main") : nothing}
      ${table.status === "playing" ? pauseButton(page) : nothing}
      ${table.status === "playing" ? button("End the talks", () => sure("End the talks now?") && give(page, { kind: "close" })) : nothing}
      ${button("Begin again", () => sure("Begin a new table with the same seats?") && again(page))}
      <a class="button is-small" href="/t/${page.session.table}/control">Control’s page</a>
    </p>
  </section>`;
}

const button = (label, act, look = "") => html`<button type="button" class="button is-small ${look}" @click=${act}>${label}</button>`;

const sure = (question) => window.confirm(question);

const pauseButton = (page) =>
  page.table.paused
    ? button("Go on", () => give(page, { kind: "resume" }), "is-main")
    : button("Pause", () => give(page, { kind: "pause" }));

/** Draw the way to another game, for whoever plays alone. */
export const againButton = (page) =>
  page.ui.control.value
    ? html`<footer class="paper-actions"><button type="button" class="button is-main" @click=${() => again(page)}>Play again</button>
        <a class="button" href="/">Another seat or scenario</a></footer>`
    : nothing;

async function give(page, command) {
  try {
    await commandAs(page.session.table, "control", command);
  } catch (problem) {
    page.say(problem.message);
  }
}

async function again(page) {
  const bots = Object.fromEntries(
    ofKind(page.records, "seat").filter(({ bot }) => bot).map(({ seat, bot }) => [seat, `bot:${bot}`]),
  );
  const open = SEATS.filter((seat) => !bots[seat]);
  try {
    const { table } = await founded({ scenario: page.table.scenario.name, seats: bots, clock: "none" }, open.length === 1 ? page.me : null);
    location.assign(`/t/${table}/${open.length === 1 ? page.me : "control"}`);
  } catch (problem) {
    page.say(problem.message);
  }
}
