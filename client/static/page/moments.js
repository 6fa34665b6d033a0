// Forks in words: from where a game that is over may be played on, and whether a fork is still there. Pure.

import { PHASES } from "../words.js";

/** Return the moments a fork may begin at, the latest first: value, text. */
export function moments({ rounds }) {
  const all = rounds.flatMap(({ round, phases }) => phases.map((phase) => ({ round, phase })));
  return all.reverse().map(({ round, phase }, place) => ({ round, phase, value: `${round} ${phase}`, text: momentText(round, phase, place === 0) }));
}

function momentText(round, phase, isLast) {
  const when = phase === "reckoning" ? `the end of round ${round}` : `round ${round}, before the end of the ${PHASES[phase].title}`;
  return isLast ? `${when}, as the game stood when it ended` : when;
}

/** Whether this is a fork that is still where it began. */
export const isTakenUp = ({ status, fork, round, phase }) => status === "playing" && Boolean(fork) && round === fork.round && phase === fork.phase;
