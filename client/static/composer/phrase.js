// What instruments are called in a clause: phrases of levels and amounts, from instrument records.
// Pure; the words are the scenario's.

/** Return the undertaking as it follows "will": "suspend all tests", "deliver 100 kt of food a round". */
export function undertakingText(instrument, level) {
  if (!instrument) return "…";
  const [before, after] = amountPhrase(instrument, level);
  return after === null ? before : `${before}${level ?? "…"}${after}`;
}

/** Return the text before and after the amount; for a stance the whole phrase and null. */
export function amountPhrase(instrument, level) {
  if (instrument.kind === "stance") {
    const found = instrument.levels.find((each) => each.level === level);
    return [found?.phrase ?? instrument.title.toLowerCase(), null];
  }
  const phrase = instrument.phrase ?? `provide {amount} ${instrument.unit} a round (${instrument.title.toLowerCase()})`;
  const [before, after = ""] = phrase.split("{amount}");
  return [before, after];
}

/** Return the amounts one clause may pledge a round: the multiples of the step. */
export function amounts({ step, max }) {
  return Array.from({ length: Math.floor(max / step) }, (_, i) => (i + 1) * step);
}
