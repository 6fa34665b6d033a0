// What waits for this delegation: a list made of its records alone, most pressing first.
// Pure; each item is {id, strong, text, note} with the way there: href, channel or act.

import { ofKind } from "../net/model.js";
import { asTitle } from "../seats.js";
import { NEXT, listed } from "../words.js";
import { standing } from "./invited.js";
import { href } from "./route.js";

const MESSAGES_MOST = 2;
const ANSWERS_MOST = 2;
const NEWS_MOST = 2;

/** Return what needs `me` now. */
export function needs({ records, me, menu, drafts, newPrivate, self }) {
  const commands = menu?.commands ?? {};
  if (records["table/main"]?.status === "ended") return [ended(records)];
  const answers = documentsToAnswer(records, me, commands);
  const drafted = draftsToSign(records, me, commands);
  return [
    ...chairEmpty(records, me, commands),
    ...briefToRead(records, me, drafts),
    ...aftermathToRead(records, drafts),
    ...sheetToSeal(records, commands),
    ...toAdvise(records, me, commands, self),
    ...toSay(records, me, commands),
    ...(commands.seal ? answers : []),
    ...accused(records, me, commands),
    ...askedByPress(records, me, commands),
    ...dues(records, me, commands),
    ...drafted.filter(({ own }) => !own),
    ...draftsToTable(records, commands),
    ...petitionsToArgue(records, commands),
    ...toCombine(records, commands),
    ...friendsToSecond(records, me, commands),
    ...newsToRead(records, drafts),
    ...(commands.seal ? [] : answers),
    ...newest(records, me, newPrivate).map((message) => messageNeed(records, message)),
    ...drafted.filter(({ own }) => own),
  ];
}

/** Return what to do next where nothing is asked: make an offer, say "ready", or wait and for whom. */
export function nextSteps({ records, me, menu, drafts }) {
  const { ready, draft, agenda } = menu?.commands ?? {};
  const { phase, agenda: called = [] } = records["table/main"] ?? {};
  if (!ready) return [];
  if (ready.on) return [{ id: "waiting", strong: "You are ready.", text: waitingFor(records, me) }];
  if (phase === "capitals" && !isSealed(records)) return [];
  const mayOffer = draft && (phase === "corridors" || phase === "plenary");
  return [
    ...(mayOffer && !hasOffer(records, me, drafts) ? [OFFER] : []),
    ...(agenda?.documents.length > 1 && !called.length ? [CALL] : []),
    { id: "ready", strong: "Say “Ready”", text: `when you are done; then comes ${NEXT[phase]}`, act: "ready" },
  ];
}

const OFFER = { id: "write", strong: "Make an offer", text: "what you would do, and what they would", act: "write" };

const CALL = { id: "call", strong: "Call the papers", text: "you are in the chair and set their order", act: "chair" };

const isSealed = (records) => Boolean(records["instructions/own"]?.sealed);

const hasOffer = (records, me, { papers }) =>
  Object.keys(papers ?? {}).length > 0 ||
  ofKind(records, "document").some(({ status, sponsors }) => sponsors.includes(me) && (status === "draft" || status === "open"));

function waitingFor(records, me) {
  const others = ofKind(records, "seat").filter(({ seat, bot, present, ready }) => seat !== me && !bot && present && !ready);
  return others.length ? `Waiting for ${listed(others.map(({ seat }) => asTitle(records, seat)))}.` : "";
}

function chairEmpty(records, me, commands) {
  if (!records[`seat/${me}`]?.walked_out) return [];
  const text = commands.seal ? "tick it on your sheet to come back" : "nothing of yours goes to the table; come back on your sheet in Capitals";
  return [{ id: "out", strong: "You have walked out:", text, href: href("seal") }];
}

/** What the press has asked us this round and we have not answered. */
function askedByPress(records, me, { say }) {
  if (!say?.channels.includes("press")) return [];
  const said = ofKind(records, "message").filter(({ channel }) => channel === "press");
  const answered = new Set(said.filter(({ from }) => from === me).map(({ reply_to: id }) => id));
  return said
    .filter(({ id, asks, round }) => asks === me && round === records["table/main"].round && !answered.has(id))
    .map(({ id, text }) => ({ id: `asked-${id}`, strong: "The press asks:", text, channel: "press" }));
}

