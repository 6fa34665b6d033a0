// Cells: at tables whose frames are uniform the server cuts its frames into cells of one size, sent at
// a steady beat (docs/protocol.md 3). Here they are put together again.

/** Return what takes one connection's cells, in order, and hands each whole frame to `onFrame`. */
export function openCells(onFrame) {
  const decoder = new TextDecoder();
  let rest = "";
  return ({ part }) => {
    const bytes = Uint8Array.from(atob(part), (letter) => letter.charCodeAt(0));
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop();
    for (const line of lines) onFrame(JSON.parse(line));
  };
}
