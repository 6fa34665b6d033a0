import test from "node:test";
import assert from "node:assert/strict";
import { meet } from "../static/composer/meeting.js";
import { fromRecord, newClause, spelled, wire } from "../static/composer/paper.js";
import { recordsOf } from "./fixture.js";

const TITLE = "Offer";
const record = { ...recordsOf()["document/s3x8cccccccc"], version: "one" };
const opened = () => {
  const paper = { ...fromRecord(record), key: "mine", version: "one" };
  return { ...paper, saved: spelled(wire(paper, TITLE)) };
};
const later = (change) => ({ ...record, version: "two", ...change });
const clauses = (change, at = 0) => record.clauses.map((clause, i) => (i === at ? { ...clause, ...change } : clause));
const changed = later({ title: "Hotline and fuel", clauses: record.clauses.slice(0, 1) });

test("a record that says what was saved changes nothing", () => {
  const paper = opened();
  assert.equal(meet(paper, record, TITLE), paper);
});

test("another sponsor's change is taken over where nothing of ours is unsaved", () => {
  const met = meet(opened(), changed, TITLE);
  assert.equal(met.title, "Hotline and fuel");
  assert.deepEqual(met.clauses.map(({ key }) => key), ["s3x8cccccccc.1"]);
  assert.equal(met.asides, undefined);
  assert.equal(meet(met, changed, TITLE), met);
});

test("what we saved ourselves comes back as what is saved, whatever we typed since", () => {
  const sent = spelled(wire({ ...opened(), title: "Ours" }, TITLE));
  const met = meet({ ...opened(), title: "Ours and more", sent }, later({ title: "Ours" }), TITLE);
  assert.deepEqual([met.title, met.saved, met.version, met.asides], ["Ours and more", sent, "two", undefined]);
});

test("two who change different parts both have their way", () => {
  const ours = { ...opened(), title: "Ours", clauses: opened().clauses.map((clause, i) => (i ? { ...clause, rounds: 3 } : clause)) };
  const met = meet(ours, later({ audience: "public", clauses: clauses({ level: 100 }) }), TITLE);
  assert.deepEqual([met.title, met.audience, met.asides], ["Ours", "public", undefined]);
  assert.deepEqual(met.clauses.map(({ level, rounds }) => [level, rounds]), [[100, 2], [1, 3]]);
  assert.deepEqual(met.clauses.map(({ key }) => key), ["s3x8cccccccc.1", "s3x8cccccccc.2"]);
  assert.notEqual(spelled(wire(met, TITLE)), met.saved);
});

test("where two change the same part theirs stands, and ours is kept whole", () => {
  const met = meet({ ...opened(), title: "Ours" }, changed, TITLE);
  assert.equal(met.title, "Hotline and fuel");
  assert.equal(spelled(wire(met, TITLE)), met.saved);
  assert.deepEqual(met.asides.map(({ title, clauses: kept }) => [title, kept.length]), [["Ours", 2]]);
});

test("two who change one clause, and one who changes what another dropped, do not both have their way", () => {
  const typed = { ...opened(), clauses: opened().clauses.map((clause, i) => (i ? clause : { ...clause, rounds: 3 })) };
  assert.equal(meet(typed, later({ clauses: clauses({ level: 100 }) }), TITLE).asides.length, 1);
  assert.equal(meet(typed, later({ clauses: record.clauses.slice(1) }), TITLE).asides.length, 1);
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
