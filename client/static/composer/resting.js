// Change of channel: which papers in force rest while the paper that is being written is.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { listed } from "../words.js";
import { term } from "../page/bits.js";
import { slot } from "../page/slot.js";
import { restOption, toggled } from "./choices.js";

/** Draw the choice of papers to let rest, where any could be or is chosen. */
export function resting({ page, paper, set }) {
  const chosen = paper.rests ?? [];
  const offered = [...new Set([...page.menu.commands.draft.rests, ...chosen])];
  if (!offered.length) return nothing;
  const label = (id) => page.records[`document/${id}`]?.label ?? "a paper";
  return html`<p class="sentence whole">While it is in force ${slot(page, {
    id: "rests",
    label: "What rests meanwhile",
    value: chosen,
    multiple: true,
    shown: chosen.length ? listed(chosen.map(label)) : "nothing else",
    options: offered.map((id) => restOption(page.records, paper, id)),
    onPick: (id) => set({ ...paper, rests: toggled(chosen, id) }),
  })} ${term("resting", chosen.length > 1 ? "rest" : "rests")}.</p>`;
}
