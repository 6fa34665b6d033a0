// The composer: the paper itself, with slots where something can be chosen. What it costs, how good it
// looks and what stands in its way come from the draft's record, once the draft is saved.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { asTitle, inText } from "../seats.js";
import { AUDIENCES, FORMS, SEATS, listed, many, numeral } from "../words.js";
import { uuid } from "../net/uuid.js";
import { closeView, icon, readersIcon, term } from "../page/bits.js";
import { end } from "../page/end.js";
import { actButton, reasons, wording } from "../page/paper.js";
import { href } from "../page/route.js";
import { slot } from "../page/slot.js";
import * as actions from "./actions.js";
import { asides } from "./asides.js";
import * as choices from "./choices.js";
import { clauseSentence } from "./clause-view.js";
import { complete } from "./condition.js";
import { conditionSlots } from "./condition-view.js";
import * as papers from "./paper.js";
import { resting } from "./resting.js";

const TITLE_MAX = 120;

/** Draw the composer for the paper under `key`. */
export function composer(page, key) {
  const paper = page.drafts.value.papers[key];
  if (!paper) return html`<article class="paper">${closeView()}<h1>No such draft</h1><p>It was dropped or tabled. <a href="#/papers">All papers</a></p></article>`;
  if (page.table?.status === "ended") return end(page);
  if (!page.menu?.commands?.draft) return waiting();
  const set = (next) => actions.change(page, next);
  const record = page.records[`document/${paper.id}`];
  const quote = page.menu.quotes?.[paper.id];
  const on = { page, paper, record, quote, set };
  return html`<article class="paper composer is-${paper.audience}" aria-labelledby="h-compose">
    ${closeView("Leave the paper; it is kept")}
    <h1 id="h-compose" class="visually-hidden">Write a paper</h1>
    ${meanwhile(page)} ${asides(on)} ${head(on)} ${parties(on)} ${clauses(on)} ${pools(on)} ${whole(on)} ${resting(on)} ${expects(on)} ${readBack(on)} ${judged(on)} ${foot(on)}
  </article>`;
}

/** The round went on while somebody wrote: the way to what happened. */
function meanwhile({ table, records, drafts }) {
  const { round } = table;
  if (table.phase !== "reckoning" || !records[`aftermath/${round}`] || drafts.value.seen.aftermath >= round) return nothing;
  return html`<p class="warn"><a href=${href("aftermath", round)}>Read the aftermath of round ${round}</a>; the paper is kept.</p>`;
}

const waiting = () => html`<article class="paper">${closeView()}<h1>Not now</h1>
  <p>Papers are written once the table is open. What you began is kept here.</p></article>`;

function head({ page, paper, record, set }) {
  return html`<div class="compose-head">
    <label class="visually-hidden" for="paper-title">Title</label>
    <input id="paper-title" class="title-input" maxlength=${TITLE_MAX} placeholder=${actions.defaultTitle(page.records, paper)}
      .value=${live(paper.title)} @input=${(event) => set({ ...paper, title: event.target.value })} />
    ${record ? html`<span class="stamp">${record.label}</span>` : nothing}
    <span class="saving" role="status">${savingText(page, paper)}</span>
  </div>`;
}

function savingText(page, paper) {
  const state = actions.savingState(page, paper);
  if (state === "saved") return "Draft saved";
  if (state === "saving") return "Saving …";
  if (state?.type === "refused") return html`<span class="warn-text">Not saved: ${state.detail}</span>`;
  return papers.isUnfinished(paper) ? "Kept here; fill the gaps" : paper.clauses.length ? "Will be saved in a moment" : "Kept here; add a clause";
}

function parties({ page, paper, set }) {
  const { records, me } = page;
  return html`<p class="parties">From ${party({ page, paper, set }, "sponsors", "Sponsors", SEATS)}
    to ${party({ page, paper, set }, "addressees", "Addressees", SEATS.filter((seat) => seat !== me))},
    with ${party({ page, paper, set }, "associates", "Associates", SEATS.filter((seat) => seat !== me))}
    ${term("associate", "associate")} ${helpers({ page, paper, set })}
    <span class="audiences" role="group" aria-label="Who may see it">${choices.audienceOptions(page.menu.commands.draft.audiences).map(({ value, text, hint }) => html`<button type="button"
      class="pill is-${value}" aria-pressed=${paper.audience === value} title=${hint} @click=${() => set({ ...paper, audience: value })}>${readersIcon(value)} ${text}</button>`)}</span>
    <span class="visually-hidden">${asTitle(records, me)} writes</span></p>
    <p class="parties-help">${AUDIENCES[paper.audience].does} ${paper.audience === "public" ? "It goes to the table in the plenary." : "It goes to the table in the corridors."}
      ${paper.addressees.length ? "" : "Addressed to nobody it is a declaration and binds its sponsors alone; name addressees to make it an offer, then add a clause for what they give."}</p>`;
}

