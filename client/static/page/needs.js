// What waits for this delegation: a list made of its records alone, most pressing first.
// Pure; each item is {id, strong, text, note, href}.

import { ofKind } from "../net/model.js";
import { asTitle } from "../seats.js";
import { href } from "./route.js";

const MESSAGES_MOST = 2;
const ANSWERS_MOST = 2;

/** Return what needs `me` now. */
export function needs({ records, me, menu, drafts, newPrivate }) {
  const commands = menu?.commands ?? {};
  if (records["table/main"]?.status === "ended") return [ended(records)];
  const early = (records["table/main"]?.round ?? 0) < 2;
  return [
    ...(early ? briefToRead(records, drafts) : []),
    ...aftermathToRead(records, drafts),
    ...sheetToSeal(records, commands),
    ...(commands.seal ? documentsToAnswer(records, me, commands) : []),
    ...draftsToSign(records, me, commands),
    ...draftsToTable(records, commands),
    ...dues(records, me, commands),
    ...newPrivate.slice(-MESSAGES_MOST).map((message) => messageNeed(records, message)),
    ...(commands.seal ? [] : documentsToAnswer(records, me, commands)),
    ...(early ? [] : briefToRead(records, drafts)),
  ];
}

const ended = (records) => ({
  id: "end",
  strong: "See how it ended",
  text: records["table/main"].outcome?.title ?? "",
  href: href("end"),
});

const briefToRead = (records, drafts) =>
  records["brief/own"] && !drafts.seen.brief
    ? [{ id: "brief", strong: "Read your brief", text: "what you want, and what you cannot give", href: href("brief") }]
    : [];

function aftermathToRead(records, drafts) {
  const last = Math.max(0, ...ofKind(records, "aftermath").map(({ round }) => round));
  if (!last || (drafts.seen.aftermath ?? 0) >= last) return [];
  return [{ id: "aftermath", strong: `Read the aftermath`, text: `of round ${last}`, href: href("aftermath", last) }];
}

function sheetToSeal(records, commands) {
  if (!commands.seal || records["instructions/own"]?.sealed) return [];
  return [{ id: "seal", strong: "Seal your sheet", text: "or your capital keeps to standing instructions", href: href("seal") }];
}

function documentsToAnswer(records, me, commands) {
  const open = ofKind(records, "document").filter(({ status, addressees }) => status === "open" && addressees.includes(me));
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
    note: "signed and ready",
    href: href("document", document.id),
  }));

const named = (records, choice) =>
  (choice?.documents ?? []).map((id) => records[`document/${id}`]).filter(Boolean);

function dues(records, me, commands) {
  if (!commands.seal) return [];
  const due = ofKind(records, "clause").filter(({ debtor, due: isDue }) => debtor === me && isDue);
  if (!due.length || records["instructions/own"]?.sealed) return [];
  const text = due.length === 1 ? "one promise falls due" : `${due.length} promises fall due`;
  return [{ id: "dues", strong: "Perform", text, note: "this round", href: href("seal") }];
}

const messageNeed = (records, message) => ({
  id: `message-${message.id}`,
  strong: asTitle(records, message.from),
  text: `“${shorten(message.text)}”`,
  channel: message.channel,
});

const shorten = (text) => (text.length > 70 ? `${text.slice(0, 68).trimEnd()}…` : text);
