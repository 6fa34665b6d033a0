import test from "node:test";
import assert from "node:assert/strict";
import { needs, nextSteps } from "../static/page/needs.js";
import { controlNeeds, phaseWaits } from "../static/page/control-needs.js";
import * as talking from "../static/page/talking.js";
import { absenceCommand, absenceOptions, chosen, commonChoice, whileAway, whyPaused } from "../static/page/absence.js";
import { secondsLeft, spell } from "../static/page/clock.js";
import { SIZES, layout, placePapers, turnOf } from "../static/page/geometry.js";
import { asCalled, callOf, piles, wordsOn } from "../static/page/piles.js";
import { runs } from "../static/page/runs.js";
import { choices, question, recordsOfPast } from "../static/page/unveiled.js";
import { parseRoute, href } from "../static/page/route.js";
import { around, asTitle, formally, inText } from "../static/seats.js";
import { parse } from "../static/markdown.js";
import { parseToken, tidyCode } from "../static/net/token.js";
import { openDrafts } from "../static/net/drafts.js";
import { deedOf, listed, many, signed, within } from "../static/words.js";
import { ofKind } from "../static/net/model.js";
import { memoryStorage, recordsOf } from "./fixture.js";

const newsIds = ofKind(recordsOf(), "news").map(({ id }) => id);
const needsIn = (patch, seen = {}) => {
  const records = recordsOf(patch);
  return needs({ records, me: "rok", menu: records["menu/own"], drafts: { seen }, newPrivate: [] }).map(({ id }) => id);
};

test("in the plenary: read, answer later, sign", () => {
  assert.deepEqual(needsIn(), ["aftermath", "sign-d5q9bbbbbbbb", "news", "answer-k7m2aaaaaaaa"]);
});

test("the brief waits in the first round until it is read here, or until who must have read it has acted", () => {
  const records = { "table/main": { round: 1, status: "playing" }, "brief/own": {}, "seat/rok": { ready: false } };
  const waits = (more, seen = {}) =>
    needs({ records: { ...records, ...more }, me: "rok", menu: { commands: {} }, drafts: { seen }, newPrivate: [] }).some(({ id }) => id === "brief");
  assert.equal(waits({}), true);
  assert.equal(waits({}, { brief: true }), false);
  assert.equal(waits({ "message/m": { channel: "room", from: "usa", text: "x" } }), true);
  assert.equal(waits({ "message/m": { channel: "room", from: "rok", text: "x" } }), false);
  assert.equal(waits({ "document/d": { author: "rok", sponsors: ["rok"], addressees: [], status: "draft" } }), false);
  assert.equal(waits({ "table/main": { round: 2, status: "playing" } }), false);
});

test("control has a sign for all that waits for it: the table, petitions, words on its lines, empty seats", () => {
  const seat = (code, more) => ({ [`seat/${code}`]: { seat: code, short: code, present: true, ready: false, bot: null, ...more } });
  const records = {
    "table/main": { status: "playing", round: 1 },
    ...seat("dprk", {}), ...seat("rok", { present: false }), ...seat("usa", { bot: "maximiser", present: false }), ...seat("prc", { ready: true }),
    "petition/p": { id: "p", by: "dprk", title: "A match", status: "open", secret: true },
  };
  const menu = { commands: { resume: {}, adjudicate: { petitions: ["p"] } } };
  const newLines = [{ id: "m", from: "prc", text: "When?", channel: "control+prc" }];
  assert.deepEqual(controlNeeds({ records, menu, newLines }).map(({ id }) => id), ["paused", "rule-p", "message-m", "away-rok"]);
  assert.deepEqual(controlNeeds({ records, menu: { commands: { open: {} } }, newLines: [] })[0].text, "still to come: rok");
  const held = { ...records, "table/main": { ...records["table/main"], awaits: ["rok"] } };
  assert.equal(controlNeeds({ records: held, menu, newLines: [] })[0].strong, "Waiting for the rok:");
  const stoodIn = { ...records, ...seat("rok", { present: false, stand_in: "maximiser" }) };
  assert.deepEqual(controlNeeds({ records: stoodIn, menu, newLines: [] }).map(({ id }) => id), ["paused", "rule-p"]);
  assert.equal(phaseWaits(records), "Not ready yet: dprk.");
  assert.deepEqual(controlNeeds({ records: { "table/main": { status: "ended", outcome: null } }, menu, newLines: [] }).map(({ id }) => id), ["end"]);
});

