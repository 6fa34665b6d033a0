// The page's records and how a frame changes them: only welcome and put do (docs/protocol.md 1, 3).
// Pure: no DOM, no socket, no storage.

export const initial = Object.freeze({
  table: null,
  seat: null,
  person: null,
  seq: -1,
  epoch: null,
  clockOffset: 0,
  records: Object.freeze({}),
});

/** Return the next model; a frame that arrives twice or late, or is no frame of records, changes nothing. */
export function receive(model, frame, localNow = Date.now()) {
  switch (frame.type) {
    case "welcome":
      return welcomed(model, frame, localNow);
    case "put":
      return frame.seq <= model.seq
        ? model
        : { ...model, seq: frame.seq, records: merge(model.records, frame) };
    default:
      return model;
  }
}

function welcomed(model, frame, localNow) {
  return {
    table: frame.table,
    seat: frame.seat,
    person: frame.person,
    seq: frame.seq,
    epoch: frame.epoch,
    clockOffset: frame.now - localNow,
    records: merge(frame.full ? {} : model.records, frame),
  };
}

function merge(records, { records: put = {}, drop = [] }) {
  const next = { ...records, ...put };
  for (const key of drop) delete next[key];
  return next;
}

/** Return what the hello frame says: who, and from where to go on. */
export function hello(model, role) {
  const since = model.epoch === null ? {} : { since: model.seq, epoch: model.epoch };
  return { type: "hello", as: role, ...since };
}

/** Return the records of one kind, with their keys' ids, as stored. */
export function ofKind(records, kind) {
  const prefix = `${kind}/`;
  return Object.entries(records)
    .filter(([key]) => key.startsWith(prefix))
    .map(([, record]) => record);
}
