// The phase clock: what is left of a deadline, by the server's time.

/** Return whole seconds left, or null where no clock runs. */
export function secondsLeft(table, clockOffset, localNow) {
  if (!table?.deadline_ms || table.paused) return null;
  return Math.max(0, Math.ceil((table.deadline_ms - (localNow + clockOffset)) / 1000));
}

/** Return seconds as people read them: "3:42", "2 h 5 min", "3 days". */
export function spell(seconds) {
  if (seconds >= 172_800) return `${Math.floor(seconds / 86_400)} days`;
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Return a message's time of day, in the reader's own zone. */
export const timeOfDay = (ms) =>
  new Date(ms).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
