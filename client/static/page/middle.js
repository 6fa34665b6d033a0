// What the middle of the table page shows for an address: one view, or the papers' list.

import { nothing } from "../vendor/lit-html/lit-html.js";
import { composer } from "../composer/view.js";
import { seal } from "../seal/view.js";
import { aftermath } from "./aftermath.js";
import { end } from "./end.js";
import { paper } from "./paper.js";
import { papers } from "./papers.js";
import { seatView } from "./seat-view.js";
import { brief } from "./you.js";
import { assuranceView } from "./assurance-view.js";
import { newsView } from "./world.js";

/** Views that take the middle whole; the others lie below the table. */
export const TALL = new Set(["compose", "seal", "aftermath", "brief", "end"]);

const VIEWS = {
  document: paper,
  compose: composer,
  seal: (page) => seal(page),
  aftermath,
  brief,
  end: (page) => end(page),
  seat: seatView,
  papers: (page) => papers(page),
  assurances: assuranceView,
  news: (page) => newsView(page),
};

/** Draw the view of the route, or nothing where it has none. */
export const view = (page, { view: name, id }) => VIEWS[name]?.(page, id) ?? nothing;
