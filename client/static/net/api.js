// Calls over HTTP: lobby, join, links. Each resolves to the body or throws a Problem that says why.

import { uuid } from "./uuid.js";

/** What the server said against a request, in words a person can read. */
export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail ?? "The server did not answer as expected. Try again in a moment.");
    this.status = status;
    this.code = body?.code ?? "unreachable";
    this.field = body?.field ?? null;
  }
}

export const getScenarios = () => call("GET", "/api/scenarios");
export const getScenario = (name) => call("GET", `/api/scenarios/${name}`);
export const getBots = () => call("GET", "/api/bots");
export const getMine = () => call("GET", "/api/mine");
export const createTable = (wish) => call("POST", "/api/tables", { body: wish });
export const joinByCode = (code) => call("POST", "/api/join", { body: { code } });
/** How the people of the delegation come in whose head this browser is. */
export const getTeam = (table, role) => call("GET", `/api/tables/${table}/team?as=${role}`);
/** Have a game that is over played on at another table. */
export const createFork = (table, wish) => call("POST", `/api/tables/${table}/fork?as=control`, { body: wish });
export const getLinks = (table) => call("GET", `/api/tables/${table}/links?as=control`);

/** Trade a token for this browser's cookie. */
export const takeSeat = (table, token) => call("POST", `/api/tables/${table}/session`, { token });

export const giveCommand = (table, token, command) =>
  call("POST", `/api/tables/${table}/commands`, { token, body: { id: uuid(), command } });

/** Give a command by the cookie this browser holds for `role`. */
export const commandAs = (table, role, command) =>
  call("POST", `/api/tables/${table}/commands?as=${role}`, { body: { id: uuid(), command } });

async function call(method, path, { body, token } = {}) {
  const headers = { Accept: "application/json" };
  if (body) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  const response = await reach(path, { method, headers, body: body && JSON.stringify(body) });
  const answer = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}

async function reach(path, request) {
  try {
    return await fetch(path, { ...request, credentials: "same-origin" });
  } catch {
    throw new Problem(0, { detail: "The server cannot be reached. Check your connection and try again." });
  }
}