test("news waits in its round and the next, and not once it was read", () => {
  const records = { "table/main": { round: 3 }, "news/a": { id: "a", round: 1, title: "Old" }, "news/b": { id: "b", round: 2, title: "New" } };
  const list = (seen) => needs({ records, me: "rok", menu: { commands: {} }, drafts: { seen }, newPrivate: [] }).map(({ text }) => text);
  assert.deepEqual(list({}), ["New"]);
  assert.deepEqual(list({ news: ["b"] }), []);
});

test("what others would combine with our declaration waits for our word, this round alone", () => {
  const records = recordsOf();
  const set = ["k7m2aaaaaaaa", "d5q9bbbbbbbb"];
  const first = records[`document/${set[0]}`];
  const asked = (round) =>
    needs({
      records: { ...records, [`document/${set[0]}`]: { ...first, proposed_with: [{ documents: set, agreed: ["usa"], round }] } },
      me: "rok", menu: { commands: { combine: { sets: [set] } } }, drafts: { seen: {} }, newPrivate: [],
    }).filter(({ id }) => id.startsWith("combine"));
  assert.deepEqual(asked(2).map(({ href: to }) => to), ["#/document/k7m2aaaaaaaa"]);
  assert.deepEqual(asked(1), []);
});

test("in Capitals the sheet comes first, with what falls due", () => {
  assert.deepEqual(needsIn("capitals", { aftermath: 1, brief: true, news: newsIds }), ["seal", "answer-k7m2aaaaaaaa", "dues"]);
});

test("next comes an offer where there is none, then ready; once ready, whom one waits for", () => {
  const next = (records, papers = {}) => nextSteps({ records, me: "rok", menu: records["menu/own"], drafts: { papers } });
  const plenary = recordsOf();
  const bare = Object.fromEntries(Object.entries(plenary).filter(([key]) => !key.startsWith("document/")));
  assert.deepEqual(next(bare).map(({ id }) => id), ["write", "ready"]);
  assert.deepEqual(next(bare, { a: {} }).map(({ id }) => id), ["ready"]);
  const ready = { ...plenary, "menu/own": { commands: { ready: { on: true } } } };
  assert.match(next(ready)[0].text, /^Waiting for /);
  assert.deepEqual(next(recordsOf("capitals")), []);
  assert.deepEqual(next(recordsOf("ended")), []);
});

test("who has walked out is told so first", () => {
  const records = recordsOf();
  const out = { ...records, "seat/rok": { ...records["seat/rok"], walked_out: { ground: "x", title: "X", round: 1 } } };
  const [first] = needs({ records: out, me: "rok", menu: records["menu/own"], drafts: { seen: {} }, newPrivate: [] });
  assert.equal(first.id, "out");
});

test("messages wait newest first, control's too, but not those about a paper to answer", () => {
  const records = recordsOf();
  const message = (id, channel, text, at_ms, round = 2) => ({ id, channel, text, at_ms, round, from: "prc" });
  const newPrivate = [message("old", "rok+prc", "hm", 1), message("k", "rok+prc", "We have tabled K7M2: x.", 5), message("c", "control+rok", "K7M2!", 4), message("past", "rok+prc", "hm", 9, 1)];
  const list = needs({ records, me: "rok", menu: records["menu/own"], drafts: { seen: {} }, newPrivate });
  assert.deepEqual(list.map(({ id }) => id).filter((id) => id.startsWith("message")), ["message-c", "message-old"]);
});

