import test from "node:test";
import assert from "node:assert/strict";
import * as sheets from "../static/seal/sheet.js";
import { recordsOf } from "./fixture.js";

const offered = recordsOf("capitals")["menu/own"].commands.seal;
const doc = "k7m2aaaaaaaa";
const clause = "s3x8cccccccc.1";
const blank = sheets.startingSheet(null, null, 2);

/** Return the lines of a sheet that say something. */
const said = (sheet) => Object.fromEntries(Object.entries(sheet).filter(([, line]) => Object.keys(line).length));

test("a sheet goes on from what was typed in this round, else from what was sealed, else from nothing", () => {
  const sealed = { round: 2, instructions: { close: true } };
  assert.equal(sheets.startingSheet({ round: 2, instructions: { close: false } }, sealed, 2).close, false);
  assert.equal(sheets.startingSheet({ round: 1, instructions: {} }, sealed, 2).close, true);
  assert.equal(sheets.startingSheet(null, { round: 1, instructions: { close: true } }, 2).close, false);
});

test("an untouched sheet is an empty one on the wire: perform, accept nothing, do nothing", () => {
  assert.deepEqual(said(sheets.wire(blank, offered)), {});
});

test("guesses go over the wire only about those who may be guessed at, and must add up", () => {
  const open = { ...offered, beliefs: { dprk: [{ id: "dove" }, { id: "hawk" }] } };
  const guessed = sheets.withBelief(sheets.withBelief(blank, "dprk", { dove: 70, hawk: 20 }), "prc", { a: 100 });
  assert.deepEqual(sheets.wire(guessed, open).beliefs, { dprk: { dove: 70, hawk: 20 } });
  assert.equal(sheets.addsUp(guessed, open), false);
  assert.equal(sheets.addsUp(sheets.withBelief(guessed, "dprk", { dove: 80, hawk: 20 }), open), true);
  assert.equal("beliefs" in sheets.wire(sheets.withBelief(guessed, "dprk", null), open), false);
});

test("an acceptance with a reservation carries its tree; no answer leaves nothing behind", () => {
  const { tree } = offered.answers[doc].reservations[0];
  const accepted = sheets.withAnswer(blank, doc, "accept", tree);
  assert.deepEqual(sheets.wire(accepted, offered).answers, { [doc]: { accept: tree } });
  assert.deepEqual(sheets.answerOf(accepted, doc), { is: "accept", reservation: tree });
  assert.equal(sheets.hasGap(accepted), false);
  assert.equal(sheets.hasGap(sheets.withAnswer(blank, doc, "accept", { present: null })), true);
  assert.deepEqual(sheets.withAnswer(accepted, doc, "accept").answers, { [doc]: "accept" });
  assert.deepEqual(sheets.withAnswer(accepted, doc, "none").answers, {});
  assert.deepEqual(sheets.withAnswer(accepted, doc, "decline", tree).answers, { [doc]: "decline" });
});

test("what the menu no longer offers does not go over the wire", () => {
  const stale = {
    ...sheets.withPerformance(sheets.withAnswer(blank, "gone", "accept"), "gone.1", "evade"),
    action: { action: "gone", target: [] },
    return: true,
  };
  assert.deepEqual(said(sheets.wire(stale, offered)), {});
});

test("the sheet's cost is the sum of the prices the menu names", () => {
  let sheet = sheets.withAnswer(blank, doc, "accept");
  sheet = sheets.withAction(sheet, "spy", ["dprk"]);
  sheet = { ...sheet, walk_out: { ground: "any" } };
  assert.deepEqual(sheets.costs(sheet, offered).map(({ amount }) => amount), [1, 1, 3]);
  assert.deepEqual(sheets.costs(sheets.withAnswer(blank, doc, "decline"), offered), []);
});

test("an action toward somebody needs somebody", () => {
  assert.equal(sheets.lacksTarget(sheets.withAction(blank, "spy"), offered), true);
  assert.equal(sheets.lacksTarget(sheets.withAction(blank, "spy", ["prc"]), offered), false);
  assert.equal(sheets.lacksTarget(sheets.withAction(blank, "exercise"), offered), false);
});

test("an action toward a pair needs two", () => {
  const ears = { id: "ears", target: "pair", targets: ["dprk", "prc", "rus"] };
  const open = { ...offered, actions: [...offered.actions, ears] };
  assert.equal(sheets.lacksTarget(sheets.withAction(blank, "ears", ["prc"]), open), true);
  assert.equal(sheets.lacksTarget(sheets.withAction(blank, "ears", ["prc", "rus"]), open), false);
});

test("to perform after all takes the evasion off the sheet", () => {
  const evading = sheets.withPerformance(blank, clause, "evade");
  assert.deepEqual(evading.perform, { [clause]: "evade" });
  assert.deepEqual(sheets.withPerformance(evading, clause, null).perform, {});
});

test("two sheets are the same where they differ in order and defaults only", () => {
  assert.equal(sheets.same({ answers: { b: "accept", a: "decline" }, close: false }, { answers: { a: "decline", b: "accept" }, perform: {} }), true);
  assert.equal(sheets.same({ answers: { a: "accept" } }, { answers: { a: "decline" } }), false);
});

test("what a desk advises comes onto the sheet, and the rest of it stays", () => {
  const sheet = { answers: { a: "decline" }, perform: {}, cures: ["c.1"], action: null, close: false };
  const next = sheets.merged(sheet, { answers: { b: "accept" }, cures: ["c.1", "c.2"], action: { action: "envoy", target: [] }, close: true });
  assert.deepEqual(next, { answers: { a: "decline", b: "accept" }, perform: {}, cures: ["c.1", "c.2"], action: { action: "envoy", target: [] }, close: true });
});

test("a member is offered the choices of its own desks and nothing else", () => {
  const desks = { economy: { answers: { d: {} }, divert: {} }, press: { votes: {}, bid: true, close: true } };
  const offered = (advises) => sheets.offeredTo({ menu: { commands: { advise: { desks, room: 3 } } }, self: { advises } });
  assert.deepEqual(Object.keys(offered(["economy"]).answers), ["d"]);
  assert.equal(offered(["economy"]).close, false);
  assert.equal(offered(["press"]).close, true);
  assert.equal(offered([]), null);
});

test("what an act brings is said as its actor reads it", () => {
  const records = { "meter/tension": { title: "Tension" }, "seat/jpn": { seat: "jpn", name: "Japan", short: "Japan" } };
  const said = [{ by: -1, onus: "actor" }, { by: 2, latitude: "jpn" }, { by: 1, support: "target" }, { by: 3, meter: "tension" }];
  assert.deepEqual(said.map((effect) => sheets.effectText(records, effect)), [
    "our onus −1", "room of Japan +2", "support of the one it is aimed at +1", "Tension +3",
  ]);
});