const ended = (records) => ({
  id: "end",
  strong: "See how it ended",
  text: records["table/main"].outcome?.title ?? "",
  href: href("end"),
});

/** Another device knows nothing of what was read here: who has acted has read it. */
const briefToRead = (records, me, drafts) =>
  records["brief/own"] && !drafts.seen.brief && !hasActed(records, me)
    ? [{ id: "brief", strong: "Read your brief", text: "what you want, and what you cannot give", href: href("brief") }]
    : [];

const hasActed = (records, me) =>
  (records["table/main"]?.round ?? 0) > 1 ||
  isSealed(records) ||
  records[`seat/${me}`]?.ready === true ||
  ofKind(records, "message").some(({ from }) => from === me) ||
  ofKind(records, "document").some(({ author }) => author === me);

/** What others propose this round to combine with a declaration of ours. */
const toCombine = (records, { combine }) =>
  (combine?.sets ?? []).filter((set) => isProposed(records, set)).map((set) => ({
    id: `combine-${set[0]}`,
    strong: "A joint assurance:",
    text: `combine ${listed(set.map((id) => records[`document/${id}`].label))}`,
    href: href("document", set[0]),
  }));

const isProposed = (records, set) =>
  records[`document/${set[0]}`].proposed_with.some(
    ({ documents, round }) => round === records["table/main"].round && documents.join() === set.join(),
  );

/** News waits for a round; then it is history, to be found under the world. */
function newsToRead(records, { seen }) {
  const now = records["table/main"]?.round ?? 0;
  const fresh = ofKind(records, "news").filter(({ id, round }) => round >= now - 1 && !seen.news?.includes(id));
  const titles = fresh.sort((a, b) => b.round - a.round).slice(0, NEWS_MOST).map(({ title }) => title).join(" · ");
  const more = fresh.length > NEWS_MOST ? ` and ${fresh.length - NEWS_MOST} more` : "";
  return fresh.length ? [{ id: "news", strong: "News", text: titles + more, href: href("news") }] : [];
}

/** Return this round's newest messages, without those about a paper that waits for an answer anyway, or is settled. */
function newest(records, me, messages) {
  const round = records["table/main"]?.round;
  const labels = ofKind(records, "document").filter(({ addressees }) => addressees.includes(me)).map(({ label }) => label);
  return messages
    .filter(({ text, channel, round: said }) => channel.startsWith("control") || (said === round && !labels.some((label) => text.includes(label))))
    .sort((a, b) => b.at_ms - a.at_ms)
    .slice(0, MESSAGES_MOST);
}

function aftermathToRead(records, drafts) {
  const last = Math.max(0, ...ofKind(records, "aftermath").map(({ round }) => round));
  if (!last || (drafts.seen.aftermath ?? 0) >= last) return [];
  return [{ id: "aftermath", strong: `Read the aftermath`, text: `of round ${last}`, href: href("aftermath", last) }];
}

function sheetToSeal(records, commands) {
  if (!commands.seal || isSealed(records)) return [];
  return [{ id: "seal", strong: "Seal your sheet", text: "or your capital performs what is due and accepts nothing new", href: href("seal") }];
}

/** A member's own part of the sheet, until it has advised on it. */
function toAdvise(records, me, { advise }, self) {
  if (!advise?.desks || !("room" in advise)) return [];
  if (advised(records, me).some(({ by, statement }) => by === self?.title && statement === null)) return [];
  return [{ id: "advise", strong: "Advise on the sheet", text: "your part of it, before the head seals", href: href("seal") }];
}

/** Words that a desk has advised for the press, while they may be said. */
function toSay(records, me, { say, seal, advise }) {
  if (seal || advise || !say?.channels?.includes("press")) return [];
  const said = ofKind(records, "message").filter(({ channel, from }) => channel === "press" && from === me).map(({ text }) => text);
  const words = advised(records, me).filter(({ statement, erased }) => statement !== null && !erased && !said.includes(statement));
  return words.map(({ id, by, statement }) => ({ id: `say-${id}`, strong: `${by}, for the press:`, text: `“${shorten(statement)}”`, act: "team" }));
}

