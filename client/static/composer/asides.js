// What another sponsor's words have pushed aside: what we had, and the way to put it back.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { icon } from "../page/bits.js";
import { asTitle, formally } from "../seats.js";
import { VERIFICATIONS, listed, many } from "../words.js";
import { change, putBack } from "./actions.js";
import { names } from "./naming.js";
import { content } from "./paper.js";
import { undertakingText } from "./phrase.js";
import { say } from "./saying.js";

/** Draw each wording of ours that was pushed aside, as far as it differs from what stands. */
export function asides({ page, paper }) {
  const kept = paper.asides ?? [];
  if (!kept.length) return nothing;
  const stands = new Set(lines(page.records, content(paper, "")));
  return html`<section class="asides warn" role="alert" aria-label="What you had">
    <p>${icon("bang")} <b>Another sponsor saved this draft while you were writing.</b> Theirs stands below. What you had is kept here until you decide.</p>
    ${kept.map((aside, i) => html`
      <ul class="aside-lines">${lines(page.records, aside).filter((line) => !stands.has(line)).map((line) => html`<li>${line}</li>`)}</ul>
      <p class="row-buttons"><button type="button" class="button is-small" @click=${() => putBack(page, paper, aside)}>Put ours back</button>
        <button type="button" class="button is-small is-quiet" @click=${() => change(page, { ...paper, asides: kept.filter((_, j) => j !== i) })}>Let it go</button></p>`)}
  </section>`;
}

/** A document in words, a line for each part in which two can differ. */
function lines(records, document) {
  const of = names(records);
  return [
    `Title: ${document.title}`,
    `From ${titles(records, document.sponsors)} to ${titles(records, document.addressees) || "nobody"}, with ${titles(records, document.associates) || "no associate"}; ${document.audience}.`,
    ...document.clauses.map((clause) => clauseLine(records, of, clause)),
    ...(document.provided === true ? [] : [`Provided that ${say(document.provided, of)}.`]),
    ...(document.rests?.length ? [`Meanwhile ${listed(document.rests.map((id) => of.document(id)))} rest.`] : []),
    ...(document.expectation ? [`We expect that ${say(document.expectation.that, of)}, by the end of round ${document.expectation.by}.`] : []),
  ];
}

const titles = (records, seats) => listed(seats.map((seat) => asTitle(records, seat)));

function clauseLine(records, of, { debtor, instrument, level, beneficiaries, start, rounds, tranches, verification, while: condition }) {
  const parts = [
    `We, ${formally(records, debtor)}, will ${undertakingText(records[`instrument/${instrument}`], level)}`,
    beneficiaries.length ? `toward ${titles(records, beneficiaries)}` : "",
    start ? `from ${many(start, "round")} later` : "",
    tranches > 1 ? `in ${tranches} tranches` : rounds ? `for ${many(rounds, "round")}` : "",
    verification === "v0" ? "" : VERIFICATIONS[verification].says,
    condition === true ? "" : `so long as ${say(condition, of)}`,
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}
