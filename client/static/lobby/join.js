// The page behind a link: trades the token after "#" for a cookie and goes to the table. The token is
// taken out of the address at once, so that it stays in no history.

import { html, render } from "../vendor/lit-html/lit-html.js";
import { takeSeat } from "../net/api.js";
import { parseToken } from "../net/token.js";

/** Take the seat the address names; say what is wrong where that fails. */
export async function joinByLink(root) {
  const token = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  const known = parseToken(token);
  if (!known) return say(root, "This link is not whole. Copy all of it, or ask for the code of your seat.");
  say(root, "Taking your seat …");
  try {
    await takeSeat(known.table, token);
    return location.replace(`/t/${known.table}/${known.role}`);
  } catch (problem) {
    return say(root, problem.status === 401 ? "This link no longer opens a seat. Ask whoever set up the table for a new one." : problem.message);
  }
}

function say(root, text) {
  root.replaceChildren();
  render(html`<main class="joining" id="main"><h1>Hextable</h1><p role="status">${text}</p><p><a href="/">To the lobby</a></p></main>`, root);
}