const advised = (records, me) => {
  const now = records["table/main"]?.round;
  return ofKind(records, "advice").filter(({ seat, round }) => seat === me && round === now);
};

const openToMe = (records, me) =>
  ofKind(records, "document").filter(({ status, addressees }) => status === "open" && addressees.includes(me));

function documentsToAnswer(records, me, commands) {
  if (commands.seal && isSealed(records)) return [];
  const open = openToMe(records, me);
  if (open.length > ANSWERS_MOST) return [manyToAnswer(open, commands)];
  return open.map((document) => ({
    id: `answer-${document.id}`,
    strong: `Answer ${document.label}`,
    text: document.title,
    note: commands.seal ? "on your sheet" : "in Capitals",
    href: commands.seal ? href("seal") : href("document", document.id),
  }));
}

const manyToAnswer = (open, commands) => ({
  id: "answers",
  strong: `Answer ${open.length} papers`,
  text: open.map(({ label }) => label).join(", "),
  note: commands.seal ? "on your sheet" : "in Capitals",
  href: href(commands.seal ? "seal" : "papers"),
});

const draftsToSign = (records, me, commands) =>
  named(records, commands.cosign).map((document) => ({
    id: `sign-${document.id}`,
    own: document.author === me,
    strong: document.author === me ? `Sign ${document.label}` : `Sign or leave ${document.label}`,
    text: document.title,
    note: document.author === me ? "your draft" : `draft by ${asTitle(records, document.author)}`,
    href: href("document", document.id),
  }));

const draftsToTable = (records, commands) =>
  named(records, commands.table).map((document) => ({
    id: `table-${document.id}`,
    strong: `Table ${document.label}`,
    text: document.title,
    note: "ready to go",
    href: href("document", document.id),
  }));

/** Open petitions of others on which one may still have one's say. */
const petitionsToArgue = (records, { argue }) =>
  (argue?.petitions ?? []).map((id) => records[`petition/${id}`]).filter(Boolean).map(({ id, by, title }) => ({
    id: `petition-${id}`,
    strong: `${asTitle(records, by)} asks control`,
    text: title,
    note: "say for or against",
    act: "petitions",
  }));

/** Friends of the talks that another has invited, and that one may invite too. */
const friendsToSecond = (records, me, { invite }) =>
  (records["ledger/friends"]?.friends ?? [])
    .filter(({ id, here, invited_by: by }) => !here && by.length > 0 && !by.includes(me) && invite?.friends.includes(id))
    .map(({ id, title, invited_by: by }) => ({
      id: `friend-${id}`,
      strong: `Invite ${title} too?`,
      text: standing(records, by, false),
      act: "friends",
    }));

const named = (records, choice) =>
  (choice?.documents ?? []).map((id) => records[`document/${id}`]).filter(Boolean);

function dues(records, me, commands) {
  if (!commands.seal) return [];
  const due = ofKind(records, "clause").filter(({ debtor, due: isDue }) => debtor === me && isDue);
  if (!due.length || isSealed(records)) return [];
  const text = due.length === 1 ? "one promise falls due" : `${due.length} promises fall due`;
  return [{ id: "dues", strong: "Perform", text, note: "this round", href: href("seal") }];
}

function accused(records, me, { seal }) {
  if (seal && isSealed(records)) return [];
  const open = (records["ledger/accusations"]?.accusations ?? []).filter(({ debtor, outcome }) => debtor === me && !outcome);
  return open.map(({ clause, document, by, label }) => ({
    id: `accused-${clause}`,
    strong: "Answer an accusation",
    text: `${asTitle(records, by)} doubts what you do under ${label}`,
    note: seal ? "on your sheet" : "in Capitals",
    href: seal ? href("seal") : href("document", document),
  }));
}

const messageNeed = (records, message) => ({
  id: `message-${message.id}`,
  strong: message.speaker ?? asTitle(records, message.from),
  text: `“${shorten(message.text)}”`,
  channel: message.channel,
});

const shorten = (text) => (text.length > 70 ? `${text.slice(0, 68).trimEnd()}…` : text);
