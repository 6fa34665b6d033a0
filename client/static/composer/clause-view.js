// One clause of a paper as a sentence of slots: "We, the DPRK, will ..., for three rounds, so long as ...".

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { icon } from "../page/bits.js";
import { slot } from "../page/slot.js";
import { formally, inText } from "../seats.js";
import { VERIFICATIONS, listed, many, numeral } from "../words.js";
import * as choices from "./choices.js";
import { chosenUndertaking } from "./condition-leaf.js";
import { conditionSlots } from "./condition-view.js";
import { isGroup } from "./condition.js";
import { place, signatories } from "./paper.js";
import { amountPhrase, undertakingText } from "./phrase.js";

/** Draw the clause; `set(change, paper?)` merges into it, in a changed paper where one is given. */
export function clauseSentence(page, { paper, clause, number, set, drop, problems }) {
  const of = { page, paper, clause, ids: `c${clause.key}`, set };
  const instrument = page.records[`instrument/${clause.instrument}`];
  return html`<li class="clause-edit seat-${clause.debtor ?? "none"} ${problems.length ? "has-problem" : ""}">
    <p class="sentence">We, ${debtorSlot(of)}, will ${whatSlot(of, instrument)}${instrument ? rest(of, instrument) : nothing}${isGroup(clause.while) ? nothing : "."}</p>
    <button type="button" class="drop" aria-label="Drop clause ${number}" @click=${drop}>${icon("cross")}</button>
    ${instrument?.help ? html`<p class="clause-help">${instrument.help} ${welcome(page, instrument)}</p>` : nothing}
    ${problems.map(({ text }) => html`<p class="clause-problem">${icon("bang")} ${text}</p>`)}
  </li>`;
}

const rest = (of, instrument) => html`${beneficiaries(of, instrument)}${start(of)}, ${duration(of, instrument)}${verification(of, instrument)}, ${conditionSlots(of.page, {
  ids: `${of.ids}-if`,
  lead: of.clause.tranches > 1 ? "each after the first so long as" : "so long as",
  tree: of.clause.while,
  set: (tree) => of.set({ while: tree }),
  paper: of.paper,
  clause: of.clause,
})}`;

/** Who would like it, as analysts read it. */
function welcome({ records }, { welcome: readings }) {
  const glad = Object.keys(readings ?? {}).filter((seat) => readings[seat] > 1);
  return glad.length ? `Analysts say it would please ${listed(glad.map((seat) => inText(records, seat)))}.` : "";
}

function debtorSlot({ page, paper, clause, ids, set }) {
  return slot(page, {
    id: `${ids}-debtor`,
    label: "Who undertakes",
    value: clause.debtor,
    shown: clause.debtor ? formally(page.records, clause.debtor) : "who …",
    empty: !clause.debtor,
    options: choices.debtors(page.records, page.menu.commands.draft, signatories(paper)),
    onPick: (seat) => {
      if (seat === clause.debtor) return;
      const change = { debtor: seat, instrument: null, level: null, beneficiaries: clause.beneficiaries.filter((each) => each !== seat) };
      set(change, signatories(paper).includes(seat) ? paper : place(paper, seat, "addressees"));
    },
  });
}

function whatSlot(of, instrument) {
  const { page, clause, ids, set } = of;
  const { debtors } = page.menu.commands.draft;
  const what = slot(page, {
    id: `${ids}-what`,
    label: "What",
    kind: "is-wide",
    value: instrument ? `${instrument.id} ${instrument.kind === "quantity" ? instrument.step : clause.level}` : null,
    shown: instrument ? whatText(instrument, clause.level) : "choose what …",
    empty: !instrument,
    options: clause.debtor ? choices.undertakings(page.records, debtors[clause.debtor] ?? [], page.me, clause.debtor) : [],
    onPick: (value) => set(undertaken(of, value)),
  });
  if (instrument?.kind !== "quantity") return what;
  const [, after] = amountPhrase(instrument, clause.level);
  return html`${what} ${amountSlot(of, instrument)}${after}`;
}

