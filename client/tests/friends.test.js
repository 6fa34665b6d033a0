import test from "node:test";
import assert from "node:assert/strict";
import { standing } from "../static/page/invited.js";
import { fromRecord, newPaper, wire, newClause } from "../static/composer/paper.js";
import { recordsOf } from "./fixture.js";

test("a friend is at the table, invited by some, or not invited", () => {
  const records = recordsOf();
  assert.equal(standing(records, ["rok", "usa"], true), "at the table");
  assert.match(standing(records, ["rok"], false), /^invited by .*; one more is needed$/);
  assert.equal(standing(records, [], false), "not invited");
});

test("a paper keeps whose help it asks for, there and back", () => {
  const clause = { ...newClause("c1", "rok"), instrument: "fuel", level: 50 };
  const paper = { ...newPaper("p", "rok", "closed"), friends: ["eu"], clauses: [clause] };
  assert.deepEqual(wire(paper, "Fuel").friends, ["eu"]);
  const record = { ...wire(paper, "Fuel"), id: "abc", author: "rok", clauses: [], pools: [], rests: [] };
  assert.deepEqual(fromRecord(record).friends, ["eu"]);
});
