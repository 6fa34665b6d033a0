// The table page: opens the session, draws on every change, and does what only a browser can (titles,
// scrolling, coming back). It decides nothing about the game.

import { render } from "./vendor/lit-html/lit-html.js";
import { effect, untracked } from "./vendor/signals/signals-core.js";
import { openDrafts } from "./net/drafts.js";
import { openSession } from "./net/session.js";
import { loadLinks } from "./page/control.js";
import { layout } from "./page/layout.js";
import { makePage } from "./page/page.js";
import { closeOnOutsideClick } from "./page/slot.js";
import { keepTipsInside } from "./page/inside.js";
import { lookForControl } from "./page/solo.js";
import { openUi } from "./page/ui.js";
import { afterDrawing, watch } from "./page/after.js";

const root = document.getElementById("page");
const { table, role } = document.body.dataset;
root.replaceChildren();

const session = openSession({ table, role });
const ui = openUi(window);
const drafts = openDrafts(sessionStorage, `hextable:${table}:${role}:draft`);
const page = makePage({ session, ui, drafts, role });

// Who is not its head begins among the people of the delegation.
if (page.isTeammate) ui.channel.value = `team+${page.me}`;

let asked = false;

function draw() {
  asked = false;
  render(layout(page), root);
  afterDrawing(page);
}

// One drawing for any number of changes in one turn: every signal a page reads is read here.
effect(() => {
  page.readAll();
  if (asked) return;
  asked = true;
  queueMicrotask(() => untracked(draw));
});

watch(page);
closeOnOutsideClick(page, document);
keepTipsInside(document);
lookForControl(page);
loadLinks(page);
window.addEventListener("online", session.retry);
document.addEventListener("visibilitychange", () => document.hidden || session.retry());
