// Commands given and not yet answered: id -> command, resent under the same id until an answer comes.
// Pure but for the storage it is handed; it never touches records.

/** Return the pending commands kept in `storage` under `key`, oldest first. */
export function load(storage, key) {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isEntry) : [];
  } catch {
    return [];
  }
}

const isEntry = (entry) => typeof entry?.id === "string" && typeof entry.command?.kind === "string";

export function save(storage, key, pending) {
  if (pending.length) storage.setItem(key, JSON.stringify(pending));
  else storage.removeItem(key);
}

export const add = (pending, id, command) => [...pending, { id, command }];

export const without = (pending, id) => pending.filter((entry) => entry.id !== id);

/** Return the pending commands after a frame: `done` and `refused` answer theirs. */
export function answered(pending, frame) {
  const answers = frame.type === "done" || frame.type === "refused";
  return answers && frame.id && frame.code !== "slow-down" ? without(pending, frame.id) : pending;
}

export const asFrame = ({ id, command }) => ({ type: "do", id, command });
