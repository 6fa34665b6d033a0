// What observers are let see of the past: the same page over control's records of then, and the switch to it.
// Control's own choice of how late that is. It decides nothing: records under "past/" are all there is.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { ofKind } from "../net/model.js";
import { asTitle } from "../seats.js";
import { SEATS, lateness } from "../words.js";
import { href } from "./route.js";
import { choices, question, recordsOfPast } from "./unveiled.js";

/** Return the page as it is to be drawn: of now, or where the observer wants it and there is one, of then. */
export function seen(page) {
  if (!page.ui.past.value) return page;
  const records = recordsOfPast(page.records);
  return records["table/main"] ? then(page, records) : page;
}

/** The page as control read it then: nothing can be done in it, and nothing in it is new. */
const then = (page, records) => Object.create(page, {
  records: { value: records },
  table: { value: records["table/main"] },
  menu: { value: undefined },
  me: { value: "control" },
  isPast: { value: true },
  waiting: { value: [] },
  drafts: { value: { ...page.drafts, value: { ...page.drafts.value, papers: {}, read: allRead(records) } } },
});

const allRead = (records) => Object.fromEntries(ofKind(records, "channel").map(({ id }) => [id, Infinity]));

/** Draw the observer's switch between what the world sees and what is past, where control allows it. */
export function pastSwitch(page) {
  const delay = page.table?.unveiled;
  if (page.me !== "observer" || !delay) return nothing;
  const there = recordsOfPast(page.records)["table/main"];
  if (!there) return html`<section class="past-bar" aria-label="The past"><p>Observers see everything, ${lateness(delay)}. No round is past for so long yet.</p></section>`;
  const isPast = page.ui.past.value;
  return html`<section class="past-bar ${isPast ? "is-past" : ""}" aria-label="The past">
    ${isPast ? html`<h1>The past: the end of round ${there.round}</h1>` : nothing}
    <p class="row-buttons" role="group" aria-label="What you see">
      ${choice(page, false, "What the world sees now")} ${choice(page, true, `Everything, as of the end of round ${there.round}`)}</p>
  </section>`;
}

const choice = (page, value, label) => html`<button type="button" class="button is-small ${page.ui.past.value === value ? "is-main" : ""}"
  aria-pressed=${page.ui.past.value === value} @click=${() => turnTo(page, value)}>${label}</button>`;

/** What is open in the one may not be there in the other. */
function turnTo(page, value) {
  page.ui.past.value = value;
  page.ui.channel.value = "press";
  location.hash = "#/";
}

/** Draw the way to what each delegation was after. */
export const secrets = (page) => html`<section class="block" aria-labelledby="h-secrets"><h2 id="h-secrets">Briefs and sheets</h2>
  <p class="row-buttons">${SEATS.map((seat) => html`<a class="button is-small seat-${seat}" href=${href("brief", seat)}>${asTitle(page.records, seat)}</a>`)}</p></section>`;

/** Draw control's choice of what observers see. */
export function unveiling(page, offered) {
  if (!offered) return nothing;
  const { unveiled } = page.table;
  const choose = ({ target }) => {
    const delay = Number(target.value) || null;
    if (delay !== unveiled && window.confirm(question(delay))) page.act({ kind: "unveil", delay });
    else target.value = String(unveiled ?? 0);
  };
  return html`<p class="unveiling"><label>Observers see
    <select @change=${choose}>${choices(offered, unveiled).map(({ delay, text }) => html`<option value=${delay ?? 0} .selected=${live(delay === unveiled)}>${text}</option>`)}</select></label></p>`;
}
