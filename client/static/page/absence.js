// What control chooses beforehand for when a delegation is away: go on, wait, or let a bot stand in. Pure.

import { inText } from "../seats.js";
import { listed, many } from "../words.js";

const GRACE_S = 120;

/** Say what happens while a delegation is away; nothing where the talks just go on. */
export function whileAway({ then, bot, grace }) {
  const first = grace ? `the talks wait ${spelt(grace)} for it, then ` : "";
  if (then === "hold") return "while it is away the talks wait";
  if (then === "bot") return `while it is away ${first}a bot stands in (${bot})`;
  return grace ? `while it is away ${first}go on` : "";
}

const spelt = (seconds) => (seconds % 60 ? many(seconds, "second") : many(seconds / 60, "minute"));

/** Return the choice that all these delegations have in common; nothing where they differ. */
export function commonChoice(seats) {
  const [first, ...others] = seats.map(({ absence }) => chosen(absence));
  return others.every((each) => each === first) ? first : "";
}

/** Return the choices for a delegation: value, text and the command each gives. */
export const absenceOptions = (bots) => [
  { value: "standing 0", text: "the talks go on without it" },
  { value: `standing ${GRACE_S}`, text: "wait two minutes, then go on" },
  { value: "hold 0", text: "wait until it is back" },
  ...bots.flatMap(({ bot }) => [
    { value: `bot:${bot} 0`, text: `a bot stands in: ${bot}` },
    { value: `bot:${bot} ${GRACE_S}`, text: `wait two minutes, then a bot: ${bot}` },
  ]),
];

/** Return the choice that was made as the value of an option. */
export const chosen = ({ then, bot, grace }) => `${then === "bot" ? `bot:${bot}` : then} ${grace}`;

/** Return the command that a choice gives. */
export function absenceCommand(seat, value) {
  const [then, grace] = value.split(" ");
  return { kind: "absence", seat, then, grace: Number(grace) };
}

/** Say what a paused clock shows: whom it waits for, if anybody. */
export const whyPaused = (records, { awaits }) =>
  awaits?.length ? `Waiting for ${listed(awaits.map((seat) => inText(records, seat)))}` : "Paused";
