// Founding a table from this browser: ask for it, take control's seat and one's own, open it if alone.

import { createTable, giveCommand, takeSeat } from "../net/api.js";

/** Found a table; with `seat` this browser plays it and the table opens at once. Returns the answer. */
export async function founded(wish, seat = null) {
  const made = await createTable(wish);
  await takeSeat(made.table, made.control.token);
  if (seat) {
    await takeSeat(made.table, made.seats[seat].token);
    await giveCommand(made.table, made.control.token, { kind: "open" });
  }
  return made;
}

/** Return what to ask for to play `seat` against bots; `bot` is any, or one character ("bot:NAME"). */
export const soloWish = (scenario, seat, seats, bot) => ({
  scenario,
  clock: "none",
  seats: Object.fromEntries(seats.filter((each) => each !== seat).map((each) => [each, bot])),
});
