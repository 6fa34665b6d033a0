// What happens once the page is drawn: titles, what was read, scrolling to the newest word, going where
// the round goes. All of it is about the browser, none about the game.

import { computed, effect, untracked } from "../vendor/signals/signals-core.js";
import { ofKind } from "../net/model.js";
import { follow as followDraft, forget } from "../composer/actions.js";
import { isBegun } from "../composer/paper.js";
import { PHASES } from "../words.js";
import { waitingForControl } from "./control.js";
import { loadTeam } from "./team.js";
import { messagesIn, totalUnread } from "./talking.js";
import { href } from "./route.js";

const TOP_PX = 56;
const MARGIN_PX = 16;
let shownRoute = null;

/** Do what follows a drawing. */
export function afterDrawing(page) {
  scrollToNewest();
  showRoute(page.ui.route.value);
  setTitle(page);
}

/** A view that was just opened comes into sight and takes the keyboard, so that reading goes on there. */
function showRoute(route) {
  if (route === shownRoute) return;
  const first = shownRoute === null;
  shownRoute = route;
  if (first) return;
  const place = document.querySelector(".middle > .paper, .phone > .paper");
  if (!route.view || !place) return backToTable();
  place.tabIndex = -1;
  if (!isWriting()) place.focus({ preventScroll: true });
  if (place.closest(".phone")) window.scrollTo(0, 0);
  else bringIntoSight(place);
}

const backToTable = () => document.querySelector(".middle")?.scrollTo(0, 0);

/** Tell whether somebody has begun to type: neither the keyboard nor the page is taken from them. */
function isWriting() {
  const { activeElement: field } = document;
  return Boolean(field?.matches("textarea, input:not([type=radio], [type=checkbox])") && field.value);
}

/** Scroll the middle so that a paper begins in sight, the table above it too where there is room. */
function bringIntoSight(place) {
  const { top } = place.getBoundingClientRect();
  const height = window.innerHeight;
  const middle = place.closest(".middle");
  if (top < TOP_PX) middle.scrollBy(0, top - TOP_PX - MARGIN_PX);
  else if (top > height * 0.62) middle.scrollBy(0, top - height * 0.55);
}

const NEAR_PX = 40;
const readingBack = new WeakSet();

/** Keep the newest message in sight, unless the reader has gone back to an older one. */
function scrollToNewest() {
  for (const log of document.querySelectorAll(".messages")) {
    if (!readingBack.has(log)) log.scrollTop = log.scrollHeight;
  }
}

function noteReading({ target }) {
  if (!target.classList?.contains("messages")) return;
  const isBack = target.scrollHeight - target.scrollTop - target.clientHeight > NEAR_PX;
  if (isBack) readingBack.add(target);
  else readingBack.delete(target);
}

function setTitle(page) {
  const { table, records, me, drafts } = page;
  const news = me === "control" ? waitingForControl(page).length : totalUnread(records, me, drafts.value.read, page.self);
  const where = table?.status === "playing" ? `${PHASES[table.phase]?.title}, round ${table.round}` : table?.scenario?.title;
  const title = `${news ? `(${news}) ` : ""}${where ? `${where} · ` : ""}Hextable`;
  if (document.title !== title) document.title = title;
}

/** Follow the records: mark what is read, turn to the aftermath when it comes, to the end at the end. */
export function watch(page) {
  document.addEventListener("scroll", noteReading, { capture: true, passive: true });
  effect(() => leaveTabled(page));
  effect(() => followCoauthors(page));
  effect(() => markRead(page));
  effect(() => markSeen(page));
  effect(() => follow(page));
  const signs = computed(() => page.isHead);
  effect(() => signs.value && untracked(() => loadTeam(page)));
}

function markRead(page) {
  const shown = page.isTalkShown && document.visibilityState === "visible";
  const channel = page.ui.channel.value;
  const last = messagesIn(page.records, channel).at(-1);
  untracked(() => {
    if (shown && last && (page.drafts.value.read[channel] ?? 0) < last.at_ms) page.drafts.set("read", channel, last.at_ms);
  });
}

function markSeen(page) {
  const { view, id } = page.ui.route.value;
  const news = ofKind(page.records, "news").map((each) => each.id);
  const there = view === "brief" ? page.records["brief/own"] : view === "aftermath" && page.records[`aftermath/${id}`];
  untracked(() => {
    const seen = page.drafts.value.seen;
    if (view === "news" && news.length > (seen.news?.length ?? 0)) page.drafts.set("seen", "news", news);
    if (there && view === "brief" && !seen.brief) page.drafts.set("seen", "brief", true);
    if (there && view === "aftermath" && (seen.aftermath ?? 0) < Number(id)) page.drafts.set("seen", "aftermath", Number(id));
  });
}

/** A draft that lies on the table now is a draft no more: show the document instead. */
function leaveTabled(page) {
  const { records, drafts, ui } = page;
  const tabled = Object.values(drafts.value.papers).filter(({ id }) => id && records[`document/${id}`]?.status !== undefined && records[`document/${id}`].status !== "draft");
  const { view, id: key } = ui.route.value;
  untracked(() => {
    for (const paper of tabled) {
      if (view === "compose" && key === paper.key) location.hash = href("document", paper.id);
      forget(page, paper.key);
    }
  });
}

/** A draft that another sponsor has changed is shown as it is now. */
function followCoauthors(page) {
  const { records, drafts } = page;
  const papers = Object.values(drafts.value.papers);
  untracked(() => {
    for (const paper of papers) {
      if (records[`document/${paper.id}`]?.status === "draft") followDraft(page, paper);
    }
  });
}

let followed = null;

/** When a phase changes under the reader's eyes, show what it brings; never while something is typed. */
function follow(page) {
  const { table, records } = page;
  if (!table) return;
  const at = `${table.round} ${table.phase} ${table.status}`;
  const first = followed === null;
  if (followed === at) return;
  followed = at;
  const to = destination(table, records);
  if (to === null || (first && location.hash.length > 2)) return;
  untracked(() => turn(page, to));
}

function destination({ status, phase, round }, records) {
  if (status === "ended") return href("end");
  if (phase === "reckoning" && ofKind(records, "aftermath").some((each) => each.round === round)) return href("aftermath", round);
  return phase === "corridors" ? "#/" : null;
}

function turn(page, to) {
  const { view, id } = page.ui.route.value;
  const paper = view === "compose" ? page.drafts.value.papers[id] : null;
  const isPhoneTyping = isWriting() && !page.ui.wide.value;
  const isBusy = (paper && isBegun(paper)) || isPhoneTyping || (to === "#/" && view !== "aftermath" && view !== "seal");
  if ((isBusy && to !== href("end")) || location.hash === to) return;
  location.hash = to;
}
