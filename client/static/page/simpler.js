// The simpler rules a table is played by, for who comes late to it.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { ledger } from "./ledger.js";

/** Draw by which of the scenario's presets the table is played, where it was founded with one. */
export function simpler(page) {
  const { preset } = page.table ?? {};
  if (!preset) return nothing;
  return ledger(page, { id: "preset", title: "Rules", now: preset.title }, html`<p>${preset.text}</p>`);
}
