// The recorded records that the tests of pure modules read. Frozen, so that nobody changes them.

import { readFileSync } from "node:fs";

const { records, patches } = JSON.parse(readFileSync(new URL("fixture.json", import.meta.url), "utf8"));

/** Return the records of the plenary of round 2, as South Korea sees it, or with a patch. */
export const recordsOf = (patch) => Object.freeze({ ...records, ...(patch ? patches[patch] : {}) });

/** Return a storage like the browser's. */
export function memoryStorage() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, String(value)),
    removeItem: (key) => kept.delete(key),
    size: () => kept.size,
  };
}