/** Whose help the paper asks for, where a friend of the talks is at the table. */
function helpers({ page, paper, set }) {
  const chosen = paper.friends ?? [];
  const here = page.menu.commands.draft.friends ?? [];
  const known = page.records["ledger/friends"]?.friends ?? [];
  const title = (id) => known.find((friend) => friend.id === id)?.title ?? id;
  if (!here.length && !chosen.length) return nothing;
  return html`with the help of ${slot(page, {
    id: "friends",
    label: "Friends of the talks",
    value: chosen,
    multiple: true,
    kind: "is-party",
    shown: chosen.length ? listed(chosen.map(title)) : "nobody",
    options: [...new Set([...here, ...chosen])].map((id) => ({ value: id, text: title(id), hint: here.includes(id) ? known.find((friend) => friend.id === id)?.text : "not at the table" })),
    onPick: (id) => set({ ...paper, friends: chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id] }),
  })}`;
}

const NOBODY = { sponsors: "nobody", addressees: "nobody", associates: "no" };

function party({ page, paper, set }, role, label, seats) {
  const chosen = paper[role];
  return slot(page, {
    id: role,
    label,
    value: chosen,
    multiple: true,
    kind: "is-party",
    shown: chosen.length ? listed(chosen.map((seat) => asTitle(page.records, seat))) : NOBODY[role],
    options: seats.map((seat) => ({ ...choices.seatOption(page.records, seat), hint: elsewhere(paper, seat, role) })),
    onPick: (seat) => {
      if (role === "sponsors" && seat === page.me && !page.menu.commands.draft.chairs) return;
      set(papers.place(paper, seat, chosen.includes(seat) ? null : role));
    },
  });
}

function elsewhere(paper, seat, role) {
  const at = ["sponsors", "addressees", "associates"].find((each) => each !== role && paper[each].includes(seat));
  return at ? `now among the ${at}` : role === "sponsors" ? "must sign the draft" : role === "addressees" ? "asked to accept" : "named, reads it, not bound";
}

function clauses({ page, paper, quote, set }) {
  const most = page.menu.commands.draft.max_clauses;
  const keys = papers.keysInOrder(paper);
  return html`<ol class="clause-edits">${repeat(paper.clauses, ({ key }) => key, (clause, i) => clauseSentence(page, {
      paper,
      clause,
      number: i + 1,
      problems: problemsOf(quote, keys.indexOf(clause.key)),
      set: (change, base = paper) => set(papers.withClause(base, clause.key, change)),
      drop: () => set({ ...paper, clauses: paper.clauses.filter(({ key }) => key !== clause.key) }),
    }))}</ol>
    ${paper.clauses.length < most
      ? html`<button type="button" class="button is-small" @click=${() => set({ ...paper, clauses: [...paper.clauses, papers.newClause(uuid().slice(0, 8), nextDebtor(paper))] })}>${icon("plus")} a clause</button>`
      : html`<p class="muted">A paper has at most ${many(most, "clause")}.</p>`}`;
}

/** Whoever signs and promises nothing yet is likeliest to come next. */
const nextDebtor = (paper) =>
  papers.signatories(paper).find((seat) => !paper.clauses.some(({ debtor }) => debtor === seat)) ?? paper.sponsors[0];

const problemsOf = (quote, at) =>
  at < 0 ? [] : (quote?.problems ?? []).filter(({ field }) => clauseIndex(field) === at);

const clauseIndex = (field) => {
  const found = /clauses\[(\d+)\]/.exec(field ?? "");
  return found ? Number(found[1]) : -1;
};

