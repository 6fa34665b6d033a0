// A document as a document: its text, who has signed, what it costs, what became of it, what can be done.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { asTitle, formally, inText } from "../seats.js";
import { CLAUSE_STATUSES, FORMS, KINDS, OUTCOMES, STATUSES, listed, many, numeral, signed } from "../words.js";
import { audienceBadge, closeView, icon, maybe, term } from "./bits.js";
import { reasonForm } from "./reasons.js";
import { href } from "./route.js";
import { openDraft } from "../composer/actions.js";
import { accusations, accuse } from "./accusing.js";
import { combined } from "./combining.js";

const UNSETTLED = new Set(["draft", "open"]);

/** Draw the document with this id, or say that there is none. */
export function paper(page, id) {
  const document = page.records[`document/${id}`];
  if (!document) return gone();
  return html`<article class="paper is-${document.audience} is-${document.status}" aria-labelledby="paper-title">
    ${closeView()}
    <header class="paper-head">
      <span class="stamp">${document.label}</span>
      <h1 id="paper-title">${document.title}</h1>
      <p class="paper-sub">${audienceBadge(document)} ${subtitle(page, document)}</p>
    </header>
    ${wording(page, document)} ${help(page, document)} ${combined(page, document)}
    ${answers(page, document)} ${fate(document.fate)} ${facts(page, document)} ${actions(page, document)} ${reasonForm(page, document.id)}
  </article>`;
}

/** Draw what a document says: its clauses and its proviso. */
export const wording = (page, document) => html`
  <ol class="clauses">${document.clauses.map((clause) => clauseText(page, document, clause))}</ol>
  ${maybe(document.expectation, ({ text, by }) => html`<p class="provided"><em>Its sponsors expect by the end of round ${by} that</em> <span class="condition">${text}</span>${expected(document)}.</p>`)}
  ${document.pools.map(({ text }) => html`<p class="provided">${text}</p>`)}
  ${document.rests.length ? html`<p class="provided"><em>While this is in force</em> ${document.rests.map((id, i) => html`${i ? ", " : ""}<a href=${href("document", id)}>${page.records[`document/${id}`]?.label}</a>`)} <em>${document.rests.length > 1 ? "rest" : "rests"}.</em></p>` : nothing}
  ${maybe(document.provided_text, (text) => html`<p class="provided"><em>The whole is agreed provided that</em> <span class="condition">${text}</span>.</p>`)}`;

/** Say what friends of the talks lend a paper that names them. */
function help({ records }, { status, help: lent }) {
  if (status === "draft") return nothing;
  return lent.map(({ friend, lends }) => html`<p class="provided">${friendTitle(records, friend)}: ${lends === null ? "has yet to say whether it helps" : lends.length ? `will ${listed(lends)}` : "does not help"}.</p>`);
}

const friendTitle = (records, friend) =>
  (records["ledger/friends"]?.friends ?? []).find(({ id }) => id === friend)?.title ?? friend;

const expected = ({ expected: come }) => (come === null ? "" : come ? ": it has come" : ": it has not come, and each of them may leave");

const gone = () => html`<article class="paper">
  ${closeView()}
  <h1>No such paper</h1>
  <p>It was dropped, or it was never yours to see. <a href="#/">Back to the table</a></p>
</article>`;

function subtitle({ records }, { sponsors, addressees, associates, form, status, last_round: last, kind }) {
  const from = listed(sponsors.map((seat) => asTitle(records, seat)));
  const to = addressees.length ? ` to ${listed(addressees.map((seat) => inText(records, seat)))}` : "";
  const parts = [`${KINDS[kind] ?? "Paper"} by ${from}${to}`];
  if (associates.length) parts.push(`${listed(associates.map((seat) => asTitle(records, seat)))} as associate`);
  parts.push(FORMS[form]?.title ?? form);
  parts.push(status === "open" && last ? `open until the end of round ${last}` : STATUSES[status]);
  return parts.join(" · ");
}

function clauseText(page, document, clause) {
  const record = page.records[`clause/${clause.id}`];
  return html`<li class="clause seat-${clause.debtor}">
    <p>
      <b>We, ${formally(page.records, clause.debtor)},</b> ${undertaking(page, clause)}${clause.while_text
        ? html`, <em>${clause.tranches > 1 ? "each after the first so long as" : "so long as"}</em> <span class="condition">${clause.while_text}</span>`
        : nothing}.
      <span class="tags">${clause.tags.filter((tag) => SHOWN_TAGS.has(tag)).map((tag) => html`<span class="tag">${tag}</span>`)}
      ${survives(page, document, clause)}
      ${clause.debtor === page.me && document.author !== page.me && UNSETTLED.has(document.status) ? html`<span class="tag is-ours">asked of us</span>` : nothing}
      ${clause.debtor !== page.me && document.sponsors.includes(page.me) && document.addressees.includes(clause.debtor) ? html`<span class="tag is-theirs">asked of them</span>` : nothing}</span>
    </p>
    ${record ? clauseState(record) : nothing} ${accusations(page, clause.id)} ${accuse(page, clause.id)}
  </li>`;
}

