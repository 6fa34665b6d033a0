// Friends of the talks: who could help, who has invited it, and the way to invite.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { standing } from "./invited.js";
import { ledger } from "./ledger.js";

/** Draw the friends of the talks, where the scenario has any. */
export function friends(page) {
  const { friends: list, advice } = page.records["ledger/friends"] ?? { friends: [], advice: [] };
  if (!list.length) return nothing;
  return ledger(page, { id: "friends", title: "Friends", now: now(page, list) }, html`
    <ul class="plain-list">${list.map((friend) => row(page, friend))}</ul>
    ${advice.map((text) => html`<p>${text}</p>`)}`);
}

function now({ menu }, list) {
  const here = list.filter((friend) => friend.here).map(({ title }) => title);
  const invited = list.filter((friend) => !friend.here && friend.invited_by.length);
  const parts = [here.join(", "), invited.length ? `${invited.length} invited` : "", menu?.commands?.invite?.friends.length ? "you may invite" : ""];
  return parts.filter(Boolean).join("; ") || `none of ${list.length} here`;
}

function row(page, { id, title, text, invited_by: by, here, asked, played, rates }) {
  const may = page.menu?.commands?.invite?.friends.includes(id);
  return html`<li>
    <b>${title}</b> <span class="muted">${standing(page.records, by, here, asked)}</span>
    ${may ? html`<button type="button" class="button is-small" @click=${() => page.act({ kind: "invite", friend: id })}>Invite<span class="visually-hidden"> ${title}</span></button>` : nothing}
    <span class="muted block-text">${text}${played ? " A person speaks for it." : ""}</span>
    ${here ? rates.map(({ pairs }) => html`<span class="muted block-text">Worth each other: ${pairs.map((pair) => pair.text).join("; ")}.</span>`) : nothing}
  </li>`;
}