/** What several pledge of one instrument may be one pool, filled like water. */
const pools = ({ page, paper, set }) => papers.poolable(paper).map(({ instrument: id, sum }) => {
  const instrument = page.records[`instrument/${id}`];
  if (instrument?.kind !== "quantity") return nothing;
  const options = choices.poolOptions(instrument, sum);
  const target = papers.poolOf(paper, id);
  return html`<p class="sentence whole">The ${term("pool", "pledges")} of “${instrument.title}” ${slot(page, {
    id: `pool-${id}`,
    label: "How they are shared",
    value: target,
    shown: options.find(({ value }) => value === target)?.text ?? `are one pool of ${target} ${instrument.unit} a round`,
    options,
    onPick: (value) => set(papers.withPool(paper, id, value)),
  })}.</p>`;
});

/** The legal form, where the scenario has more than the plain ones. */
function legalForm({ page, paper, set }) {
  const options = choices.formOptions(papers.plainForm(paper), page.menu.commands.draft.legal_forms);
  if (options.length < 2) return nothing;
  return html`In ${term("form", "form")} it is a ${slot(page, {
    id: "form",
    label: "Legal form",
    value: paper.form,
    shown: FORMS[paper.form ?? papers.plainForm(paper)].title,
    options,
    onPick: (form) => set({ ...paper, form }),
  })}. `;
}

function whole({ page, paper, set }) {
  const draft = page.menu.commands.draft;
  const offer = paper.addressees.length > 0;
  return html`<p class="sentence whole">${legalForm({ page, paper, set })}${offer ? html`The offer is open ${openFor(page, paper, set, draft)}, ${divisibleSlot(page, paper, set)}, and is agreed` : "All this stands"} ${conditionSlots(page, {
      ids: "provided",
      lead: "provided that",
      tree: paper.provided,
      set: (tree) => set({ ...paper, provided: tree }),
      paper,
      clause: null,
    })}.</p>`;
}

/** What the sponsors expect of others by a round to come: unmet, each may leave the paper. */
function expects({ page, paper, set }) {
  const { round } = page.table;
  const expectation = paper.expectation ?? null;
  if (!expectation) {
    return html`<button type="button" class="button is-small" @click=${() => set({ ...paper, expectation: { that: null, by: round + 2 } })}>${icon("plus")} what we expect</button>`;
  }
  const to = (change) => set({ ...paper, expectation: { ...expectation, ...change } });
  return html`<p class="sentence whole">We expect ${conditionSlots(page, {
    ids: "expects",
    lead: "that",
    tree: expectation.that,
    set: (that) => (that === true ? set({ ...paper, expectation: null }) : to({ that })),
    paper,
    clause: null,
  })} by the end of ${slot(page, {
    id: "expects-by",
    label: "By when",
    value: expectation.by,
    shown: `round ${expectation.by}`,
    options: Array.from({ length: 6 }, (_, i) => ({ value: round + i + 1, text: `round ${round + i + 1}`, hint: "" })),
    onPick: (by) => to({ by }),
  })} ${term("expectation", "or may leave")}.
  <button type="button" class="drop-small" aria-label="Expect nothing" @click=${() => set({ ...paper, expectation: null })}>${icon("cross")}</button></p>`;
}

const openFor = (page, paper, set, draft) => slot(page, {
  id: "open-rounds",
  label: "How long it stays open",
  value: paper.open_rounds,
  shown: choices.openRounds(draft.open_rounds_max).find(({ value }) => value === paper.open_rounds)?.text ?? many(paper.open_rounds, "round"),
  options: choices.openRounds(draft.open_rounds_max),
  onPick: (value) => set({ ...paper, open_rounds: value }),
});

const divisibleSlot = (page, paper, set) => slot(page, {
  id: "divisible",
  label: "Stands or falls",
  value: paper.divisible ? "divisible" : "whole",
  shown: paper.divisible ? "binds those who accept it" : "stands or falls as a whole",
  options: [
    { value: "whole", text: "stands or falls as a whole", hint: "every addressee must accept" },
    { value: "divisible", text: "binds those who accept it", hint: "divisible" },
  ],
  onPick: (value) => set({ ...paper, divisible: value === "divisible", quorum: null }),
});

/** The draft in the engine's words, as all who sign it will read it: open where it has conditions. */
function readBack({ page, paper, record }) {
  if (!record || actions.savingState(page, paper) !== "saved") return nothing;
  const isInvolved = record.provided !== true || record.expectation || record.clauses.some((clause) => clause.while !== true);
  return html`<details class="read-back" ?open=${isInvolved}><summary>How it reads</summary>${wording(page, record)}</details>`;
}

