// Small pieces many parts draw: icons, a term with its explanation, a seat's name, Markdown blocks.

import { html, svg, nothing } from "../vendor/lit-html/lit-html.js";
import { AUDIENCES, GLOSSARY } from "../words.js";
import { asTitle } from "../seats.js";
import { parse } from "../markdown.js";

const PATHS = {
  check: "M4 8.5 7 11.5 12.5 5",
  cross: "M4.5 4.5 11.5 11.5 M11.5 4.5 4.5 11.5",
  query: "M5.5 6 A2.6 2.6 0 1 1 8.6 8.4 Q8 8.7 8 9.6 M8 12.2 L8 12.3",
  bang: "M8 3.5 L8 9 M8 12.2 L8 12.3",
  dot: "M8 8 L8 8.01",
  arrow: "M3 8 H13 M9 4 L13 8 L9 12",
  back: "M13 8 H3 M7 4 L3 8 L7 12",
  up: "M3.5 11 8 5 12.5 11 Z",
  down: "M3.5 5 8 11 12.5 5 Z",
  plus: "M8 3 V13 M3 8 H13",
  lock: "M4.5 7.5 H11.5 V13 H4.5 Z M6 7.5 V5.5 A2 2 0 0 1 10 5.5 V7.5",
  six: "M8 2 L13.2 5 V11 L8 14 L2.8 11 V5 Z",
  globe: "M8 2 A6 6 0 1 0 8.01 2 Z M2 8 H14 M8 2 C5 5 5 11 8 14 C11 11 11 5 8 2",
};

/** The sign of each audience: never colour alone. */
const READERS = { secret: "lock", closed: "six", public: "globe" };

export const readersPath = (audience) => PATHS[READERS[audience]];

/** Draw an icon; it says nothing to a screen reader, the text beside it does. */
export const icon = (name) =>
  html`<svg class="icon icon-${name}" viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${PATHS[name]}></path>`}</svg>`;

export const readersIcon = (audience) => icon(READERS[audience]);

/** Draw who reads a paper, so that it cannot be mistaken. */
export const audienceBadge = ({ audience, disclosed = false }) => {
  const now = disclosed ? "public" : audience;
  return html`<span class="audience is-${now}" title=${AUDIENCES[now].does}>${icon(READERS[now])} ${disclosed ? `${AUDIENCES[audience].title}, disclosed to all` : AUDIENCES[audience].title}</span>`;
};

/** Draw a word of the field; hovering or focusing it explains it. */
export const term = (key, text) =>
  html`<span class="term" tabindex="0" aria-label="${text}: ${GLOSSARY[key]}">${text}<span class="tip" aria-hidden="true">${GLOSSARY[key]}</span></span>`;

export const seatName = (records, seat) =>
  html`<b class="seat-name seat-${seat}">${asTitle(records, seat)}</b>`;

/** Draw Markdown as text. */
export const prose = (markdown) => parse(markdown).map(block);

function block({ type, spans, items }) {
  switch (type) {
    case "h2": return html`<h2>${runs(spans)}</h2>`;
    case "h3": return html`<h3>${runs(spans)}</h3>`;
    case "ul": return html`<ul>${items.map((item) => html`<li>${runs(item)}</li>`)}</ul>`;
    case "ol": return html`<ol>${items.map((item) => html`<li>${runs(item)}</li>`)}</ol>`;
    default: return html`<p>${runs(spans)}</p>`;
  }
}

const runs = (spans) =>
  spans.map(({ text, strong, em }) =>
    strong ? html`<strong>${text}</strong>` : em ? html`<em>${text}</em>` : text);

/** Draw the way back from a view on a narrow screen, and the close button on a wide one. */
export const closeView = (label = "Back to the table") =>
  html`<a class="close-view" href="#/" aria-label=${label}>${icon("cross")}</a>`;

export const maybe = (text, draw) => (text === null || text === undefined || text === "" ? nothing : draw(text));

/** The way to all that this role may read, as one file. */
export const exportLink = ({ session, me }, text) => html`<a class="button is-small" download href="/api/tables/${session.table}/export?as=${me}">${text}</a>`;
