// What waits for control: a list made of its records alone, most pressing first. Pure; items as in needs.

import { ofKind } from "../net/model.js";
import { asTitle } from "../seats.js";
import { listed } from "../words.js";
import { whyPaused } from "./absence.js";
import { href } from "./route.js";

/** Return what needs control now; `newLines` are the last unread words on its lines. */
export function controlNeeds({ records, menu, newLines }) {
  const commands = menu?.commands ?? {};
  const table = records["table/main"] ?? {};
  const { status, outcome } = table;
  if (status === "ended") return [{ id: "end", strong: "See how it ended", text: outcome?.title ?? "", href: href("end") }];
  return [
    ...(commands.open ? [toOpen(records)] : []),
    ...(commands.resume ? [{ id: "paused", strong: `${whyPaused(records, table)}:`, text: "say when it goes on", act: "phase" }] : []),
    ...toRule(records, commands),
    ...newLines.map((message) => lineNeed(records, message)),
    ...(status === "playing" ? away(records) : []),
  ];
}

const people = (records) => ofKind(records, "seat").filter(({ bot }) => !bot);

function toOpen(records) {
  const missing = people(records).filter(({ present }) => !present).map(({ seat }) => asTitle(records, seat));
  return { id: "open", strong: "The talks have not begun:", text: missing.length ? `still to come: ${listed(missing)}` : "all six seats are taken", act: "phase" };
}

const toRule = (records, { adjudicate }) =>
  (adjudicate?.petitions ?? []).map((id) => records[`petition/${id}`]).filter(Boolean).map(({ id, by, title, secret }) => ({
    id: `rule-${id}`,
    strong: `${asTitle(records, by)} asks${secret ? " in secret" : ""}:`,
    text: title,
    note: "rule on it before the round closes",
    act: "petitions",
  }));

const lineNeed = (records, { id, from, text, channel }) => ({ id: `message-${id}`, strong: asTitle(records, from), text: `“${text}”`, channel });

/** Whose seats nobody holds now, nor a bot for them: their capitals do what is due, or control finds somebody. */
const away = (records) =>
  people(records).filter(({ present, stand_in: standIn }) => !present && !standIn).map(({ seat }) => ({
    id: `away-${seat}`,
    strong: `${asTitle(records, seat)} is away`,
    text: "give a new link, let a bot play, or choose what happens meanwhile",
    act: "seats",
  }));

/** Return for whom the phase still waits, in words; nothing where it waits for nobody. */
export function phaseWaits(records) {
  if (records["table/main"]?.status !== "playing") return "";
  const busy = people(records).filter(({ present, ready }) => present && !ready).map(({ seat }) => asTitle(records, seat));
  return busy.length ? `Not ready yet: ${listed(busy)}.` : "";
}