function judged({ page, quote }) {
  if (!quote) return html`<p class="muted judged-later">What it costs and how good it looks is shown once the first clause is complete and saved.</p>`;
  const { goodness, price, price_parts: parts, format, warnings, problems } = quote;
  const general = problems.filter(({ field }) => clauseIndex(field) < 0);
  return html`<dl class="facts judged">
      <div><dt>${term("goodness", "How good it looks")}</dt><dd>${withReasons(html`${bar(goodness.value)} ${goodness.value} of 10`, goodness.parts)}</dd></div>
      <div><dt>Costs us</dt><dd>${withReasons(html`${price} ${term("room", "room")}${room(page)}`, parts)}</dd></div>
      <div><dt>${term("format", "Format")}</dt><dd>${numeral(format.length)} ${format.length === 1 ? "party" : "parties"}</dd></div>
    </dl>
    <ul class="problems">${[...general.map((each) => problem(each, "")), ...warnings.map((each) => problem(each, "is-warning"))]}</ul>`;
}

const withReasons = (shown, parts) =>
  parts.length ? html`<details><summary>${shown}</summary>${reasons(parts)}</details>` : shown;

const problem = ({ text }, look) => html`<li class=${look}>${icon("bang")} ${text}</li>`;

const room = ({ records, me }) => {
  const left = records[`seat/${me}`]?.latitude;
  return left === undefined || left === null ? "" : ` of ${left}`;
};

const bar = (value) => html`<svg class="goodness-bar" viewBox="0 0 100 8" aria-hidden="true"><rect class="track" width="100" height="8" rx="4"></rect><rect class="fill" width=${value * 10} height="8" rx="4"></rect></svg>`;

function foot({ page, paper, record, quote }) {
  const commands = page.menu.commands;
  const may = (kind) => record && commands[kind]?.documents?.includes(record.id);
  const saved = actions.savingState(page, paper) === "saved";
  return html`<footer class="paper-actions">
    ${papers.isUnfinished(paper) ? html`<p class="muted">${gaps(paper)}</p>` : nothing}
    ${saved && may("cosign") ? actButton(page, record, "cosign", "Sign it", "is-main") : nothing}
    ${saved && may("table") ? actButton(page, record, "table", "Put it on the table", "is-main") : nothing}
    ${saved && may("unsign") ? actButton(page, record, "unsign", "Take back our signature", "") : nothing}
    ${record ? signatures(page, record) : nothing}
    ${saved && !papers.isUnfinished(paper) && !quote?.problems.length && !may("table") ? html`<p class="muted">${notYet(page, paper, record)}</p>` : nothing}
    ${record && !page.isHead ? nothing : html`<button type="button" class="button is-quiet" @click=${() => dropPaper(page, paper, record, may("withdraw"))}>Drop the draft</button>`}
  </footer>`;
}

function gaps(paper) {
  const open = papers.unfinished(paper).length;
  if (open) return `${many(open, "clause")} still ${open === 1 ? "has" : "have"} a gap; ${open === 1 ? "it is" : "they are"} not saved with the draft yet.`;
  return complete(paper.provided) ? "" : "“Provided that” still has a gap.";
}

function signatures({ records, me }, { sponsors, signed }) {
  const missing = sponsors.filter((seat) => seat !== me && !signed.includes(seat));
  if (!missing.length) return nothing;
  const one = missing.length === 1;
  const ours = signed.includes(me) ? "You have signed. " : "";
  return html`<p class="muted">${ours}${listed(missing.map((seat) => inText(records, seat)))} ${one ? "sees" : "see"} this draft and must sign it. A change takes signatures back.</p>`;
}

/** When the paper can go to the table, where the phase is what it waits for. */
function notYet({ table, me, records }, { audience }, { sponsors, signed }) {
  if (records[`seat/${me}`]?.walked_out) return "You have walked out: nothing of yours goes to the table before you are back.";
  if (sponsors.some((seat) => seat !== me && !signed.includes(seat))) return "";
  if (audience === "public" && table.phase === "corridors") return "Public papers go to the table in the plenary. The draft waits here.";
  return audience !== "public" && table.phase !== "corridors" ? `${AUDIENCES[audience].title} papers go to the table in the corridors. The draft waits here.` : "";
}

async function dropPaper(page, paper, record, known) {
  if (record && known) {
    const answer = await page.act({ kind: "withdraw", document: record.id });
    if (answer.type === "refused") return;
  }
  actions.forget(page, paper.key);
  location.hash = "#/papers";
}
