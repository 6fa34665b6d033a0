import test from "node:test";
import assert from "node:assert/strict";
import { add, answered, asFrame, load, save } from "../static/net/pending.js";
import { uuid } from "../static/net/uuid.js";
import { memoryStorage } from "./fixture.js";

const two = add(add([], "a", { kind: "say", text: "one" }), "b", { kind: "ready", on: true });

test("a command stays pending until its own answer comes", () => {
  assert.equal(answered(two, { type: "done", id: "z", seq: 1 }).length, 2);
  assert.deepEqual(answered(two, { type: "done", id: "a", seq: 1 }).map(({ id }) => id), ["b"]);
  assert.deepEqual(answered(two, { type: "refused", id: "b", code: "not-your-phase" }).map(({ id }) => id), ["a"]);
});

test("a refusal to be slower is no answer: the command is sent again", () => {
  assert.equal(answered(two, { type: "refused", id: "a", code: "slow-down" }), two);
});

test("a put is no answer", () => {
  assert.equal(answered(two, { type: "put", id: "a", seq: 3 }), two);
});

test("pending commands outlive the page and are sent under the same id", () => {
  const storage = memoryStorage();
  save(storage, "k", two);
  assert.deepEqual(load(storage, "k").map(asFrame), [
    { type: "do", id: "a", command: { kind: "say", text: "one" } },
    { type: "do", id: "b", command: { kind: "ready", on: true } },
  ]);
  save(storage, "k", []);
  assert.equal(storage.size(), 0);
});

test("what is no list of commands in the storage is ignored", () => {
  const storage = memoryStorage();
  for (const broken of ["{", "7", '[{"id":1}]', "null"]) {
    storage.setItem("k", broken);
    assert.deepEqual(load(storage, "k"), []);
  }
});

test("ids are version 4 UUIDs, also where the browser offers no randomUUID", () => {
  const source = { getRandomValues: (bytes) => bytes.fill(0xff) };
  assert.equal(uuid(source), "ffffffff-ffff-4fff-bfff-ffffffffffff");
  assert.notEqual(uuid(), uuid());
});
