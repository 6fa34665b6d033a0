// The table page of a delegation, a guest or an observer: three columns on a desk, one and five tabs on a phone.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { forkBar } from "./forking.js";
import { guestDesk, guestStanding } from "./guest.js";
import { hexagon } from "./hexagon.js";
import { bar, notices } from "./bar.js";
import { TALL, view } from "./middle.js";
import { papers, papersAbove } from "./papers.js";
import { pastSwitch, secrets, seen } from "./past.js";
import { talk } from "./talk.js";
import { totalUnread } from "./talking.js";
import { team } from "./team.js";
import { ledgers } from "./ledgers.js";
import { petitions } from "./petitions.js";
import { meters, news } from "./world.js";
import { needsYou, scoreSheet, standing, tenets } from "./you.js";
import { lobbyCard } from "./waiting.js";
import { soloControls } from "./solo.js";
import { controlPanel, needsControl, waitingForControl } from "./control.js";

/** Draw the whole page. */
export const layout = (page) => html`
  <a class="skip" href="#main" @click=${skip}>To the table</a>
  ${bar(page)}
  ${pastSwitch(page)}
  ${forkBar(page)}
  ${page.ui.wide.value ? desk(seen(page)) : phone(seen(page))}
  ${notices(page)}
`;

function skip(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

const desk = (page) => html`<div class="desk">
  <aside class="left" aria-label="What needs you, and the world">${left(page)}</aside>
  <main id="main" class="middle" tabindex="-1">${middle(page)}</main>
  <aside class="right" aria-label="Talk">${talk(page)}</aside>
</div>`;

const left = (page) => html`${own(page)} ${meters(page)} ${ledgers(page)} ${news(page)} ${soloControls(page)}`;

const own = (page) => {
  if (page.isControl) return controlPanel(page);
  if (page.isPast) return html`${secrets(page)} ${petitions(page)}`;
  if (page.isObserver) return petitions(page);
  if (page.isGuest) return html`${guestDesk(page)} ${guestStanding(page)} ${petitions(page)}`;
  return html`${needsYou(page)} ${standing(page)} ${team(page)} ${petitions(page)}`;
};

function middle(page) {
  const route = page.ui.route.value;
  const shown = view(page, route);
  if (TALL.has(route.view) && shown !== nothing) return shown;
  return html`${lobbyCard(page)}${hexagon(page)}${shown === nothing ? papers(page) : html`${route.view === "document" ? papersAbove(page) : nothing}${shown}`}`;
}

const TABS = [
  ["table", "Table"],
  ["documents", "Papers"],
  ["messages", "Messages"],
  ["world", "World"],
  ["you", "You"],
];

function phone(page) {
  const shown = view(page, page.ui.route.value);
  return html`<main id="main" class="phone" tabindex="-1">${shown === nothing ? tabBody(page) : shown}</main>
    <nav class="tabs" aria-label="Parts of the page">${TABS.filter((tab) => tab[0] !== "you" || !page.isObserver).map((tab) => tabButton(page, tab, shown === nothing))}</nav>`;
}

function tabBody(page) {
  switch (page.ui.tab.value) {
    case "documents": return papers(page);
    case "messages": return talk(page);
    case "world": return html`${page.isPast ? secrets(page) : nothing} ${page.isControl ? nothing : petitions(page)} ${meters(page)} ${ledgers(page)} ${news(page)}`;
    case "you": return page.isGuest ? guestStanding(page) : page.isControl ? controlPanel(page) : html`${standing(page)} ${team(page)} <section class="card">${tenets(page, page.me)} ${scoreSheet(page.records["sheet/own"])}</section> ${soloControls(page)}`;
    default: return html`${lobbyCard(page)} ${page.isPlayer ? needsYou(page) : page.isGuest ? guestDesk(page) : page.isControl ? needsControl(page) : nothing} ${hexagon(page)} ${page.isPlayer ? nothing : news(page)}`;
  }
}

function tabButton(page, [id, label], tabsShown) {
  const count = countOf(page, id);
  const on = tabsShown && page.ui.tab.value === id;
  const name = id === "you" && page.isControl ? "Control" : label;
  return html`<button type="button" class=${on ? "is-on" : ""} aria-current=${on ? "page" : nothing} @click=${() => turnTo(page, id)}>
    ${name}${count ? html` <span class="count">${count}<span class="visually-hidden"> ${id === "you" ? "waiting" : "new"}</span></span>` : nothing}</button>`;
}

function countOf(page, id) {
  if (page.isPast) return 0;
  if (id === "messages") return totalUnread(page.records, page.me, page.drafts.value.read, page.self);
  return id === "you" && page.isControl ? waitingForControl(page).length : 0;
}

function turnTo(page, id) {
  page.ui.tab.value = id;
  if (page.ui.route.value.view) location.hash = "#/";
  window.scrollTo(0, 0);
}
