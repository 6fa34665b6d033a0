import test from "node:test";
import assert from "node:assert/strict";
import { isTakenUp, moments } from "../static/page/moments.js";

test("a fork may begin at the end of each phase there was, the latest first", () => {
  const list = moments({ rounds: [{ round: 1, phases: ["capitals", "reckoning"] }, { round: 2, phases: ["corridors"] }] });
  assert.deepEqual(list.map(({ value }) => value), ["2 corridors", "1 reckoning", "1 capitals"]);
  assert.deepEqual(list.map(({ text }) => text), [
    "round 2, before the end of the Corridors, as the game stood when it ended",
    "the end of round 1",
    "round 1, before the end of the Capitals",
  ]);
});

test("a fork says what it is as long as it is where it began", () => {
  const fork = { table: "a", round: 2, phase: "capitals" };
  const table = { status: "playing", round: 2, phase: "capitals", fork };
  assert.equal(isTakenUp(table), true);
  assert.equal(isTakenUp({ ...table, phase: "reckoning" }), false);
  assert.equal(isTakenUp({ ...table, round: 3 }), false);
  assert.equal(isTakenUp({ ...table, status: "ended" }), false);
  assert.equal(isTakenUp({ ...table, fork: null }), false);
});
