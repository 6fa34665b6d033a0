import test from "node:test";
import assert from "node:assert/strict";
import { brierText, byDebtor, inWords, onScale, roundsOf } from "../static/page/tally.js";

const PAIRS = [
  { from: "usa", to: "dprk", rounds: [{ round: 3, kept: 1, part: 0, broken: 0 }, { round: 4, kept: 0, part: 1, broken: 2 }] },
  { from: "usa", to: "rok", rounds: [{ round: 3, kept: 2, part: 0, broken: 1 }] },
  { from: "rok", to: "usa", rounds: [{ round: 2, kept: 1, part: 0, broken: 0 }] },
];

test("promises are added up by who made them, round by round", () => {
  assert.deepEqual(byDebtor(PAIRS), [
    { seat: "usa", rounds: [{ round: 3, kept: 3, part: 0, broken: 1 }, { round: 4, kept: 0, part: 1, broken: 2 }] },
    { seat: "rok", rounds: [{ round: 2, kept: 1, part: 0, broken: 0 }] },
  ]);
  assert.deepEqual(roundsOf(PAIRS), [2, 3, 4]);
});

test("counts are said in words, what is not there is left out", () => {
  assert.equal(inWords({ kept: 2, part: 0, broken: 1 }), "2 kept, 1 broken");
  assert.equal(inWords({ kept: 0, part: 3, broken: 0 }), "3 in part");
});

test("points lie on the scale from no deal to the most", () => {
  assert.equal(onScale(12, { batna: 12, maximum: 62 }), 0);
  assert.equal(onScale(37, { batna: 12, maximum: 62 }), 50);
  assert.equal(onScale(2, { batna: 12, maximum: 62 }), -20);
});

test("a Brier score is written with two decimals", () => {
  assert.equal(brierText(180), "0.18");
  assert.equal(brierText(2000), "2.00");
});