/** The odds that it outlives a change of its debtor's government, while one is ahead and it may bind. */
function survives({ records }, { status, survives: odds }, { debtor }) {
  const { succession } = records[`seat/${debtor}`] ?? {};
  if (!succession || odds?.[debtor] === undefined || !["draft", "open", "concluded"].includes(status)) return nothing;
  return html`<span class="tag" title=${`${succession.title}, end of round ${succession.round}: another government comes ${succession.odds} times in 100, and then this stands ${odds[debtor]} times in 100.`}>outlives it ${odds[debtor]} %</span>`;
}

const SHOWN_TAGS = new Set(["concrete", "intangible", "fast", "slow", "costly", "irreversible"]);

/** The text the rules wrote for the clause, without its opening words and condition where it has them. */
function undertaking({ records }, clause) {
  const opening = new RegExp(`^We, (the )?[^,]+, `);
  const text = clause.text.replace(opening, "").replace(/\.$/, "");
  const cut = clause.while_text ? text.search(/,( each after the first)? so long as/) : -1;
  return cut > 0 ? text.slice(0, cut) : text;
}

function clauseState({ status, why, due, owes, level, tranches, history }) {
  const last = history.at(-1);
  return html`<p class="clause-state is-${status}">
    <span class="chip">${status === "dormant" ? term("sleeping", CLAUSE_STATUSES[status]) : CLAUSE_STATUSES[status]}</span>
    ${maybe(why, (text) => html`<span>${text}</span>`)}
    ${due ? html`<span class="chip is-due">due this round${owes === level ? "" : `: ${owes}`}</span>` : nothing}
    ${tranches ? html`<span class="chip">${term("tranche", `${tranches.turned} of ${tranches.of} tranches`)}</span>` : nothing}
    ${history.map(({ round, outcome, text }) => html`<span class="delivery is-${outcome}" title=${text ?? ""}>${icon(ICONS[outcome] ?? "dot")} round ${round}: ${OUTCOMES[outcome] ?? outcome}</span>`)}
    ${last?.text && last.outcome !== "performed" ? html`<span class="muted">${last.text}</span>` : nothing}
  </p>`;
}

const ICONS = { performed: "check", verified: "check", evaded: "cross", part: "query", doubtful: "query" };

function answers({ records }, { answers: given, signed, status, sponsors, addressees }) {
  if (status === "draft") return signatures(records, sponsors, signed);
  const known = Object.entries(given ?? {}).filter(([seat]) => addressees.includes(seat));
  if (!known.length) return nothing;
  return html`<ul class="answers">${known.map(([seat, { answer, reservation }]) => html`<li class="answer is-${answer}">
    ${icon(answer === "accept" ? "check" : answer === "decline" ? "cross" : "query")}
    <span><b>${asTitle(records, seat)}</b> ${answer === "accept" ? "accepted" : answer === "decline" ? "declined" : "gave no answer"}${reservation
      ? html`, provided that <span class="condition">${reservation}</span>` : nothing}</span>
  </li>`)}</ul>`;
}

function signatures(records, sponsors, signed) {
  if (sponsors.length < 2 && !signed.length) return nothing;
  return html`<p class="signatures">${sponsors.map((seat) => html`<span class="signature ${signed.includes(seat) ? "is-signed" : ""}">
    ${icon(signed.includes(seat) ? "check" : "dot")} ${asTitle(records, seat)} ${signed.includes(seat) ? "signed" : "has not signed"}</span>`)}</p>`;
}

/** Draw why a document stood or fell, with its chain of reasons and its near misses. */
export function fate(known) {
  if (!known) return nothing;
  return html`<section class="fate is-${known.outcome}" aria-label="What became of it">
    <p><b>${known.text}</b></p>
    ${chain(known.chain)} ${nearMisses(known)}
  </section>`;
}

export const chain = (links) =>
  links?.length
    ? html`<ol class="chain" aria-label="Because">${links.map((link) => html`<li>${link}</li>`)}</ol>`
    : nothing;

