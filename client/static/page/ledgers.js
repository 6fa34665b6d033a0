// All ledgers of the world in one block, each a line until it is opened.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { animosities } from "./animosities.js";
import { chair } from "./chair.js";
import { exposure } from "./exposure.js";
import { friends } from "./friends.js";
import { overheard } from "./overheard.js";
import { simpler } from "./simpler.js";
import { agreements, assurances, grounds } from "./world.js";

const ALL = [agreements, assurances, chair, friends, exposure, animosities, overheard, grounds, simpler];

/** Draw the ledgers that this table has. */
export function ledgers(page) {
  const shown = ALL.map((draw) => draw(page)).filter((each) => each !== nothing);
  if (!shown.length) return nothing;
  return html`<section class="block ledgers" aria-labelledby="h-ledgers"><h2 id="h-ledgers">Ledgers</h2>${shown}</section>`;
}
