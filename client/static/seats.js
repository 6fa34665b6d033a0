// The six delegations as records name them, in the fixed order; and the order around the table.

import { GUESTS, SEATS } from "./words.js";

// As in the hall: going round clockwise. The viewer's own seat is turned to the near edge.
const AROUND = ["rok", "dprk", "rus", "prc", "jpn", "usa"];

/** Return the delegation's record, or a bare one while nothing is known of it. */
export const seatOf = (records, seat) =>
  records[`seat/${seat}`] ?? { seat, name: seat.toUpperCase(), code: seat.toUpperCase() };

export const code = (records, seat) => seatOf(records, seat).code;

/** Return the short name as in running text: "the United States", "China". */
export const inText = (records, seat) => {
  if (seat === "control") return "control";
  return guestOf(records, seat)?.name ?? withArticle(asTitle(records, seat));
};

/** Return the name as in a treaty: "the Republic of Korea", "Japan". */
export const formally = (records, seat) => withArticle(seatOf(records, seat).name);

/** Return the record of who has a seat besides the six, if the table has it. */
export const guestOf = (records, guest) => records[`guest/${guest}`];

/** Return the name as a title: "DPRK", "United States". */
export const asTitle = (records, seat) => {
  if (seat === "control") return "Control";
  if (GUESTS.includes(seat)) return guestOf(records, seat)?.short ?? seat.toUpperCase();
  const { name, short } = seatOf(records, seat);
  return (short ?? name).replace(/^the /i, "");
};

const withArticle = (name) => (/united|republic|federation|union|^DPRK|^ROK/i.test(name) ? `the ${name.replace(/^the /i, "")}` : name);

/** Return seats in table order, guests after the six. */
export const inOrder = (seats) => [...SEATS, ...GUESTS].filter((seat) => seats.includes(seat));

/** Return the six seats clockwise from the near edge, `me` (or who faces `host`) first. */
export function around(me, host = "prc") {
  const near = AROUND.includes(me) ? AROUND.indexOf(me) : (AROUND.indexOf(host) + 3) % 6;
  return [...AROUND.slice(near), ...AROUND.slice(0, near)];
}
