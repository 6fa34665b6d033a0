// The sealed sheet as a calm page: answers, promises due, one national action, the chair, the seal.
// It offers what menu/own offers and adds up the prices it names; the capital judges.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { asTitle, inText } from "../seats.js";
import { deedOf, listed, many, sentence, within } from "../words.js";
import { audienceBadge, closeView, icon, maybe, term } from "../page/bits.js";
import { wording } from "../page/paper.js";
import { slot } from "../page/slot.js";
import { reasonForm } from "../page/reasons.js";
import { href } from "../page/route.js";
import { adviceSheet, advised } from "./advice.js";
import { beliefs } from "./beliefs.js";
import { reservation } from "./reservation.js";
import * as sheets from "./sheet.js";

/** Draw the sheet, or say when there will be one. */
export function seal(page) {
  if (!page.isHead) return adviceSheet(page);
  const offered = page.menu?.commands?.seal;
  if (!offered) return closed(page);
  const sheet = sheets.startingSheet(page.drafts.value.sheet, page.records["instructions/own"], page.table.round);
  const change = (next) => {
    refuse(page, null);
    page.drafts.put("sheet", { round: page.table.round, instructions: next });
  };
  const form = { page, offered, sheet, change };
  return html`<article class="paper sealing" aria-labelledby="h-seal">
    ${closeView()}
    <header class="paper-head"><h1 id="h-seal">Instructions of round ${page.table.round}</h1>
      <p class="paper-sub">Once it is sealed nobody sees it before all sheets take effect at once. You may replace it until Capitals end.</p></header>
    ${advised(form)} ${sections(form)} ${reasonForm(page, "sheet")} ${foot(form)}
  </article>`;
}

/** Draw the parts of a sheet that there is anything to choose in. */
export const sections = (form) => html`${answers(form)} ${inspections(form)} ${votes(form)} ${performance(form)} ${diversions(form)} ${action(form)} ${talks(form)} ${beliefs(form)}`;

function closed(page) {
  const own = page.records["instructions/own"];
  return html`<article class="paper">${closeView()}<h1>Instructions</h1>
    <p>${own?.sealed ? "Your sheet is sealed." : "One seals a sheet in Capitals, after the plenary."} ${page.menu?.commands?.seal ? nothing : "Nothing can be sealed now."}</p></article>`;
}

const numbered = (title, body) => html`<section class="seal-part"><h2>${title}</h2>${body}</section>`;

function answers(form) {
  const ids = Object.keys(form.offered.answers);
  if (!ids.length) return form.page.isHead ? numbered("Answers", html`<p class="muted">Nothing waits for your answer.</p>`) : nothing;
  return numbered("Answers", ids.map((id) => answer(form, id)));
}

function answer(form, id) {
  const { page, offered, sheet, change } = form;
  const { title, label, price } = offered.answers[id];
  const { is } = sheets.answerOf(sheet, id);
  const set = (next) => change(sheets.withAnswer(sheet, id, next));
  return html`<fieldset class="answer-row">
    <legend><a class="label" href=${href("document", id)}>${label}</a> ${title} <span class="${price > offered.room ? "warn-text" : "muted"}">${costText(price, offered.room)}</span></legend>
    ${fromWhom(page, id)}
    <div class="choices">
      ${radio(`answer-${id}`, "none", is, "No answer", set)}
      ${radio(`answer-${id}`, "accept", is, "Accept", set)}
      ${radio(`answer-${id}`, "decline", is, "Decline", set)}
    </div>
    ${is === "accept" ? reservation(form, id) : nothing}
    ${page.records[`document/${id}`] ? html`<details class="read-it"><summary>Read it</summary>${wording(page, page.records[`document/${id}`])}</details>` : nothing}
  </fieldset>`;
}

const costText = (price, room) =>
  price > 0 ? `accepting costs ${price} room${price > room ? ", more than you have" : ""}` : "accepting costs no room";

function fromWhom({ records }, id) {
  const document = records[`document/${id}`];
  if (!document) return nothing;
  return html`<p class="muted">${audienceBadge(document)} from ${document.sponsors.map((seat) => asTitle(records, seat)).join(" and ")}</p>`;
}