test("what others have begun and one may join waits: a petition to argue about, a friend to invite", () => {
  const records = {
    ...recordsOf(),
    "petition/p1": { id: "p1", by: "prc", title: "Send a football team", status: "open" },
    "ledger/friends": { friends: [
      { id: "sipri", title: "SIPRI", invited_by: ["prc"], here: false },
      { id: "eu", title: "The European Union", invited_by: [], here: false },
      { id: "sg", title: "The Secretary-General", invited_by: ["rok"], here: false },
    ] },
  };
  const commands = { argue: { petitions: ["p1"] }, invite: { friends: ["sipri", "eu"] } };
  const waiting = (offered) => needs({ records, me: "rok", menu: { commands: offered }, drafts: { seen: {} }, newPrivate: [] }).map(({ id }) => id);
  assert.deepEqual(waiting(commands).filter((id) => /^(petition|friend)-/.test(id)), ["petition-p1", "friend-sipri"]);
  assert.deepEqual(waiting({}).filter((id) => /^(petition|friend)-/.test(id)), []);
});

test("before the first record has come nothing waits", () => {
  assert.deepEqual(needs({ records: {}, me: "rok", menu: undefined, drafts: { seen: {} }, newPrivate: [] }), []);
  assert.deepEqual(nextSteps({ records: {}, me: "rok", menu: undefined, drafts: {} }), []);
});

test("after the end only the end waits", () => {
  assert.deepEqual(needsIn("ended"), ["end"]);
});

test("channels are room, press, then the private ones as they were opened", () => {
  const names = talking.channels(recordsOf(), "rok").map(({ name }) => name);
  assert.deepEqual(names, ["Room", "Press", "China", "USA, JPN"]);
});

test("unread are others' messages after the last one read", () => {
  const records = recordsOf();
  const [first] = talking.messagesIn(records, "rok+prc");
  assert.equal(talking.unread(records, "rok+prc", "rok"), 2);
  assert.equal(talking.unread(records, "rok+prc", "rok", first.at_ms), 1);
  assert.equal(talking.unread(records, "rok+prc", "prc"), 1);
});

test("a private channel is its members in the fixed order, and says who reads it", () => {
  assert.equal(talking.channelId(["jpn", "dprk", "usa"]), "dprk+usa+jpn");
  const channel = { id: "dprk+rok", kind: "private", members: ["dprk", "rok"] };
  assert.equal(talking.readers(recordsOf(), channel, "rok"), "In private: only North Korea reads this, and control.");
});

test("the clock runs by the server's time and stands while paused", () => {
  assert.equal(secondsLeft({ deadline_ms: 10_000 }, 500, 4_600), 5);
  assert.equal(secondsLeft({ deadline_ms: 1_000 }, 0, 4_600), 0);
  assert.equal(secondsLeft({ deadline_ms: 10_000, paused: true }, 0, 0), null);
  assert.deepEqual([222, 7_500, 300_000].map(spell), ["3:42", "2 h 5 min", "3 days"]);
});

test("the own seat is nearest, and everybody keeps their neighbours", () => {
  for (const me of ["dprk", "rok", "usa", "prc", "rus", "jpn"]) {
    const order = around(me);
    assert.equal(order[0], me);
    assert.equal(order[(order.indexOf("prc") + 1) % 6], "jpn");
  }
  assert.equal(around("observer", "prc")[3], "prc");
});