const whatText = (instrument, level) =>
  instrument.kind === "quantity" ? amountPhrase(instrument, level)[0].trim() : undertakingText(instrument, level);

/** A new undertaking keeps beneficiaries where it has any, and drops what does not apply. */
function undertaken({ page, paper, clause }, value) {
  const change = chosenUndertaking(value);
  const instrument = page.records[`instrument/${change.instrument}`];
  const open = choices.recipients(instrument, clause.debtor);
  const kept = clause.beneficiaries.filter((seat) => open.includes(seat));
  const others = open.filter((seat) => open.length === 1 || signatories(paper).includes(seat));
  const toward = kept.length || instrument.beneficiaries !== "required" ? kept : others;
  return { ...change, beneficiaries: toward, verification: instrument.verifiable ? clause.verification : "v0", tranches: instrument.kind === "quantity" ? clause.tranches : 1 };
}

const amountSlot = ({ page, clause, ids, set }, instrument) => slot(page, {
  id: `${ids}-amount`,
  label: "How much a round",
  value: clause.level,
  shown: String(clause.level),
  options: choices.amountOptions(instrument),
  onPick: (level) => set({ level }),
});

function beneficiaries({ page, clause, ids, set }, instrument) {
  if (instrument.beneficiaries === "none") return nothing;
  const { beneficiaries: chosen } = clause;
  const none = instrument.beneficiaries === "optional" ? "all concerned" : "whom …";
  return html`, toward ${slot(page, {
    id: `${ids}-toward`,
    label: "Toward whom",
    value: chosen,
    multiple: true,
    shown: chosen.length ? listed(chosen.map((seat) => inText(page.records, seat))) : none,
    empty: !chosen.length && instrument.beneficiaries === "required",
    options: choices.beneficiaryOptions(page.records, instrument, clause.debtor),
    onPick: (seat) => set({ beneficiaries: chosen.includes(seat) ? chosen.filter((each) => each !== seat) : [...chosen, seat] }),
  })}`;
}

function start({ page, clause, ids, set }) {
  const most = Math.min(page.menu.commands.draft.rounds_max ?? 3, 3);
  return html`, ${slot(page, {
    id: `${ids}-start`,
    label: "From when",
    value: clause.start,
    shown: clause.start ? `from ${many(clause.start, "round")} later` : "at once",
    options: choices.starts(most),
    onPick: (value) => set({ start: value }),
  })}`;
}

/** For so many rounds, for good, or where something is counted in tranches. */
function duration({ page, clause, ids, set }, instrument) {
  const { rounds_max: longest, tranches_max: most } = page.menu.commands.draft;
  const parts = instrument.kind === "quantity" ? choices.tranches(most) : [];
  return slot(page, {
    id: `${ids}-rounds`,
    label: "For how long",
    value: clause.tranches > 1 ? choices.tranchesKey(clause.tranches) : clause.rounds,
    shown: lasting(clause),
    options: [...choices.durations(longest), ...parts],
    onPick: (value) => set(typeof value === "string" ? { rounds: null, tranches: Number(value.slice(3)) } : { rounds: value, tranches: 1 }),
  });
}

function lasting({ rounds, tranches }) {
  if (tranches > 1) return choices.inTranches(tranches);
  if (!rounds) return "for good";
  return rounds === 1 ? "for one round" : `for ${numeral(rounds)} rounds`;
}

function verification({ page, clause, ids, set }, instrument) {
  if (!instrument.verifiable) return nothing;
  return html`, ${slot(page, {
    id: `${ids}-verification`,
    label: "How it is verified",
    value: clause.verification,
    shown: VERIFICATIONS[clause.verification].says,
    options: choices.verificationOptions(page.menu.commands.draft.verifications),
    onPick: (value) => set({ verification: value }),
  })}`;
}
