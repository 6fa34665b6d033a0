import test from "node:test";
import assert from "node:assert/strict";
import { hello, initial, ofKind, receive } from "../static/net/model.js";

const welcome = (part = {}) => ({
  type: "welcome", table: "t1", seat: "rok", person: "rok.1", seq: 5, epoch: "e1", full: true,
  records: { "seat/rok": { seat: "rok" }, "meter/a": { name: "a" } }, drop: [], now: 10_000, ...part,
});

test("a full welcome replaces everything", () => {
  const before = receive(initial, welcome(), 9_000);
  const now = receive(before, welcome({ seq: 9, records: { "seat/usa": {} } }), 9_000);
  assert.deepEqual(Object.keys(now.records), ["seat/usa"]);
});

test("a welcome that is not full adds what changed and drops what went", () => {
  const before = receive(initial, welcome(), 9_000);
  const now = receive(before, welcome({ full: false, seq: 7, records: { "meter/b": {} }, drop: ["meter/a"] }), 9_000);
  assert.deepEqual(Object.keys(now.records).sort(), ["meter/b", "seat/rok"]);
});

test("a put that comes late or twice changes nothing", () => {
  const before = receive(initial, welcome(), 0);
  assert.equal(receive(before, { type: "put", seq: 5, records: { "meter/x": {} }, drop: [] }), before);
  const after = receive(before, { type: "put", seq: 6, records: { "meter/x": {} }, drop: ["meter/a"] });
  assert.deepEqual(Object.keys(after.records).sort(), ["meter/x", "seat/rok"]);
  assert.equal(after.seq, 6);
});

test("only welcome and put write records", () => {
  const before = receive(initial, welcome(), 0);
  for (const type of ["done", "refused", "bye", "something-new"]) {
    assert.equal(receive(before, { type, id: "x", seq: 99, records: { "meter/x": {} } }), before);
  }
});

test("the clock's offset is the server's time less ours", () => {
  assert.equal(receive(initial, welcome({ now: 10_000 }), 9_400).clockOffset, 600);
});

test("the first hello names no cursor, the next ones say from where to go on", () => {
  assert.deepEqual(hello(initial, "rok"), { type: "hello", as: "rok" });
  const later = receive(receive(initial, welcome(), 0), { type: "put", seq: 6, records: {}, drop: [] });
  assert.deepEqual(hello(later, "rok"), { type: "hello", as: "rok", since: 6, epoch: "e1" });
});

test("records of a kind are found by their key, not by a longer kind's", () => {
  const records = { "seat/rok": { a: 1 }, "seating/x": { a: 2 } };
  assert.deepEqual(ofKind(records, "seat"), [{ a: 1 }]);
});
