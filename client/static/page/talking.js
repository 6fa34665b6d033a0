// Channels and messages as the talk column needs them: order, names, what is unread. Pure.

import { ofKind } from "../net/model.js";
import { asTitle, code, guestOf, inOrder } from "../seats.js";
import { lateness, listed } from "../words.js";

/**
 * Return the channels: room and press, control's line, then the private ones as they were opened.
 * A new one comes last: none moves away from under a finger.
 */
export function channels(records, me) {
  const first = firstByChannel(records);
  return ofKind(records, "channel")
    .map((channel) => ({ ...channel, name: nameOf(records, channel, me), at: first[channel.id] ?? 0 }))
    .sort((a, b) => RANK[a.kind] - RANK[b.kind] || a.at - b.at || a.id.localeCompare(b.id));
}

const RANK = { team: 0, room: 1, press: 2, control: 3, private: 4 };

function firstByChannel(records) {
  const first = {};
  for (const { channel, at_ms } of ofKind(records, "message")) {
    first[channel] = Math.min(first[channel] ?? at_ms, at_ms);
  }
  return first;
}

/** Return what a channel is called for `me`: "Room", "Press", "China", "USA, JPN", "Control". */
export function nameOf(records, { id, kind, members }, me) {
  if (kind === "room") return "Room";
  if (kind === "press") return "Press";
  if (kind === "team") return me === "control" ? `${asTitle(records, id.split("+")[1])} team` : "Team";
  if (kind === "control") return me === "control" ? `${asTitle(records, id.split("+")[1])} line` : "Control";
  const others = inOrder(members).filter((seat) => seat !== me);
  return others.length > 1 ? others.map((seat) => guestOf(records, seat)?.short ?? code(records, seat)).join(", ") : asTitle(records, others[0]);
}

/** Return the messages of one channel, oldest first. */
export const messagesIn = (records, channel) =>
  ofKind(records, "message")
    .filter((message) => message.channel === channel)
    .sort((a, b) => a.at_ms - b.at_ms || a.id.localeCompare(b.id));

/** Whether somebody else said it: on a team's channel the other people of one's delegation, of whom one is `self`. */
const isOthers = ({ from, speaker }, me, self) => from !== me || Boolean(speaker && speaker !== self?.title);

/** Return how many messages of others in a channel came after the last one read. */
export function unread(records, channel, me, readUntil = 0, self = null) {
  return messagesIn(records, channel).filter((message) => isOthers(message, me, self) && message.at_ms > readUntil).length;
}

/** Whether one said it oneself. */
export const isMine = (message, me, self) => !isOthers(message, me, self);

/** Return the last unread message of each private, team's or control channel. */
export function newPrivate(records, me, read, self = null) {
  return channels(records, me)
    .filter(({ kind }) => kind === "private" || kind === "control" || (kind === "team" && me !== "control"))
    .map(({ id }) => messagesIn(records, id).at(-1))
    .filter((message) => message && !message.erased && isOthers(message, me, self) && message.at_ms > (read[message.channel] ?? 0));
}

/** Return the id of the private channel of these seats, whether or not it is there yet. */
export const channelId = (seats) => inOrder(seats).join("+");

/** Return who reads what is said here, observers too where control lets them see everything late. */
export function readers(records, channel, me) {
  const delay = channel.kind === "press" ? null : records["table/main"]?.unveiled;
  return `${readersNow(records, channel, me)}${delay ? ` Observers can, ${lateness(delay)}.` : ""}`;
}

function readersNow(records, { kind, members, id }, me) {
  if (kind === "room") return "All six delegations read this, and control.";
  if (kind === "press") return "The whole world reads this.";
  if (kind === "team") return "Only this delegation’s own people read this, and control.";
  if (kind === "control") return me === "control" ? `Only ${asTitle(records, id.split("+")[1])} reads this.` : "Only control reads this.";
  const others = inOrder(members ?? id.split("+")).filter((seat) => seat !== me).map((seat) => asTitle(records, seat));
  return `In private: only ${listed(others)} ${others.length > 1 ? "read" : "reads"} this, and control.`;
}

/** Return how many messages are unread in all; control, who can read every channel, is written to on its lines. */
export const totalUnread = (records, me, read, self = null) =>
  ofKind(records, "channel").filter(({ kind }) => me !== "control" || kind === "control").reduce((sum, { id }) => sum + unread(records, id, me, read[id], self), 0);
