// Before the table opens: who is here, what to do meanwhile. After the end: the way to how it ended.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { ofKind } from "../net/model.js";
import { asTitle } from "../seats.js";
import { lateness, listed } from "../words.js";
import { maybe } from "./bits.js";
import { handout } from "./handout.js";
import { isTakenUp } from "./moments.js";
import { href } from "./route.js";

/** Draw the card above the table, where the game is not under way. */
export function lobbyCard(page) {
  const { table } = page;
  if (table?.status === "lobby") return before(page);
  if (table?.status === "ended") return after(table);
  return takenUp(page);
}

function before(page) {
  const absent = ofKind(page.records, "seat").filter(({ bot, present }) => !bot && !present);
  const summary = page.table.scenario.summary;
  return html`<section class="card" aria-labelledby="h-wait">
    <h1 id="h-wait">${page.table.scenario.title}</h1>
    <p>${summary}</p>
    ${maybe(page.table.preset, ({ title, text }) => html`<p><b>${title}.</b> ${text}</p>`)}
    <p class="muted">${absent.length ? `Still to come: ${listed(absent.map(({ seat }) => asTitle(page.records, seat)))}.` : "All six seats are taken."}
      ${page.me === "control" ? "Open the table when you are ready." : "Control opens the table. Control can read all channels, private ones too."}
      ${page.table.unveiled ? `Observers see everything, ${lateness(page.table.unveiled)}.` : nothing}</p>
    ${page.me === "control" ? handout(page) : nothing}
    ${page.isPlayer || page.isGuest ? html`<p><a class="button ${page.drafts.value.seen.brief ? "" : "is-main"}" href=${href("brief")}>${page.drafts.value.seen.brief ? "Your brief again" : "Read your brief"}</a></p>` : nothing}
  </section>`;
}

/** A fork that waits for its people: control has their seats to hand out. */
const takenUp = (page) =>
  page.me === "control" && page.table?.paused && isTakenUp(page.table) ? html`<section class="card" aria-label="The seats">${handout(page)}</section>` : nothing;

const after = ({ outcome }) => html`<section class="card" aria-labelledby="h-after-all">
  <h1 id="h-after-all">${outcome?.title ?? "The talks are over"}</h1>
  <p>${outcome?.text ?? ""}</p>
  <p><a class="button is-main" href=${href("end")}>Who kept what</a></p>
</section>`;
