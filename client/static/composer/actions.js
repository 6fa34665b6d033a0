// Beginning, changing and saving papers: what the composer's buttons do. A paper is saved a second after
// the last change, as a `draft` command; what the records then say of it is shown, never guessed.

import { href } from "../page/route.js";
import { ofKind } from "../net/model.js";
import { uuid } from "../net/uuid.js";
import { asTitle } from "../seats.js";
import { listed } from "../words.js";
import { meet } from "./meeting.js";
import { chosenForm, fromRecord, newClause, newPaper, spelled, wire } from "./paper.js";

const SAVE_AFTER_MS = 1000;
const timers = new Map();

/** Begin a new paper and open it. */
export function startPaper(page, addressees = []) {
  const { audiences } = page.menu.commands.draft;
  const likely = page.table.phase === "corridors" ? "closed" : "public";
  const paper = newPaper(uuid().slice(0, 8), page.me, audiences.includes(likely) ? likely : audiences[0]);
  page.drafts.set("papers", paper.key, { ...paper, addressees, clauses: [newClause(uuid().slice(0, 8), page.me)] });
  location.hash = href("compose", paper.key);
}

/** Go on writing a draft that lies in the records. */
export function openDraft(page, document) {
  const known = Object.values(page.drafts.value.papers).find(({ id }) => id === document.id);
  const paper = known ?? fromRecord(document);
  if (!known) page.drafts.set("papers", paper.key, { ...paper, saved: spelled(wire(paper, document.title)), version: document.version });
  location.hash = href("compose", paper.key);
}

/** Change a paper; it will be saved once nobody has changed it for a second. */
export function change(page, paper) {
  page.drafts.set("papers", paper.key, paper);
  saveLater(page, paper.key);
}

function saveLater(page, key) {
  clearTimeout(timers.get(key));
  timers.set(key, setTimeout(() => save(page, key), SAVE_AFTER_MS));
}

/** Return what a paper without a title is called. */
export function defaultTitle(records, { sponsors, addressees }) {
  const from = listed(sponsors.map((seat) => asTitle(records, seat)));
  const to = listed(addressees.map((seat) => asTitle(records, seat)));
  return addressees.length ? `Offer to ${to} by ${from}` : `Declaration by ${from}`;
}

/** Return where a paper's saving stands: "unsaved", "saving", "saved" or a refusal frame. */
export function savingState(page, paper) {
  const at = page.ui.saving.value[paper.key];
  if (at === "saving" || at?.type === "refused") return at;
  return isSaved(page, paper) ? "saved" : "unsaved";
}

const current = (page, paper) => wire(paper, defaultTitle(page.records, paper));

function isSaved(page, paper) {
  const document = current(page, paper);
  return document !== null && spelled(document) === paper.saved;
}

const setSaving = (page, key, state) => {
  page.ui.saving.value = { ...page.ui.saving.value, [key]: state };
};

/** Save a paper now if it has changed; one save at a time, the next follows. */
export async function save(page, key) {
  clearTimeout(timers.get(key));
  const paper = page.drafts.value.papers[key];
  const document = paper && current(page, paper);
  if (!document || !page.menu?.commands?.draft || page.ui.saving.value[key] === "saving") return;
  const text = spelled(document);
  if (text === paper.saved) return;
  setSaving(page, key, "saving");
  page.drafts.set("papers", key, { ...paper, sent: text });
  const { before, ...answer } = await giveDraft(page, paper, document);
  const isLate = answer.code === "draft-changed";
  setSaving(page, key, answer.type === "refused" && !isLate ? answer : null);
  if (isLate) return retry(page, key, paper.version);
  if (answer.type === "refused") return;
  adopt(page, key, paper, text, before);
  save(page, key);
}

async function giveDraft(page, paper, document) {
  const before = new Set(ownDrafts(page));
  const over = paper.version ? { over: paper.version } : {};
  const replaces = paper.id && page.records[`document/${paper.id}`] ? { replaces: paper.id, ...over } : {};
  const answer = await page.give({ kind: "draft", document, ...replaces }, { quiet: true });
  return { ...answer, before };
}

/** Another was faster: once its words have come and been met with ours, what is left of ours is saved. */
function retry(page, key, version) {
  const now = page.drafts.value.papers[key];
  if (now && now.version !== version) save(page, key);
}

/** The put that holds the draft came before its answer: a draft of ours that was not there is it. */
function adopt(page, key, sent, text, before) {
  const fresh = ownDrafts(page).find((id) => !before.has(id));
  const now = page.drafts.value.papers[key];
  if (!now || now.sent !== text) return;
  const id = fresh ?? sent.id;
  page.drafts.set("papers", key, { ...now, id, saved: text, version: page.records[`document/${id}`]?.version, sent: null });
}

/** Take up what another sponsor has made of our draft; what is left of ours is saved after the next pause. */
export function follow(page, paper) {
  const met = meet(paper, page.records[`document/${paper.id}`], defaultTitle(page.records, paper));
  if (met === paper) return;
  page.drafts.set("papers", paper.key, met);
  if (!isSaved(page, met)) saveLater(page, paper.key);
}

/** Put back what another's words have pushed aside; it is saved over theirs. */
export function putBack(page, paper, aside) {
  const { key, id, saved, version } = paper;
  const keys = paper.clauses.map((clause) => clause.key);
  const clauses = aside.clauses.map((clause, i) => ({ ...clause, key: keys[i] ?? `${key}-${i}` }));
  change(page, { ...paper, ...aside, form: chosenForm(aside.form), clauses, key, id, saved, version, asides: [] });
}

const ownDrafts = (page) =>
  ofKind(page.records, "document")
    .filter(({ status, author }) => status === "draft" && author === page.me)
    .map(({ id }) => id);

/** Forget the page's copy of a paper. */
export function forget(page, key) {
  clearTimeout(timers.get(key));
  page.drafts.drop("papers", key);
}
