// The six-sided table as a picture for the lobby: no links, nothing to read.

import { html, svg } from "../vendor/lit-html/lit-html.js";
import { SIZES, curve, layout } from "../page/geometry.js";
import { around } from "../seats.js";

const LINES = [["usa", "rok"], ["usa", "jpn"], ["prc", "dprk"], ["rus", "dprk"], ["rok", "dprk"]];

export function rosette() {
  const size = SIZES.narrow;
  const order = around("rok");
  const plan = layout(size, order);
  return html`<svg class="rosette" viewBox="0 0 ${size.width} ${size.height}" aria-hidden="true">
    <polygon class="rim" points=${plan.rim}></polygon><polygon class="cloth" points=${plan.cloth}></polygon>
    ${LINES.map(([from, to]) => svg`<path class="assurance-line" d=${curve(plan.edges[from], plan.edges[to], plan.centre)} stroke-width="2.5"></path>`)}
    ${order.map((seat) => svg`<g class="seat-mark seat-${seat}"><circle class="seat-disc" cx=${plan.seats[seat].x} cy=${plan.seats[seat].y} r=${size.seat}></circle>
      <text class="seat-code" x=${plan.seats[seat].x} y=${plan.seats[seat].y + 4}>${seat.toUpperCase()}</text></g>`)}
  </svg>`;
}
