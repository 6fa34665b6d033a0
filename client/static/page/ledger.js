// One ledger of the world: a line that says how it stands, and the rest for who opens it.

import { html } from "../vendor/lit-html/lit-html.js";
import { GLOSSARY } from "../words.js";
import { maybe } from "./bits.js";

/** Draw the ledger `id`: its title, how it stands now, and `body` once it is open. */
export function ledger(page, { id, title, now, open = false }, body) {
  const key = `ledger ${id}`;
  const shown = page.ui.folded.value[key] ?? open;
  const keep = ({ target }) => {
    if (target.open !== shown) page.ui.folded.value = { ...page.ui.folded.peek(), [key]: target.open };
  };
  return html`<details class="ledger" ?open=${shown} @toggle=${keep}>
    <summary><h3 id="h-ledger-${id}">${title}</h3> <span class="muted">${now}</span></summary>
    ${maybe(GLOSSARY[id], (text) => html`<p class="muted block-text">${text}</p>`)}
    ${body}</details>`;
}
