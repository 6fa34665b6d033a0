// What instruments are called in a clause: phrases of levels and amounts, from instrument records.
// Pure; the words are the scenario's.

/** Return the undertaking as it follows "will": "suspend all tests", "deliver 100 kt of food a round". */
export function undertakingText(instrument, level, total = false) {
  if (!instrument) return "…";
  const [before, after] = amountPhrase(instrument, level, total);
  return after === null ? before : `${before}${total ? "at least " : ""}${level ?? "…"}${after}`;
}

/** Return the text before and after the amount, a round or in all; for a stance the whole phrase and null. */
export function amountPhrase(instrument, level, total = false) {
  if (instrument.kind === "stance") {
    const found = instrument.levels.find((each) => each.level === level);
    return [found?.phrase ?? instrument.title.toLowerCase(), null];
  }
  const phrase = instrument.phrase ?? `provide {amount} ${instrument.unit} a round (${instrument.title.toLowerCase()})`;
  const [before, after = ""] = (total ? inAll(phrase) : phrase).split("{amount}");
  return [before, after];
}

const inAll = (phrase) => (phrase.includes(" a round") ? phrase.replace(" a round", " in all") : `${phrase} in all`);

/** Return the amounts one clause may pledge a round: the multiples of the step. */
export function amounts({ step, max }) {
  return Array.from({ length: Math.floor(max / step) }, (_, i) => (i + 1) * step);
}

const OFTEN = 6;

/** Return amounts that several clauses, or several rounds, come to: by steps, then by whole pledges. */
export function largeAmounts(instrument) {
  const more = Array.from({ length: OFTEN - 1 }, (_, i) => (i + 2) * instrument.max);
  return [...amounts(instrument), ...more];
}