const radio = (name, value, chosen, label, set) => html`<label class="choice"><input type="radio" name=${name} value=${value}
  .checked=${live(chosen === value)} @change=${() => set(value)} /> ${label}</label>`;

function performance(form) {
  const ids = Object.keys(form.offered.perform);
  if (!ids.length) return nothing;
  const kept = ids.filter((id) => (form.sheet.perform[id] ?? "perform") === "perform").length;
  const says = kept === ids.length ? `We perform all ${ids.length}` : `We perform ${kept} of ${ids.length} in full`;
  return numbered("What we promised, due this round", folded(ids.length, says, Boolean(Object.keys(form.offered.cures ?? {}).length), ids.map((id) => promise(form, id))));
}

const FEW = 3;

/** Of many lines that may stand as they are: say so in one, and open the rest. */
const folded = (count, says, open, lines) => (count > FEW ? html`<details class="many" ?open=${open}><summary>${says}</summary>${lines}</details>` : lines);

function promise(form, id) {
  const { offered, sheet, change } = form;
  const { text, owes, hidden, odds } = offered.perform[id];
  const how = sheet.perform[id] ?? "perform";
  const set = (value) => change(sheets.withPerformance(sheet, id, value === "perform" ? null : value));
  return html`<fieldset class="answer-row"><legend>${sentence(deedOf(text))}. <a class="label" href=${href("document", id.split(".")[0])}>${labelOf(form.page, id)}</a></legend>
    <div class="choices">
      ${radio(`perform-${id}`, "perform", how, "Perform", set)}
      ${radio(`perform-${id}`, "part", how, "In part", set)}
      ${radio(`perform-${id}`, "evade", how, "Evade", set)}
    </div>
    ${how === "perform" && offered.cures?.[id] ? html`<label class="choice"><input type="checkbox" .checked=${live(sheet.cures?.includes(id) ?? false)}
      @change=${(event) => change(sheets.withCure(sheet, id, event.target.checked))} /> <span>Make good our breach of it <span class="muted">inspectors may look anywhere this round</span></span></label>` : nothing}
    ${shareOf(form, id, owes)}
    ${how === "evade" ? html`<p class="warn-text">${hidden ? `It may stay hidden; the odds of being seen are ${odds} %.` : "This cannot be hidden: everyone will see it."}${alsoOwed(form, id)}</p>` : nothing}
  </fieldset>`;
}

/** Of a pool one owes a share: say how much it is this round. */
function shareOf({ page: { records } }, id, owes) {
  const clause = records[`clause/${id}`];
  if (!clause || owes === clause.level) return nothing;
  const { unit } = records[`instrument/${clause.instrument}`] ?? {};
  return html`<p class="muted">Our share this round: ${owes} ${unit} of at most ${clause.level}.</p>`;
}

const labelOf = ({ records }, clause) => records[`document/${clause.split(".")[0]}`]?.label ?? "";

/** One stance is held alike under all its clauses (rulebook 6.1): evading one while keeping another says so. */
function alsoOwed({ page: { records }, offered, sheet }, id) {
  const instrument = records[`clause/${id}`]?.instrument;
  const kept = Object.keys(offered.perform).find((each) => each !== id && instrument && records[`clause/${each}`]?.instrument === instrument && !sheet.perform[each]);
  return kept ? ` You still perform the same under ${labelOf({ records }, kept)}; toward the same delegations that counts for both.` : "";
}

function diversions(form) {
  const ids = Object.keys(form.offered.divert ?? {});
  if (!ids.length) return nothing;
  const turned = ids.filter((id) => form.sheet.divert[id]).length;
  const says = turned ? `We turn ${turned} of ${ids.length} to other ends` : `We use all ${ids.length} as meant`;
  return numbered("Aid we receive", folded(ids.length, says, false, ids.map((id) => diversion(form, id))));
}