test("papers lie on the cloth, none hiding another, and always turned alike", () => {
  for (const size of Object.values(SIZES)) {
    const plan = layout(size, around("rok"));
    const seats = [["rok", "dprk"], ["rok", "dprk"], ["usa", "jpn"], ["prc"], ["dprk", "rok", "usa", "prc"], ["rus", "dprk"]];
    const spots = placePapers(seats.map((each, i) => ({ id: `d${i}`, seats: each, ...size.small })), plan);
    assert.equal(spots.length, seats.length);
    for (const a of spots) {
      assert.ok(Math.hypot(a.x - plan.centre.x, a.y - plan.centre.y) < plan.apothem, "on the cloth");
      for (const b of spots) {
        const apart = a === b || Math.abs(a.x - b.x) >= size.small.w * 0.95 || Math.abs(a.y - b.y) >= size.small.h * 0.95;
        assert.ok(apart, `${a.id} hides ${b.id}`);
      }
    }
  }
  assert.equal(turnOf("k7m2aaaaaaaa"), turnOf("k7m2aaaaaaaa"));
});

test("a dozen papers of a busy round find room on a wide table; what does not fit is left out", () => {
  const plan = layout(SIZES.wide, around("prc"));
  const hands = [["usa", "rok"], ["usa", "dprk"], ["rok", "dprk"], ["rus", "dprk"], ["prc", "rus"], ["usa", "rok", "jpn"]];
  const dozen = [...hands, ...hands].map((seats, i) => ({ id: `d${i}`, seats, ...SIZES.wide.small }));
  assert.equal(placePapers(dozen, plan).length, 12);
  const many = Array.from({ length: 40 }, (_, i) => ({ id: `d${i}`, seats: ["usa"], ...SIZES.wide.small }));
  assert.ok(placePapers(many, plan).length < 40);
});

test("what is settled between the same hands lies in one pile", () => {
  const document = (id, status, sponsors, addressees) => ({ id, status, sponsors, addressees });
  const all = [document("a", "open", ["usa"], ["dprk"]), document("b", "concluded", ["usa"], ["dprk"]), document("c", "concluded", ["dprk"], ["usa"])];
  assert.deepEqual(piles(all).map((pile) => pile.map(({ id }) => id)), [["a"], ["b", "c"]]);
});

test("an address names one of the views, anything else is the table", () => {
  assert.deepEqual(parseRoute("#/document/k7m2"), { view: "document", id: "k7m2" });
  assert.deepEqual(parseRoute(href("seal")), { view: "seal", id: null });
  for (const hash of ["", "#/", "#/nonsense", "#/document/<b>", "#dprk.1.x"]) assert.equal(parseRoute(hash).view, null);
});

test("delegations are called as running text and treaties call them", () => {
  const records = recordsOf();
  assert.equal(inText(records, "usa"), "the United States");
  assert.equal(inText(records, "prc"), "China");
  assert.equal(formally(records, "rok"), "the Republic of Korea");
  assert.equal(asTitle(records, "dprk"), "North Korea");
  assert.equal(asTitle({}, "rus"), "RUS");
});

test("briefs become headings, paragraphs and lists, and never HTML", () => {
  const blocks = parse("# Us\nWe **want** it\nall.\n\n- one\n  more\n- <script>two</script>\n\n1. first");
  assert.deepEqual(blocks.map(({ type }) => type), ["h2", "p", "ul", "ol"]);
  assert.deepEqual(blocks[1].spans, [{ text: "We " }, { text: "want", strong: true }, { text: " it all." }]);
  assert.deepEqual(blocks[2].items, [[{ text: "one more" }], [{ text: "<script>two</script>" }]]);
});

test("a token says its table and role, and half a token says nothing", () => {
  assert.deepEqual(parseToken("t1abc.dprk.1.AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcde"), { table: "t1abc", role: "dprk" });
  assert.equal(parseToken("t1abc.dprk.1"), null);
  assert.equal(tidyCode(" k7m2-q4tx "), "K7M2Q4TX");
});

test("what is typed is kept in the session's storage and comes back", () => {
  const storage = memoryStorage();
  openDrafts(storage, "k").set("chat", "room", "half a sent");
  const again = openDrafts(storage, "k");
  assert.equal(again.value.chat.room, "half a sent");
  again.drop("chat", "room");
  assert.deepEqual(openDrafts(storage, "k").value.chat, {});
});

