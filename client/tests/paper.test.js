import test from "node:test";
import assert from "node:assert/strict";
import * as papers from "../static/composer/paper.js";
import * as choices from "../static/composer/choices.js";
import { amountPhrase, amounts, undertakingText } from "../static/composer/phrase.js";
import { recordsOf } from "./fixture.js";

const records = recordsOf();
const draft = () => ({
  ...papers.newPaper("k", "rok", "public"),
  addressees: ["dprk"],
  clauses: [
    { ...papers.newClause("a", "rok"), instrument: "fuel", level: 50, beneficiaries: ["dprk"] },
    papers.newClause("b", "dprk"),
  ],
});

test("only whole clauses go over the wire, under the default title until there is one", () => {
  const wire = papers.wire(draft(), "Offer");
  assert.equal(wire.title, "Offer");
  assert.deepEqual(wire.clauses, [{
    debtor: "rok", instrument: "fuel", level: 50, beneficiaries: ["dprk"], start: 0, rounds: null, tranches: 1, verification: "v0", while: true,
  }]);
  assert.equal(papers.isUnfinished(draft()), true);
});

test("a paper without a whole clause, or with a gap in its proviso, is not saved", () => {
  assert.equal(papers.wire(papers.newPaper("k", "rok", "public"), "x"), null);
  assert.equal(papers.wire({ ...draft(), provided: { compliant: null } }, "x"), null);
});

test("without addressees it is a statement", () => {
  assert.equal(papers.wire({ ...draft(), addressees: [] }, "x").form, "statement");
  assert.equal(papers.wire(draft(), "x").form, "joint_text");
});

test("a delegation stands in one place of a paper", () => {
  const moved = papers.place(papers.place(draft(), "prc", "associates"), "prc", "sponsors");
  assert.deepEqual([moved.sponsors, moved.addressees, moved.associates], [["rok", "prc"], ["dprk"], []]);
  assert.deepEqual(papers.place(moved, "dprk", null).addressees, []);
});

test("a draft taken up again and saved unchanged is the same document", () => {
  const record = records["document/s3x8cccccccc"];
  const wire = papers.wire(papers.fromRecord(record), "x");
  assert.equal(wire.title, "Hotline");
  assert.deepEqual(wire.clauses.map(({ while: condition }) => condition), record.clauses.map((clause) => clause.while));
  assert.deepEqual(wire.clauses.map(({ level, rounds, verification }) => [level, rounds, verification]), [[50, 2, "v1"], [1, null, "v3"]]);
});

test("a slot offers what the menu names for that delegation, and nothing else", () => {
  const { draft: menu } = records["menu/own"].commands;
  const offered = choices.undertakings(records, menu.debtors.dprk, "rok", "dprk").map(({ value }) => value);
  assert.deepEqual(offered.sort(), ["artillery 1", "artillery 2", "freeze 1", "freeze 2", "test_moratorium 1", "test_moratorium 2"]);
});

test("our own prices are named beside our own levels only", () => {
  const ours = choices.undertakings(records, ["exercises"], "rok", "rok").map(({ hint }) => hint);
  const theirs = choices.undertakings(records, ["exercises"], "rok", "usa").map(({ hint }) => hint);
  assert.deepEqual(ours, ["costs us 1 room", "costs us 2 room"]);
  assert.deepEqual(theirs, ["", ""]);
});

test("only those may be aimed at whom the instrument is for, and never its debtor", () => {
  const offered = (recipients) => choices.beneficiaryOptions(records, { recipients }, "rok").map(({ value }) => value);
  assert.deepEqual(offered(["dprk", "rok"]), ["dprk"]);
  assert.deepEqual(offered([]), []);
});

test("quantities are pledged in whole steps and read with their amount", () => {
  const fuel = records["instrument/fuel"];
  assert.deepEqual(amounts(fuel), [50, 100, 150, 200]);
  assert.deepEqual(amountPhrase(fuel, 100), ["deliver ", " kt of heavy fuel oil a round"]);
  assert.equal(undertakingText(fuel, 150), "deliver 150 kt of heavy fuel oil a round");
  assert.equal(undertakingText(undefined, 1), "…");
});

test("a condition may name its own paper, and those open or concluded that all its signatories can see", () => {
  const named = (by, more = {}) => choices.documentOptions({ ...records, ...more }, by).map(({ value }) => value);
  const [open, secret] = ["k7m2aaaaaaaa", "s3x8cccccccc"];
  assert.deepEqual(named(records[`document/${open}`]), [open]);
  assert.deepEqual(named(papers.newPaper("k", "rok", "public")), [open, secret]);
  const disclosed = { ...records[`document/${secret}`], disclosed: true };
  assert.deepEqual(named(records[`document/${open}`], { [`document/${secret}`]: disclosed }), [open, secret]);
});

test("a paper is begun with its title or the first thing somebody undertakes", () => {
  const bare = { ...papers.newPaper("k", "rok", "public"), clauses: [papers.newClause("c", "rok")] };
  assert.equal(papers.isBegun(bare), false);
  assert.equal(papers.isBegun({ ...bare, title: "Half" }), true);
  assert.equal(papers.isBegun(papers.withClause(bare, "c", { instrument: "fuel" })), true);
});

test("what several pledge of one thing may be one pool, which goes with its clauses", () => {
  const both = { ...draft(), clauses: ["a", "b"].map((key) => ({ ...papers.newClause(key, "rok"), instrument: "fuel", level: 50 })) };
  assert.deepEqual(papers.poolable(draft()), []);
  assert.deepEqual(papers.poolable(both), [{ instrument: "fuel", sum: 100 }]);
  const pooled = papers.withPool(both, "fuel", 50);
  assert.deepEqual(papers.wire(pooled, "x").pools, [{ instrument: "fuel", target: 50 }]);
  assert.deepEqual(papers.wire({ ...pooled, clauses: [{ ...both.clauses[0], instrument: "food" }] }, "x").pools, []);
  assert.deepEqual(papers.wire(papers.withPool(pooled, "fuel", null), "x").pools, []);
});

test("an expectation with a gap keeps the paper from being saved, a whole one goes with it", () => {
  const expecting = (that) => ({ ...draft(), expectation: { that, by: 3 } });
  assert.equal(papers.wire(expecting(null), "x"), null);
  assert.equal(papers.isUnfinished(expecting(null)), true);
  assert.deepEqual(papers.wire(expecting({ compliant: "dprk" }), "x").expectation, { that: { compliant: "dprk" }, by: 3 });
  assert.equal(papers.wire(draft(), "x").expectation, null);
});

test("papers in force may be let rest, and whose signature that takes is named", () => {
  const resting = { ...draft(), rests: choices.toggled([], "s3x8cccccccc") };
  assert.deepEqual(papers.wire(resting, "x").rests, ["s3x8cccccccc"]);
  assert.deepEqual(choices.toggled(resting.rests, "s3x8cccccccc"), []);
  const bound = { ...records, "document/s3x8cccccccc": { ...records["document/s3x8cccccccc"], bound: ["rok", "jpn"] } };
  assert.match(choices.restOption(bound, resting, "s3x8cccccccc").hint, /^binds Japan too/);
});
