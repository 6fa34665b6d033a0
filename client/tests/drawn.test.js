// What is drawn of the page of the past as observers have it: the page itself lies behind it, not in it.

import test from "node:test";
import assert from "node:assert/strict";

globalThis.document = { createTreeWalker: () => ({}), createComment: () => ({}) };
const { simpler } = await import("../static/page/simpler.js");

test("the rules of a table with a preset are drawn on the page of the past as well", () => {
  const page = { table: { preset: { title: "Five rounds", text: "Short." } }, ui: { folded: { value: {} } } };
  const past = Object.create(page, { isPast: { value: true } });
  assert.ok(simpler(past).values.includes("Five rounds"));
});