function diversion({ page, offered, sheet, change }, id) {
  const percent = sheet.divert[id] ?? 0;
  return html`<p class="sentence">${whoGives(page, id)}: ${deedOf(offered.divert[id].text)}. ${slot(page, {
    id: `divert-${id}`,
    label: "Use of the aid",
    value: percent,
    shown: diversionText(percent),
    options: [0, 25, 50, 75, 100].map((value) => ({ value, text: diversionText(value), hint: value ? "a breach, if seen" : "" })),
    onPick: (value) => change(sheets.withDiversion(sheet, id, value)),
  })}.</p>`;
}

const whoGives = ({ records }, id) => sentence(inText(records, records[`clause/${id}`]?.debtor ?? ""));

const diversionText = (percent) => (percent ? `We turn ${percent} % to other ends` : "We use all of it as meant");

function inspections(form) {
  const ids = Object.keys(form.offered.inspections ?? {});
  if (!ids.length) return nothing;
  return numbered("We stand accused", ids.map((id) => inspection(form, id)));
}

function inspection({ page, offered, sheet, change }, id) {
  const { text, by, evidence } = offered.inspections[id];
  const chosen = sheet.inspections?.[id] ?? "refuse";
  const set = (value) => change(sheets.withInspection(sheet, id, value));
  return html`<fieldset class="answer-row"><legend>${sentence(deedOf(text))}. <a class="label" href=${href("document", id.split(".")[0])}>${labelOf(page, id)}</a></legend>
    <p class="muted">${asTitle(page.records, by)} says that we broke it${evidence ? ", and that it has evidence" : ""}.</p>
    <div class="choices">
      ${radio(`inspect-${id}`, "accept", chosen, "Let inspectors in", set)}
      ${radio(`inspect-${id}`, "refuse", chosen, "Refuse", set)}
    </div>
    <p class="muted">${chosen === "accept" ? "The truth comes out, whatever it is." : "Who refuses is blamed, and more so if the evidence is there."}</p>
  </fieldset>`;
}

function votes(form) {
  const ids = Object.keys(form.offered.votes ?? {});
  if (!ids.length) return nothing;
  return numbered("Was it a breach?", ids.map((id) => vote(form, id)));
}

function vote({ page, offered, sheet, change }, id) {
  const { text, reasons } = offered.votes[id];
  const chosen = reasons.find((each) => each.id === sheet.votes?.[id]);
  const WAYS = { breach: "It was a breach", none: "It was no breach" };
  const { [id]: _old, ...others } = sheet.votes ?? {};
  return html`<p class="sentence">${text} ${slot(page, {
    id: `vote-${id}`,
    label: "Our vote",
    value: chosen?.id ?? null,
    shown: chosen ? `${WAYS[chosen.finding]}: ${chosen.text}` : "We abstain",
    options: [
      { value: null, text: "We abstain", hint: "" },
      ...reasons.map((each) => ({ value: each.id, text: each.text, hint: WAYS[each.finding] })),
    ],
    onPick: (reason) => change({ ...sheet, votes: reason ? { ...others, [id]: reason } : others }),
  })}</p><p class="muted">Votes and reasons are published once they are counted.</p>`;
}

function action({ page, offered, sheet, change }) {
  const { actions } = offered;
  if (!actions.length) return nothing;
  const chosen = actions.find(({ id }) => id === sheet.action?.action);
  return numbered("One national action", html`
    <p class="sentence">This round our government will ${slot(page, {
      id: "action",
      label: "National action",
      value: chosen?.id ?? null,
      shown: chosen ? within(chosen.title) : "do nothing of note",
      options: [
        { value: null, text: "do nothing of note", hint: "" },
        ...actions.map(({ id, title, price, secret }) => ({ value: id, text: within(title), hint: `${secret ? "in secret, " : ""}${price ? `costs ${price} room` : "costs no room"}` })),
      ],
      onPick: (id) => change(sheets.withAction(sheet, id)),
    })}${chosen?.targets ? html` toward ${targets({ page, sheet, change, chosen })}` : nothing}.</p>
    ${maybe(chosen?.text, (text) => html`<p class="muted">${text}</p>`)}
    ${maybe(chosen?.standing?.length || null, () => html`<p class="muted">Each round from the next on, until we use it: ${listed(chosen.standing.map((effect) => sheets.effectText(page.records, effect)))}.</p>`)}
    ${maybe(chosen?.watch || null, (watch) => html`<p class="muted">What they hide this round we see with ${watch} % better odds.</p>`)}
    ${maybe(chosen?.listen || null, (odds) => html`<p class="muted">We hear with odds of ${odds} % that the two talk in private, with as much that a secret paper lies between them, and then with ${chosen.listen_clause} % a clause of it.</p>`)}
    ${maybe(chosen?.source, (source) => html`<p class="muted">Source: ${source}</p>`)}`);
}

