import test from "node:test";
import assert from "node:assert/strict";
import { needs } from "../static/page/needs.js";
import * as talking from "../static/page/talking.js";
import { secondsLeft, spell } from "../static/page/clock.js";
import { SIZES, layout, placePapers, turnOf } from "../static/page/geometry.js";
import { parseRoute, href } from "../static/page/route.js";
import { around, asTitle, formally, inText } from "../static/seats.js";
import { parse } from "../static/markdown.js";
import { parseToken, tidyCode } from "../static/net/token.js";
import { openDrafts } from "../static/net/drafts.js";
import { listed, many, signed } from "../static/words.js";
import { memoryStorage, recordsOf } from "./fixture.js";

const needsIn = (patch, seen = {}) => {
  const records = recordsOf(patch);
  return needs({ records, me: "rok", menu: records["menu/own"], drafts: { seen }, newPrivate: [] }).map(({ id }) => id);
};

test("in the plenary: read, answer later, sign", () => {
  assert.deepEqual(needsIn(), ["aftermath", "sign-d5q9bbbbbbbb", "answer-k7m2aaaaaaaa", "brief"]);
});

test("in Capitals the sheet comes first, with what falls due", () => {
  assert.deepEqual(needsIn("capitals", { aftermath: 1, brief: true }), ["seal", "answer-k7m2aaaaaaaa", "dues"]);
});

test("after the end only the end waits", () => {
  assert.deepEqual(needsIn("ended"), ["end"]);
});

test("channels are room, press, then the private ones last spoken in", () => {
  const names = talking.channels(recordsOf(), "rok").map(({ name }) => name);
  assert.deepEqual(names, ["Room", "Press", "United States, Japan", "China"]);
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
  assert.equal(talking.readers(recordsOf(), channel, "rok"), "Read by North Korea, and control.");
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
    const spots = placePapers(seats.map((each, i) => ({ id: `d${i}`, seats: each })), plan, { ...size, paper: size.small });
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

test("numbers and lists read like text", () => {
  assert.equal(listed(["a", "b", "c"]), "a, b and c");
  assert.equal(many(1, "round"), "1 round");
  assert.equal(many(2, "party", "parties"), "2 parties");
  assert.deepEqual([3, -3, 0].map(signed), ["+3", "−3", "0"]);
});
