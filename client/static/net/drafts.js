// What a person has typed and not yet given: chat, papers, the sealed sheet, and what was read.
// Kept in sessionStorage so that a reload loses nothing; never in localStorage, never sent from here.

import { signal } from "../vendor/signals/signals-core.js";

const EMPTY = { chat: {}, replies: {}, papers: {}, sheet: null, read: {}, seen: {} };

/** Return {value, set(part, key, value), put(part, value)} kept in `storage` under `key`. */
export function openDrafts(storage, key) {
  const state = signal({ ...EMPTY, ...read(storage, key) });

  function put(part, value) {
    state.value = { ...state.value, [part]: value };
    storage.setItem(key, JSON.stringify(state.value));
  }

  return {
    get value() {
      return state.value;
    },
    put,
    set: (part, name, value) => put(part, { ...state.value[part], [name]: value }),
    drop: (part, name) => {
      const { [name]: _gone, ...rest } = state.value[part];
      put(part, rest);
    },
  };
}

function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}