test("a promise kept for three rounds is told once", () => {
  const kept = (round, outcome = "performed") => ({ round, outcome, verified: false, known: "all" });
  const told = runs([kept(2), kept(3), kept(4, "evaded"), kept(6)]);
  assert.deepEqual(told.map(({ from, to, outcome }) => [from, to, outcome]), [[2, 3, "performed"], [4, 4, "evaded"], [6, 6, "performed"]]);
});

test("a clause is told by its deed, a title within a sentence begins small", () => {
  assert.equal(deedOf("We, the United States of America, will answer the line, for good, so long as it rains, or not."), "answer the line, for good");
  assert.equal(deedOf("We, Japan, will send rice, in two tranches, each after the first so long as it rains."), "send rice, in two tranches");
  assert.deepEqual(["Hold a drill", "UN envoys"].map(within), ["hold a drill", "UN envoys"]);
});

test("numbers and lists read like text", () => {
  assert.equal(listed(["a", "b", "c"]), "a, b and c");
  assert.equal(many(1, "round"), "1 round");
  assert.equal(many(2, "party", "parties"), "2 parties");
  assert.deepEqual([3, -3, 0].map(signed), ["+3", "−3", "0"]);
});

test("a choice for whoever is away is the command it gives, and reads back", () => {
  const bots = [{ bot: "maximiser", line: "" }];
  const commands = absenceOptions(bots).map(({ value }) => absenceCommand("jpn", value));
  assert.deepEqual(commands.map(({ then, grace }) => [then, grace]), [
    ["standing", 0], ["standing", 120], ["hold", 0], ["bot:maximiser", 0], ["bot:maximiser", 120],
  ]);
  assert.equal(chosen({ then: "bot", bot: "maximiser", grace: 120 }), "bot:maximiser 120");
  assert.equal(chosen({ then: "hold", bot: null, grace: 0 }), "hold 0");
});

test("what happens while a delegation is away is told where it is not the usual", () => {
  assert.equal(whileAway({ then: "standing", bot: null, grace: 0 }), "");
  assert.equal(whileAway({ then: "standing", bot: null, grace: 120 }), "while it is away the talks wait 2 minutes for it, then go on");
  assert.equal(whileAway({ then: "hold", bot: null, grace: 0 }), "while it is away the talks wait");
  assert.equal(whileAway({ then: "bot", bot: "maximiser", grace: 0 }), "while it is away a bot stands in (maximiser)");
  assert.equal(whileAway({ then: "bot", bot: "maximiser", grace: 90 }), "while it is away the talks wait 90 seconds for it, then a bot stands in (maximiser)");
});

test("one choice for all shows what they have in common", () => {
  const hold = { absence: { then: "hold", bot: null, grace: 0 } };
  const on = { absence: { then: "standing", bot: null, grace: 0 } };
  assert.equal(commonChoice([hold, hold]), "hold 0");
  assert.equal(commonChoice([hold, on]), "");
});

test("a member advises on its part of the sheet once; its head is told of words for the press", () => {
  const advice = (id, more) => ({ [`advice/${id}`]: { id, seat: "rok", by: "Press", round: 1, statement: null, erased: false, ...more } });
  const ids = (commands, more = {}) => {
    const records = { "table/main": { round: 1, status: "playing" }, ...more };
    const all = needs({ records, me: "rok", menu: { commands }, drafts: { seen: { brief: true } }, newPrivate: [], self: { title: "Press" } });
    return all.map(({ id }) => id);
  };
  const member = { advise: { desks: { press: {} }, room: 6 } };
  assert.deepEqual(ids(member), ["advise"]);
  assert.deepEqual(ids(member, advice("a")), []);
  assert.deepEqual(ids(member, advice("a", { round: 0 })), ["advise"]);
  assert.deepEqual(ids({ advise: { desks: { press: { statement: true } } } }), []);
  const head = { say: { channels: ["room", "press"] } };
  assert.deepEqual(ids(head, advice("a", { statement: "Peace." })), ["say-a"]);
  assert.deepEqual(ids({ say: { channels: [] } }, advice("a", { statement: "Peace." })), []);
  assert.deepEqual(ids(head, { ...advice("a", { statement: "Peace." }), "message/m": { channel: "press", from: "rok", text: "Peace.", round: 1 } }), []);
});