/** A target is one delegation, a pair of others, or a format: two and more. */
function targets({ page, sheet, change, chosen }) {
  const { target } = sheet.action;
  const several = sheets.isAtSeveral(chosen);
  const isPair = chosen.target === "pair";
  const toggled = (seat) => (target.includes(seat) ? target.filter((each) => each !== seat) : [...(isPair ? target.slice(-1) : target), seat]);
  return slot(page, {
    id: "target",
    label: several ? "Toward which delegations" : "Toward whom",
    value: several ? target : target[0] ?? null,
    multiple: several,
    shown: target.length ? listed(target.map((seat) => inText(page.records, seat))) : isPair ? "choose two …" : several ? "choose a format …" : "choose whom …",
    empty: !target.length,
    options: chosen.targets.map((seat) => ({ value: seat, text: inText(page.records, seat), seat, hint: readiness(chosen, seat) })),
    onPick: (seat) => change(sheets.withAction(sheet, chosen.id, several ? toggled(seat) : [seat])),
  });
}

/** Of a meeting: whether a paper between the two lets it rest on something. */
function readiness({ summit, prepared, odds }, seat) {
  if (!summit) return "";
  return prepared.includes(seat) ? "prepared: a paper lies between you" : `unprepared: it fails in public with odds of ${100 - odds} %`;
}

/** Whether we stay, lead and go on: one line each, and what stands there may stay. */
function talks(form) {
  const lines = [presence(form), bid(form), closing(form)].filter((line) => line !== nothing);
  return lines.length ? numbered("The talks", lines) : nothing;
}

function presence({ offered, sheet, change, page }) {
  if (offered.return) {
    return html`<label class="choice"><input type="checkbox" .checked=${live(Boolean(sheet.return))}
      @change=${(event) => change({ ...sheet, return: event.target.checked })} /> <span>Come back to the table <span class="muted">costs ${offered.return.price} room</span></span></label>`;
  }
  if (!offered.walk_out) return nothing;
  const { grounds } = offered.walk_out;
  const chosen = grounds.find(({ id }) => id === sheet.walk_out?.ground);
  return html`<p class="sentence">We ${slot(page, {
    id: "walkout",
    label: "Stay or walk out",
    value: chosen?.id ?? null,
    shown: chosen ? `walk out: ${chosen.title}` : "stay at the table",
    options: [
      { value: null, text: "stay at the table", hint: "" },
      ...grounds.map(({ id, title, open, price }) => ({ value: id, text: `walk out: ${title}`, hint: `${open ? "an open ground" : "closed: dear"}, costs ${price ? `${price} room` : "no room"}` })),
    ],
    onPick: (ground) => change({ ...sheet, walk_out: ground ? { ground } : null }),
  })}. ${term("walkout", "What is a walk-out?")}</p>`;
}

const BID_MOST = 5;

/** The chair of the talks goes to the one highest bid, which alone is paid. */
function bid({ offered, sheet, change, page }) {
  if (!offered.bid) return nothing;
  const most = Math.max(0, Math.min(offered.room, BID_MOST), sheet.bid);
  const says = (room) => (room ? `bid ${room} room for the chair` : "make no bid for the chair");
  return html`<p class="sentence">We ${slot(page, {
    id: "bid",
    label: "Bid for the chair",
    value: sheet.bid,
    shown: says(sheet.bid),
    options: Array.from({ length: most + 1 }, (_, room) => ({ value: room, text: says(room), hint: room ? "paid only if it is the one highest" : "" })),
    onPick: (room) => change({ ...sheet, bid: room }),
  })}. ${term("chair", "What is the chair?")}</p>`;
}

