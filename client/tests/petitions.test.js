import test from "node:test";
import assert from "node:assert/strict";
import { newestFirst, waitingFirst } from "../static/page/newest.js";

test("petitions that wait come first, then the newest", () => {
  const list = [{ id: "a", round: 1, status: "failed" }, { id: "b", round: 2, status: "refused" }, { id: "c", round: 1, status: "open" }];
  assert.deepEqual(list.sort(waitingFirst).map(({ id }) => id), ["c", "b", "a"]);
});

test("what is said to the press is news with its author; what is said elsewhere, or erased, is not", () => {
  const message = (id, channel, at_ms, erased = false) => ({ id, channel, at_ms, erased, round: 2, from: "rok", text: `Words ${id}.` });
  const records = {
    "seat/rok": { seat: "rok", name: "Republic of Korea", short: "the ROK", code: "ROK" },
    "news/flood-2": { id: "flood-2", round: 2, title: "A flood", text: "Rain.", effects: [] },
    "news/late-3": { id: "late-3", round: 3, title: "Later", text: "Sun.", effects: [] },
    "message/m1": message("m1", "press", 1),
    "message/m2": message("m2", "press", 2),
    "message/m3": message("m3", "room", 3),
    "message/m4": message("m4", "press", 4, true),
  };
  assert.deepEqual(newestFirst(records).map(({ id }) => id), ["late-3", "m2", "m1", "flood-2"]);
  assert.equal(newestFirst(records)[1].title, "ROK, to the press");
});
