import test from "node:test";
import assert from "node:assert/strict";
import { backoffMs, connect } from "../static/net/socket.js";
import { openSession } from "../static/net/session.js";
import { memoryStorage } from "./fixture.js";

/** A browser with sockets that the test opens, feeds and cuts, and a clock that it turns. */
function fakeBrowser() {
  const sockets = [];
  const timers = [];
  class FakeSocket {
    constructor(url, protocol) {
      Object.assign(this, { url, protocol, readyState: 0, sent: [] });
      sockets.push(this);
    }
    send(text) { this.sent.push(JSON.parse(text)); }
    close() { this.readyState = 3; }
    open() { this.readyState = 1; this.onopen(); }
    hear(frame) { this.onmessage({ data: JSON.stringify(frame) }); }
    cut() { this.readyState = 3; this.onclose(); }
  }
  return {
    sockets,
    env: {
      WebSocket: FakeSocket,
      setTimeout: (run, ms) => timers.push({ run, ms }),
      clearTimeout: (id) => { if (id) timers[id - 1] = null; },
      sessionStorage: memoryStorage(),
      location: { protocol: "https:", host: "table.example" },
      crypto: globalThis.crypto,
    },
    waits: () => timers.filter(Boolean).map(({ ms }) => ms),
    turnClock: () => timers.splice(0).filter(Boolean).forEach(({ run }) => run()),
    last: () => sockets.at(-1),
  };
}

const welcome = (seq, part = {}) => ({ type: "welcome", table: "t1", seat: "rok", person: "rok.1", seq, epoch: "e", full: true, records: {}, drop: [], now: 0, ...part });

function session() {
  const browser = fakeBrowser();
  const opened = openSession({ table: "t1", role: "rok", env: browser.env });
  return { browser, opened };
}

test("waits grow, are bounded, and differ from browser to browser", () => {
  assert.deepEqual([0, 1, 2, 10].map((attempt) => backoffMs(attempt, 1)), [400, 800, 1600, 15_000]);
  assert.equal(backoffMs(2, 0), 800);
});

test("the first frame is hello, over the table's own address and the named protocol", () => {
  const { browser } = session();
  browser.last().open();
  assert.equal(browser.last().url, "wss://table.example/ws/t1");
  assert.equal(browser.last().protocol, "hextable.v1");
  assert.deepEqual(browser.last().sent, [{ type: "hello", as: "rok" }]);
});

test("a lost connection comes back from where it was and sends again what was not answered", async () => {
  const { browser, opened } = session();
  browser.last().open();
  browser.last().hear(welcome(4));
  const answer = opened.give({ kind: "say", channel: "room", text: "hello" });
  const { id } = browser.last().sent.at(-1);
  browser.last().cut();
  assert.equal(opened.status.value.is, "waiting");
  browser.turnClock();
  browser.last().open();
  browser.last().hear(welcome(4, { full: false }));
  assert.deepEqual(browser.last().sent, [
    { type: "hello", as: "rok", since: 4, epoch: "e" },
    { type: "do", id, command: { kind: "say", channel: "room", text: "hello" } },
  ]);
  browser.last().hear({ type: "done", id, seq: 5 });
  assert.equal((await answer).type, "done");
  assert.deepEqual(opened.waiting.value, []);
});

test("what is given while the line is down is kept and sent once it is back", () => {
  const { browser, opened } = session();
  browser.last().open();
  browser.last().hear(welcome(1));
  browser.last().cut();
  opened.give({ kind: "ready", on: true });
  assert.equal(opened.waiting.value.length, 1);
  browser.turnClock();
  browser.last().open();
  browser.last().hear(welcome(1, { full: false }));
  assert.equal(browser.last().sent.at(-1).command.kind, "ready");
});

test("a page that was reloaded sends again what the old one had not got answered", () => {
  const { browser, opened } = session();
  browser.last().open();
  browser.last().hear(welcome(1));
  opened.give({ kind: "ready", on: true });
  const { id } = browser.last().sent.at(-1);
  openSession({ table: "t1", role: "rok", env: browser.env });
  browser.last().open();
  browser.last().hear(welcome(1));
  assert.equal(browser.last().sent.at(-1).id, id);
});

test("waits grow with each failure and start anew after a welcome", () => {
  const browser = fakeBrowser();
  connect({ url: "x", hello: () => ({}), onFrame: () => {}, onStatus: () => {}, env: browser.env, random: () => 1 });
  browser.last().cut();
  assert.deepEqual(browser.waits(), [400]);
  browser.turnClock();
  browser.last().cut();
  assert.deepEqual(browser.waits(), [800]);
  browser.turnClock();
  browser.last().open();
  browser.last().hear(welcome(1));
  browser.last().cut();
  assert.deepEqual(browser.waits(), [400]);
});

test("a seat that was given away is not asked for again", () => {
  for (const frame of [{ type: "bye", code: "revoked" }, { type: "refused", id: null, code: "unauthorized", detail: "" }]) {
    const { browser, opened } = session();
    browser.last().open();
    browser.last().hear(frame);
    browser.last().onclose();
    assert.deepEqual(opened.status.value, { is: "ended", reason: "revoked" });
    assert.deepEqual(browser.waits(), []);
  }
});

test("a server that goes away for a moment is asked again", () => {
  for (const code of ["drain", "moved", "slow", "late"]) {
    const { browser, opened } = session();
    browser.last().open();
    browser.last().hear({ type: "bye", code });
    browser.last().cut();
    assert.equal(opened.status.value.is, "waiting");
  }
});

test("a refusal of a command is shown once, unless whoever gave it deals with it", async () => {
  const { browser, opened } = session();
  browser.last().open();
  browser.last().hear(welcome(1));
  const loud = opened.give({ kind: "ready", on: true });
  browser.last().hear({ type: "refused", id: browser.last().sent.at(-1).id, code: "not-your-phase", detail: "no" });
  const quiet = opened.give({ kind: "draft", document: {} }, { quiet: true });
  browser.last().hear({ type: "refused", id: browser.last().sent.at(-1).id, code: "malformed", detail: "no" });
  await Promise.all([loud, quiet]);
  assert.deepEqual(opened.refusals.value.map(({ code }) => code), ["not-your-phase"]);
  opened.dismiss(opened.refusals.value[0]);
  assert.deepEqual(opened.refusals.value, []);
});

test("cells are put together to the frames they hold, wherever they were cut", () => {
  const { browser, opened } = session();
  browser.last().open();
  const news = { "news/n1": { id: "n1", text: "새 소식: всё хорошо" } };
  const said = [welcome(1), { type: "put", seq: 2, records: news, drop: [] }];
  const bytes = Buffer.from(said.map((frame) => `${JSON.stringify(frame)}\n`).join(""));
  for (let start = 0; start < bytes.length; start += 7) {
    const part = bytes.subarray(start, start + 7).toString("base64");
    browser.last().hear({ type: "cell", part, pad: "...." });
  }
  browser.last().hear({ type: "cell", part: "", pad: "" });
  assert.deepEqual(opened.state.value.records, news);
});
