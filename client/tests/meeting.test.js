import test from "node:test";
import assert from "node:assert/strict";
import { meet } from "../static/composer/meeting.js";
import { fromRecord, newClause, wire } from "../static/composer/paper.js";
import { recordsOf } from "./fixture.js";

const TITLE = "Offer";
const record = recordsOf()["document/s3x8cccccccc"];
const opened = () => {
  const paper = { ...fromRecord(record), key: "mine" };
  return { ...paper, saved: JSON.stringify(wire(paper, TITLE)) };
};
const changed = { ...record, title: "Hotline and fuel", clauses: record.clauses.slice(0, 1) };

test("a record that says what was saved changes nothing", () => {
  const paper = opened();
  assert.equal(meet(paper, record, TITLE), paper);
});

test("another sponsor's change is taken over where nothing of ours is unsaved", () => {
  const met = meet(opened(), changed, TITLE);
  assert.equal(met.title, "Hotline and fuel");
  assert.deepEqual(met.clauses.map(({ key }) => key), ["s3x8cccccccc.1"]);
  assert.equal(meet(met, changed, TITLE), met);
});

test("what we are still writing wins and is saved next", () => {
  const paper = { ...opened(), title: "Ours" };
  assert.equal(meet(paper, changed, TITLE), paper);
});

test("a clause with a gap is ours alone and stays", () => {
  const paper = opened();
  const met = meet({ ...paper, clauses: [...paper.clauses, newClause("gap", "rok")] }, changed, TITLE);
  assert.deepEqual(met.clauses.map(({ key }) => key), ["s3x8cccccccc.1", "gap"]);
});

test("a default title is no title of one's own", () => {
  const met = meet(opened(), { ...changed, title: TITLE }, TITLE);
  assert.equal(met.title, "");
});
