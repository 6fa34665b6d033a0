// What became of one promise from round to round, told in as few words as there are changes. Pure.

/** Return the rounds as runs of one outcome: {from, to, outcome, verified, known}. */
export function runs(rounds) {
  const found = [];
  for (const each of rounds) {
    const last = found.at(-1);
    const goesOn = last && SAME.every((key) => last[key] === each[key]) && last.to === each.round - 1;
    if (goesOn) last.to = each.round;
    else found.push({ ...each, from: each.round, to: each.round });
  }
  return found;
}

const SAME = ["outcome", "verified", "known"];
