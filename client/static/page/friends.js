// Friends of the talks: who could help, who has invited it, and the way to invite.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { term } from "./bits.js";
import { standing } from "./invited.js";

/** Draw the friends of the talks, where the scenario has any. */
export function friends(page) {
  const { friends: list, advice } = page.records["ledger/friends"] ?? { friends: [], advice: [] };
  if (!list.length) return nothing;
  return html`<section class="block" aria-labelledby="h-friends">
    <h2 id="h-friends">${term("friends", "Friends")} <small>who can help the talks</small></h2>
    <ul class="plain-list">${list.map((friend) => row(page, friend))}</ul>
    ${advice.map((text) => html`<p>${text}</p>`)}
  </section>`;
}

function row(page, { id, title, text, invited_by: by, here }) {
  const may = page.menu?.commands?.invite?.friends.includes(id);
  return html`<li>
    <b>${title}</b> <span class="muted">${standing(page.records, by, here)}</span>
    ${may ? html`<button type="button" class="button is-small" @click=${() => page.act({ kind: "invite", friend: id })}>Invite<span class="visually-hidden"> ${title}</span></button>` : nothing}
    <span class="muted block-text">${text}</span>
  </li>`;
}
