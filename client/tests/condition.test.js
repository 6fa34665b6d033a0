import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as conditions from "../static/composer/condition.js";
import { names } from "../static/composer/naming.js";
import { say as inWords } from "../static/composer/saying.js";
import { recordsOf } from "./fixture.js";

const freeze = { by: "dprk", instrument: "freeze", level: 1 };
const say = (tree) => inWords(tree, names(recordsOf()));
const leaves = (tree) => {
  if (conditions.formOf(tree) === "not") return leaves(tree.not);
  return conditions.isGroup(tree) ? conditions.members(tree).flatMap(leaves) : [tree];
};

test("every form of the rulebook's table can be chosen, and reads back as itself", () => {
  const book = readFileSync(new URL("../../docs/rulebook.md", import.meta.url), "utf8");
  const trees = [...book.matchAll(/^\| `(true|\{.*\})` \|/gm)].map(([, tree]) => JSON.parse(tree));
  const known = new Set(conditions.FORMS.map(({ form }) => form));
  assert.equal(trees.length, 21);
  for (const tree of trees) {
    assert.ok(known.has(conditions.formOf(tree)), JSON.stringify(tree));
    for (const leaf of leaves(tree)) {
      if (leaf !== true) assert.deepEqual(conditions.saying(leaf, conditions.inside(leaf)), leaf);
      assert.ok(!say(leaf).includes("undefined"), say(leaf));
    }
  }
});

test("every form that can be chosen starts as itself, and all but two still have a gap", () => {
  for (const { form } of conditions.FORMS) assert.equal(conditions.formOf(conditions.become(form)), form);
  const whole = conditions.FORMS.map(({ form }) => form).filter((form) => conditions.complete(conditions.become(form)));
  assert.deepEqual(whole.sort(), ["always", "charter"]);
});

test("turning a promise into a fact of the past keeps who and what", () => {
  const before = { operative: freeze };
  assert.deepEqual(conditions.become("verified", before), { verified: freeze });
  assert.deepEqual(conditions.become("was operative", before), { was: { operative: freeze } });
  assert.deepEqual(conditions.become("compliant", before), { compliant: "dprk" });
  assert.deepEqual(conditions.become("operative", { was: { operative: freeze } }), before);
});

test("another question about the same paper keeps the paper", () => {
  const pool = { document: "d", instrument: "fuel", at_least: 200 };
  assert.deepEqual(conditions.become("was pool", { pool }), { was: { pool } });
  assert.deepEqual(conditions.become("concluded", { pool }), { concluded: "d" });
  assert.deepEqual(conditions.become("was accepts", { accepts: { by: "jpn", document: "d" } }), { was: { accepts: { by: "jpn", document: "d" } } });
  assert.deepEqual(conditions.become("pool", { concluded: "d" }), { pool: { document: "d", instrument: null, at_least: null } });
});

test("a not keeps what lies behind, and drops what is of the same step, however deep", () => {
  assert.deepEqual(conditions.become("not", { performed: freeze }), { not: { performed: freeze } });
  assert.deepEqual(conditions.become("not", { was: { operative: freeze } }), { not: { was: { operative: freeze } } });
  assert.deepEqual(conditions.become("not", { operative: freeze }), { not: null });
  assert.equal(conditions.isTogether({ all: [{ present: "usa" }, { any: [{ concluded: "d" }] }] }), true);
  assert.deepEqual(conditions.become("all", { not: { present: "usa" } }), { all: [{ present: "usa" }, null] });
});

test("a bound on whom or how verified is left out once it is taken back", () => {
  const bound = conditions.withUndertaking({ was: { operative: freeze } }, { toward: "rok", verification: "v3" });
  assert.deepEqual(bound, { was: { operative: { ...freeze, toward: "rok", verification: "v3" } } });
  assert.deepEqual(conditions.withUndertaking(bound, { toward: null, verification: null }), { was: { operative: freeze } });
});

test("a group of one is that one, of none it is no condition, and k never asks for more than there are", () => {
  const of = [{ compliant: "dprk" }, { present: "usa" }, { charter: "all_other_five" }];
  assert.deepEqual(conditions.withMembers({ all: of }, [of[0]]), of[0]);
  assert.equal(conditions.withMembers({ all: [of[0]] }, []), true);
  assert.deepEqual(conditions.withMembers({ at_least: [3, of] }, of.slice(0, 2)), { at_least: [2, of.slice(0, 2)] });
});

test("a gap anywhere makes the whole unfinished", () => {
  assert.equal(conditions.complete({ all: [{ compliant: "dprk" }, null] }), false);
  assert.equal(conditions.complete({ not: null }), false);
  assert.equal(conditions.complete({ at_least: [1, [{ meter: { name: "tension", at_most: null } }]] }), false);
  assert.equal(conditions.complete({ at_least: [1, [{ meter: { name: "tension", at_most: 40 } }]] }), true);
});

test("the paper's other clauses are offered first, as promises and as deeds, never one's own", () => {
  const clauses = [
    { key: "a", debtor: "rok", instrument: "fuel", level: 50 },
    { key: "b", debtor: "dprk", instrument: "freeze", level: 1 },
    { key: "c", debtor: "dprk", instrument: null, level: null },
  ];
  assert.deepEqual(conditions.suggestions({ clauses }, clauses[0]), [{ operative: freeze }, { performed: freeze }]);
  assert.deepEqual(conditions.suggestions({ clauses }, clauses[0], true), [{ performed: freeze }]);
  assert.equal(conditions.suggestions({ clauses }, null).length, 4);
});

test("conditions read as sentences", () => {
  assert.equal(say({ operative: freeze }), "North Korea undertakes to freeze the reactor at Yongbyon");
  assert.equal(say({ performed: { by: "rok", instrument: "fuel", level: 100 } }), "South Korea has carried out its promise to deliver at least 100 kt of heavy fuel oil in all");
  assert.equal(say({ any: [{ meter: { name: "tension", at_most: 40 } }, { round: { at_least: 3 } }] }), "tension stands at 40 or less, or it is round 3 or more");
  assert.equal(say({ at_least: [2, [{ compliant: "usa" }, { present: "prc" }, true]] }), "at least 2 of: the United States keeps all its promises; China is at the table; always");
  assert.equal(say({ not: { open: "hostile" } }), "it is not so that the ground Hostile policy is open");
  assert.equal(say({ verified: { ...freeze, toward: "rok", verification: "v3" } }), "North Korea was verified to freeze the reactor at Yongbyon toward South Korea, under observers or closer");
  assert.equal(say({ pool: { document: "k7m2aaaaaaaa", instrument: "fuel", at_least: 200 } }), "K7M2 pledges together at least 200 kt of heavy fuel oil a round");
  assert.equal(say({ all: [null, { any: [{ round: { at_most: 2 } }, null] }] }), "…, and [it is round 2 or less, or …]");
});