export function nearMisses({ near, far }) {
  if (near?.length) {
    return html`<p class="near">${term("nearmiss", near.length > 1 ? "Near misses" : "Near miss")}: ${near.map((text, i) => html`${i ? html`<br />` : nothing}${text}`)}</p>`;
  }
  return far ? html`<p class="near">Far from standing: more than two things were missing.</p>` : nothing;
}

function facts(page, document) {
  const { format, quorum, divisible, open_rounds: rounds, status } = document;
  const { goodness, price, price_parts: parts } = page.menu?.quotes?.[document.id] ?? document;
  const goodFrom = page.table?.good_from;
  return html`<dl class="facts">
    ${goodness ? html`<div><dt>${term("goodness", "How good it looks")}</dt><dd><details><summary>${goodness.value} of 10</summary>${reasons(goodness.parts)}${goodFrom ? html`<p class="hint">From ${goodFrom} on, whoever is asked in public and does not take it bears onus.</p>` : nothing}</details></dd></div>` : nothing}
    ${price !== null && price !== undefined ? html`<div><dt>Costs you</dt><dd>${parts?.length ? html`<details><summary>${price} ${term("room", "room")}</summary>${reasons(parts)}</details>` : html`${price} room`}</dd></div>` : nothing}
    <div><dt>${term("format", "Format")}</dt><dd>${numeral(format.length)}: ${format.map((seat) => asTitle(page.records, seat)).join(", ")}</dd></div>
    ${divisible ? html`<div><dt>${term("divisible", "Divisible")}</dt><dd>binds those who accept${quorum ? `, at least ${quorum}` : ""}</dd></div>` : nothing}
    ${status === "draft" ? html`<div><dt>Stays open</dt><dd>${many(rounds, "round")}</dd></div>` : nothing}
  </dl>`;
}

export const reasons = (parts) =>
  html`<ul class="reasons">${parts.map(({ text, amount }) => html`<li><span>${text}</span><b>${signed(amount)}</b></li>`)}</ul>`;

const ACTS = [
  ["cosign", "Sign it", "is-main"],
  ["table", "Put it on the table", "is-main"],
  ["unsign", "Take back our signature", ""],
  ["withdraw", "Withdraw", ""],
  ["disclose", "Disclose to the world", ""],
  ["denounce", "Denounce", "is-danger"],
];

function actions(page, document) {
  const commands = page.menu?.commands ?? {};
  const offered = ACTS.filter(([kind]) => commands[kind]?.documents?.includes(document.id));
  const editable = commands.draft?.replace?.includes(document.id);
  const answerable = commands.seal?.answers?.[document.id];
  if (!offered.length && !editable && !answerable) return nothing;
  return html`<footer class="paper-actions">
    ${answerable ? html`<a class="button is-main" href=${href("seal")}>Answer on the sealed sheet</a>` : nothing}
    ${offered.map(([kind, label, look]) => actButton(page, document, kind, label, look))}
    ${editable ? html`<button type="button" class="button" @click=${() => openDraft(page, document)}>Go on writing</button>` : nothing}
    ${document.status === "draft" ? draftNote(page, document) : nothing}
  </footer>`;
}

const BEFORE = { secret: "in secret", closed: "before the six", public: "before the world" };

const SURE = {
  disclose: ({ label }) => `Disclose ${label} to the world? It cannot be taken back.`,
  denounce: ({ label }) => `Denounce ${label}? What is for a term is broken by it.`,
};

export function actButton(page, document, kind, label, look) {
  const sending = page.isSending((command) => command.kind === kind && command.document === document.id);
  const give = () => (!SURE[kind] || window.confirm(SURE[kind](document))) && page.act({ kind, document: document.id });
  return html`<button type="button" class="button ${look}" ?disabled=${sending} @click=${give}>${sending ? "Sending …" : actText(document, kind, label)}</button>`;
}

function actText({ status, audience }, kind, label) {
  if (kind === "table") return `${label}, ${BEFORE[audience]}`;
  return kind === "withdraw" && status === "draft" ? "Drop the draft" : label;
}

function draftNote({ records, me, menu }, { id, sponsors, signed }) {
  const problems = menu?.quotes?.[id]?.problems;
  const missing = sponsors.filter((seat) => !signed.includes(seat) && seat !== me);
  return html`
    ${missing.length ? html`<p class="muted">${listed(missing.map((seat) => inText(records, seat)))} can read this draft and must sign it before it can be tabled.</p>` : nothing}
    ${problems?.length ? html`<ul class="problems">${problems.map(({ text }) => html`<li>${icon("bang")} ${text}</li>`)}</ul>` : nothing}`;
}
