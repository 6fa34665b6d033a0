// Sums and scales of the debrief: what its charts show. Pure.

/** Return where points lie between no deal, 0, and the most the sheet allows, 100. */
export const onScale = (points, { batna, maximum }) => Math.round(((points - batna) * 100) / (maximum - batna));

/** Return each delegation's promises by round, whoever they were owed to: [{seat, rounds: [{round, kept, part, broken}]}]. */
export function byDebtor(pairs) {
  const seats = new Map();
  for (const { from, rounds } of pairs) {
    const sums = seats.get(from) ?? new Map();
    for (const { round, kept, part, broken } of rounds) {
      const sum = sums.get(round) ?? { round, kept: 0, part: 0, broken: 0 };
      sums.set(round, { round, kept: sum.kept + kept, part: sum.part + part, broken: sum.broken + broken });
    }
    seats.set(from, sums);
  }
  return [...seats].map(([seat, sums]) => ({ seat, rounds: [...sums.values()].sort((a, b) => a.round - b.round) }));
}

/** Return every round that any pair has, in order. */
export const roundsOf = (pairs) => [...new Set(pairs.flatMap(({ rounds }) => rounds.map(({ round }) => round)))].sort((a, b) => a - b);

/** Return a count of promises in words: "2 kept, 1 broken". */
export const inWords = ({ kept, part, broken }) =>
  [[kept, "kept"], [part, "in part"], [broken, "broken"]].filter(([count]) => count).map(([count, word]) => `${count} ${word}`).join(", ");

/** Return a Brier score as it is written: thousandths as a decimal number. */
export const brierText = (thousandths) => (thousandths / 1000).toFixed(2);