function closing({ offered, sheet, change }) {
  if (!offered.close) return nothing;
  return html`<label class="choice"><input type="checkbox" .checked=${live(Boolean(sheet.close))}
    @change=${(event) => change({ ...sheet, close: event.target.checked })} /> <span>End the talks after this round <span class="muted">only if all six say so</span></span></label>`;
}

function foot({ page, offered, sheet }) {
  const own = page.records["instructions/own"];
  const ready = sheets.wire(sheet, offered);
  const isSealed = own?.sealed && own.round === page.table.round && sheets.same(ready, sheets.wire({ ...sheets.startingSheet(null, own, own.round) }, offered));
  const sending = page.isSending(({ kind }) => kind === "seal");
  const lines = sheets.costs(sheet, offered);
  const cost = lines.reduce((sum, { amount }) => sum + amount, 0);
  return html`<footer class="paper-actions seal-foot">
    <p class="room-left">${term("room", "Room")} <b>${offered.room}</b>, this sheet costs <b class=${cost > offered.room ? "warn-text" : ""}>${cost}</b>${cost > offered.room ? html`, <span class="warn-text">${cost - offered.room} more than you have: leave something out</span>` : nothing}${offered.reserved ? html` <span class="muted">(${offered.reserved} more kept back for what you have on the table)</span>` : nothing}</p>
    ${isSealed
      ? html`<p class="sealed-mark">${icon("lock")} Sealed</p>`
      : html`<button type="button" class="button is-main is-seal" ?disabled=${sending || sheets.lacksTarget(sheet, offered) || !sheets.addsUp(sheet, offered) || sheets.hasGap(sheet)} @click=${() => give(page, ready)}>
          ${icon("lock")} ${sending ? "Sending …" : own?.sealed ? "Replace the sealed sheet" : "Seal the sheet"}</button>`}
    <div role="alert">${maybe(page.ui.forms.value.seal, (detail) => html`<p class="warn-text">Not sealed. ${detail}</p>`)}</div>
    ${sheets.lacksTarget(sheet, offered) ? html`<p class="warn-text">Choose toward whom the action goes.</p>` : nothing}
    ${sheets.addsUp(sheet, offered) ? nothing : html`<p class="warn-text">The odds of each guess must add up to 100.</p>`}
    ${sheets.hasGap(sheet) ? html`<p class="warn-text">A reservation still has a gap.</p>` : nothing}
    ${own?.sealed && !isSealed ? html`<p class="muted">The sheet sealed before stands until you replace it.</p>` : nothing}
    ${own && !own.sealed ? html`<p class="muted">Without a sealed sheet your capital performs what is due, accepts nothing new and does nothing of note. ${withoutSheet(page)}</p>` : nothing}
    ${isSealed ? html`<p class="muted">${answered(ready.answers)} on it. ${readyNow(page)}</p>` : nothing}
  </footer>`;
}

const answered = (answers) => (Object.keys(answers).length ? many(Object.keys(answers).length, "answer") : "No answer");

const readyNow = (page) =>
  page.menu.commands.ready?.on === false
    ? html`<button type="button" class="button is-small is-main" @click=${() => page.act({ kind: "ready", on: true })}>Ready for the reckoning</button>`
    : nothing;

const withoutSheet = (page) =>
  page.menu.commands.ready?.on === false
    ? html`<button type="button" class="button is-quiet is-small" @click=${() => page.act({ kind: "ready", on: true })}>Ready without a sheet</button>`
    : nothing;

async function give(page, instructions) {
  const answer = await page.give({ kind: "seal", instructions }, { quiet: true });
  refuse(page, answer.type === "refused" ? answer.detail : null);
  if (answer.type === "done") page.drafts.put("sheet", null);
}

/** Keep why the capital refused the sheet, to be said beside the seal. */
function refuse(page, detail) {
  const { seal: known = null } = page.ui.forms.peek();
  if (known !== detail) page.ui.forms.value = { ...page.ui.forms.peek(), seal: detail };
}
