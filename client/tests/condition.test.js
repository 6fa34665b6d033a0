import test from "node:test";
import assert from "node:assert/strict";
import * as conditions from "../static/composer/condition.js";
import { names } from "../static/composer/naming.js";
import { recordsOf } from "./fixture.js";

const freeze = { by: "dprk", instrument: "freeze", level: 1 };
const say = (tree) => conditions.say(tree, names(recordsOf()));

test("every form that can be chosen starts as itself, and all but three still have a gap", () => {
  for (const { form } of conditions.FORMS) assert.equal(conditions.formOf(conditions.become(form)), form);
  const whole = conditions.FORMS.map(({ form }) => form).filter((form) => conditions.complete(conditions.become(form)));
  assert.deepEqual(whole.sort(), ["all", "always", "any", "at_least", "charter"]);
});

test("turning a promise into a fact of the past keeps who and what", () => {
  const before = { operative: freeze };
  assert.deepEqual(conditions.become("verified", before), { verified: freeze });
  assert.deepEqual(conditions.become("was", before), { was: { operative: freeze } });
  assert.deepEqual(conditions.become("compliant", before), { compliant: "dprk" });
  assert.deepEqual(conditions.become("operative", { was: { operative: freeze } }), before);
});

test("a group of one is that one, and k never asks for more than there are", () => {
  const of = [{ compliant: "dprk" }, { present: "usa" }, { charter: "all_other_five" }];
  assert.deepEqual(conditions.withMembers({ all: of }, [of[0]]), of[0]);
  assert.deepEqual(conditions.withMembers({ at_least: [3, of] }, of.slice(0, 2)), { at_least: [2, of.slice(0, 2)] });
});

test("a gap anywhere makes the whole unfinished", () => {
  assert.equal(conditions.complete({ all: [{ compliant: "dprk" }, null] }), false);
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
});

test("conditions read as sentences", () => {
  assert.equal(say({ operative: freeze }), "North Korea undertakes to freeze the reactor at Yongbyon");
  assert.equal(say({ performed: { by: "rok", instrument: "fuel", level: 100 } }), "South Korea has carried out its promise to deliver 100 kt of heavy fuel oil a round");
  assert.equal(say({ any: [{ meter: { name: "tension", at_most: 40 } }, { round: { at_least: 3 } }] }), "tension stands at 40 or less, or it is round 3 or more");
  assert.equal(say({ at_least: [2, [{ compliant: "usa" }, { present: "prc" }, true]] }), "at least 2 of: the United States keeps all its promises; China is at the table; always");
});

test("a form this page cannot build is shown as such and kept", () => {
  const tree = { pool: { document: "d", instrument: "fuel", at_least: 3 } };
  assert.equal(conditions.formOf(tree), "other");
  assert.equal(conditions.formOf({ was: { concluded: "d" } }), "other");
  assert.equal(conditions.complete(tree), true);
});
