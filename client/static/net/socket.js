// One connection that comes back: hello, frames in and out, backoff with jitter, and why it ended.
// It knows nothing of the game: what a frame means is decided by whoever listens.

import { openCells } from "./cells.js";

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 15_000;
const PROTOCOL = "hextable.v1";
const FINAL = new Set(["revoked", "unauthorized"]);

/** Milliseconds to wait before attempt `attempt` (0 is the first after a loss); `random` in 0..1. */
export function backoffMs(attempt, random) {
  const whole = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return Math.round(whole * (0.5 + random / 2));
}

/** Tell whether the server will never let this connection speak: trying again would change nothing. */
const isFinal = ({ type, id = null, code }) => id === null && type !== "welcome" && FINAL.has(code);

/**
 * Keep a socket to `url` open until `stop()`.
 *
 * `hello()` gives the first frame of each connection, `onFrame(frame)` gets every frame, `onStatus`
 * one of "connecting", "open", "waiting", "ended" with a reason. Returns {send, retry, stop}; `send`
 * answers whether the frame left.
 */
export function connect({ url, hello, onFrame, onStatus, env = globalThis, random = Math.random }) {
  let socket = null;
  let timer = null;
  let attempt = 0;
  let ended = false;

  function open() {
    timer = null;
    onStatus("connecting");
    socket = new env.WebSocket(url, PROTOCOL);
    socket.onopen = () => socket.send(JSON.stringify(hello()));
    const takeCell = openCells(hear);
    socket.onmessage = (event) => {
      const frame = JSON.parse(event.data);
      if (frame.type === "cell") takeCell(frame);
      else hear(frame);
    };
    socket.onclose = lost;
  }

  function hear(frame) {
    if (frame.type === "welcome") {
      attempt = 0;
      onFrame(frame);
      onStatus("open");
      return;
    }
    if (isFinal(frame)) end("revoked");
    else onFrame(frame);
  }

  function lost() {
    socket = null;
    if (ended) return;
    onStatus("waiting");
    timer = env.setTimeout(open, backoffMs(attempt, random()));
    attempt += 1;
  }

  function end(reason) {
    ended = true;
    env.clearTimeout(timer);
    onStatus("ended", reason);
    socket?.close();
  }

  function retry() {
    if (timer === null || ended) return;
    env.clearTimeout(timer);
    open();
  }

  function send(frame) {
    if (socket?.readyState !== 1) return false;
    socket.send(JSON.stringify(frame));
    return true;
  }

  open();
  return { send, retry, stop: () => end("left") };
}
