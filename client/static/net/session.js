// One role at one table as the page holds it: the three stores (records, pending, draft) as signals,
// and the socket that feeds them. Nothing here draws.

import { signal, batch } from "../vendor/signals/signals-core.js";
import { connect } from "./socket.js";
import * as model from "./model.js";
import * as pending from "./pending.js";
import { uuid } from "./uuid.js";

/** Open a session; `env` holds what the browser gives (storage, WebSocket, crypto, location). */
export function openSession({ table, role, env = globalThis }) {
  const storage = env.sessionStorage;
  const key = `hextable:${table}:${role}:pending`;
  const state = signal(model.initial);
  const waiting = signal(pending.load(storage, key));
  const status = signal({ is: "connecting", reason: null });
  const refusals = signal([]);
  const listeners = new Map();

  const socket = connect({
    url: socketUrl(env.location, table),
    hello: () => model.hello(state.value, role),
    onFrame: (frame) => batch(() => hear(frame)),
    onStatus: (is, reason = null) => {
      status.value = { is, reason };
      if (is === "open") resend();
    },
    env,
  });

  function hear(frame) {
    state.value = model.receive(state.value, frame);
    keep(pending.answered(waiting.value, frame));
    if (frame.type === "refused" && frame.code === "slow-down") env.setTimeout(resend, 1500);
    else if (frame.type === "done" || frame.type === "refused") answer(frame);
  }

  function answer(frame) {
    const listener = listeners.get(frame.id);
    listeners.delete(frame.id);
    if (listener) listener(frame);
    else if (frame.type === "refused") refusals.value = heard(frame);
  }

  /** The same refusal twice is one notice. */
  const heard = (frame) => [...refusals.value.filter(({ detail }) => detail !== frame.detail), frame];

  function keep(next) {
    if (next === waiting.value) return;
    waiting.value = next;
    pending.save(storage, key, next);
  }

  function resend() {
    for (const entry of waiting.value) socket.send(pending.asFrame(entry));
  }

  /** Give a command; resolves to its answer frame. A refusal nobody handles becomes a notice, until something succeeds. */
  function give(command, { quiet = false } = {}) {
    const id = uuid(env.crypto);
    keep(pending.add(waiting.value, id, command));
    socket.send(pending.asFrame({ id, command }));
    return new Promise((resolve) => {
      listeners.set(id, (frame) => {
        if (!quiet) refusals.value = frame.type === "refused" ? heard(frame) : [];
        resolve(frame);
      });
    });
  }

  const dismiss = (frame) => {
    refusals.value = refusals.value.filter((other) => other !== frame);
  };

  return { table, role, state, waiting, status, refusals, give, dismiss, retry: socket.retry, stop: socket.stop };
}

function socketUrl(location, table) {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${location.host}/ws/${table}`;
}