test("who chairs is told to call the papers, until it has", () => {
  const commands = { ready: { on: false }, agenda: { documents: ["a", "b"] } };
  const ids = (more, agenda = []) =>
    nextSteps({ records: { "table/main": { phase: "plenary", agenda } }, me: "prc", menu: { commands: { ...commands, ...more } }, drafts: {} }).map(({ id }) => id);
  assert.deepEqual(ids({}), ["call", "ready"]);
  assert.deepEqual(ids({}, ["a"]), ["ready"]);
  assert.deepEqual(ids({ agenda: undefined }), ["ready"]);
});

test("a paused clock says whom it waits for", () => {
  assert.equal(whyPaused(recordsOf(), { awaits: [] }), "Paused");
  assert.equal(whyPaused(recordsOf(), { awaits: ["jpn"] }), "Waiting for Japan");
  assert.equal(whyPaused(recordsOf(), { awaits: ["jpn", "usa"] }), "Waiting for Japan and the United States");
});

test("papers lie in the order in which the chair has called them", () => {
  const documents = ["a", "b", "c", "d"].map((id) => ({ id }));
  const ids = (agenda) => asCalled(documents, agenda).map(({ id }) => id).join("");
  assert.equal(ids(["c", "a"]), "cabd");
  assert.equal(ids([]), "abcd");
  assert.deepEqual(["c", "a", "b"].map((id) => callOf(["c", "a"], id)), ["called first", "called second", ""]);
});

test("the past has its records under the keys they had, and nothing of now", () => {
  const records = { "table/main": { round: 3 }, "past/table/main": { round: 1 }, "past/message/m": { id: "m" } };
  assert.deepEqual(recordsOfPast(records), { "table/main": { round: 1 }, "message/m": { id: "m" } });
  assert.equal(recordsOfPast(records), recordsOfPast(records));
  assert.deepEqual(recordsOfPast({ "table/main": { round: 3 } }), {});
});

test("control chooses how late observers see everything, and is told who will then see what", () => {
  const shown = choices({ delays: [null, 1, 3] }, 2);
  assert.deepEqual(shown.map(({ delay }) => delay), [null, 1, 2, 3]);
  assert.deepEqual(shown.map(({ text }) => text).slice(0, 2), ["what the world sees", "everything, one round late"]);
  assert.match(question(2), /everything 2 rounds late\? Whoever holds the observer’s link then reads private talk, secret papers/);
  assert.match(question(null), /only what the world sees again/);
});

test("who reads a channel is told of observers too, once control lets them", () => {
  const late = { ...recordsOf(), "table/main": { ...recordsOf()["table/main"], unveiled: 1 } };
  const room = { id: "room", kind: "room", members: [] };
  assert.equal(talking.readers(late, room, "rok"), "All six delegations read this, and control. Observers can, one round late.");
  assert.equal(talking.readers(late, { ...room, kind: "press" }, "rok"), "The whole world reads this.");
});

test("a paper waits for the head of who is asked, and for nobody else", () => {
  const paper = { status: "open", audience: "secret", addressees: ["rok"] };
  const says = (me, isHead, more = {}) => wordsOn({ ...paper, ...more }, { me, isHead }).long;
  assert.equal(says("rok", true), "waits for you");
  assert.equal(says("rok", false), "waits for your head");
  assert.equal(says("usa", true), "open · secret");
  assert.equal(says("rok", true, { status: "concluded" }), "in force · secret");
});
