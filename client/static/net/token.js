// What a token says about itself. It is never checked here: only the server can.

/** Return {table, role} of a token "{table}.{role}.{generation}.{mac}" (a role, or a place in a delegation: "dprk-2"), or null where it is none. */
export function parseToken(token) {
  const match = /^([\w-]+)\.([a-z]+(?:-\d+)?)\.(\d+)\.[\w-]{20,}$/.exec(token);
  return match ? { table: match[1], role: match[2] } : null;
}

/** Return a join code as people type it, in the form the server knows: no blanks, capitals. */
export const tidyCode = (typed) => typed.replace(/[\s-]/g, "").toUpperCase();
