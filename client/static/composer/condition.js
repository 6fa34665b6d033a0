// Conditions while they are being built: trees as on the wire (docs/rulebook.md 4), with null for what
// is not chosen yet. Makes, completes and says them; it never judges whether one is true.

/** The forms a person may choose, in the order of the menu, each with a word on what it does. */
export const FORMS = [
  { form: "always", says: "always", does: "it stands by itself", group: "No condition" },
  { form: "operative", says: "undertakes to", does: "promise for promise, in the same step", group: "What someone does" },
  { form: "performed", says: "has carried out its promise to", does: "only afterwards: sleeps until done", group: "What someone does" },
  { form: "verified", says: "was verified to", does: "sleeps until inspectors confirm it", group: "What someone does" },
  { form: "was", says: "was already bound to", does: "from the round after it came into force", group: "What someone does" },
  { form: "compliant", says: "keeps all its promises", does: "no breach established", group: "What someone does" },
  { form: "present", says: "is at the table", does: "has not walked out", group: "What someone does" },
  { form: "charter", says: "all other five keep to the UN Charter", does: "no established act of force", group: "The world" },
  { form: "meter", says: "stands at", does: "as this reckoning begins", group: "The world" },
  { form: "round", says: "it is round", does: "a date", group: "The world" },
  { form: "concluded", says: "is concluded", does: "of the papers all signatories can see", group: "Other papers" },
  { form: "accepts", says: "accepts", does: "a delegation accepts a paper, in the same step", group: "Other papers" },
  { form: "all", says: "all of these", does: "every one must hold", group: "Several" },
  { form: "any", says: "any of these", does: "one is enough", group: "Several" },
  { form: "at_least", says: "at least so many of these", does: "k of them are enough", group: "Several" },
];

const UNDERTAKINGS = new Set(["operative", "performed", "verified"]);
const GROUPS = new Set(["all", "any", "at_least"]);

/** Return the form of a tree, or "other" where it is one this page cannot build. */
export function formOf(tree) {
  if (tree === true || tree === null) return "always";
  const [key] = Object.keys(tree);
  if (key === "was") return tree.was.operative ? "was" : "other";
  return FORMS.some(({ form }) => form === key) ? key : "other";
}

export const isGroup = (tree) => GROUPS.has(formOf(tree));
export const isUndertaking = (tree) => UNDERTAKINGS.has(formOf(tree)) || formOf(tree) === "was";

/** Return who, what and how far of an undertaking. */
export function undertaking(tree) {
  const form = formOf(tree);
  return form === "was" ? tree.was.operative : tree[form];
}

const wrap = (form, what) => (form === "was" ? { was: { operative: what } } : { [form]: what });

/** Return a tree of `form` that keeps what fits of `from`. */
export function become(form, from = true) {
  const by = isUndertaking(from) ? undertaking(from).by : bySeat(from);
  if (UNDERTAKINGS.has(form) || form === "was") {
    return wrap(form, isUndertaking(from) ? undertaking(from) : { by, instrument: null, level: null });
  }
  if (GROUPS.has(form)) return group(form, isGroup(from) ? members(from) : [from, true]);
  return leaf(form, by);
}

function leaf(form, by) {
  switch (form) {
    case "always": return true;
    case "compliant": case "present": return { [form]: by };
    case "charter": return { charter: "all_other_five" };
    case "concluded": return { concluded: null };
    case "accepts": return { accepts: { by, document: null } };
    case "meter": return { meter: { name: null, at_most: null } };
    case "round": return { round: { at_least: null } };
    default: throw new Error(`no such form: ${form}`);
  }
}

const bySeat = (tree) => tree?.compliant ?? tree?.present ?? tree?.accepts?.by ?? null;

export const members = (tree) => {
  const form = formOf(tree);
  return form === "at_least" ? tree.at_least[1] : tree[form];
};

export function group(form, of, k = Math.min(2, of.length)) {
  return form === "at_least" ? { at_least: [k, of] } : { [form]: of };
}

/** Return the group with its members changed; one member left becomes that member alone. */
export function withMembers(tree, of) {
  if (of.length === 1) return of[0];
  const k = formOf(tree) === "at_least" ? Math.min(tree.at_least[0], of.length) : undefined;
  return group(formOf(tree), of, k);
}

export const withUndertaking = (tree, change) => wrap(formOf(tree), { ...undertaking(tree), ...change });

/** Tell whether nothing in the tree is still to be chosen. */
export function complete(tree) {
  if (tree === null) return false;
  if (typeof tree !== "object") return true;
  return Object.values(tree).every(complete);
}

/** Return the trees that name what the paper's other clauses promise, likeliest first. */
export function suggestions(paper, clause) {
  const others = paper.clauses.filter(
    (other) => other.key !== clause?.key && other.instrument && other.debtor !== clause?.debtor,
  );
  const what = others.map(({ debtor, instrument, level }) => ({ by: debtor, instrument, level }));
  return [...what.map((each) => ({ operative: each })), ...what.map((each) => ({ performed: each }))];
}

/** Return the condition in words; `names` gives {seat, undertaking, meter, document} as text. */
export function say(tree, names) {
  const form = formOf(tree);
  if (form === "other") return "a condition of its own";
  if (isGroup(tree)) return sayGroup(tree, names);
  if (isUndertaking(tree)) return sayUndertaking(tree, names);
  const value = typeof tree === "object" && tree ? Object.values(tree)[0] : null;
  switch (form) {
    case "always": return "always";
    case "compliant": return `${names.seat(value)} keeps all its promises`;
    case "present": return `${names.seat(value)} is at the table`;
    case "charter": return "all other five keep to the UN Charter";
    case "concluded": return `${names.document(value)} is concluded`;
    case "accepts": return `${names.seat(value.by)} accepts ${names.document(value.document)}`;
    case "meter": return `${names.meter(value.name)} stands at ${bound(value)}`;
    default: return `it is round ${bound(value)}`;
  }
}

const bound = ({ at_least, at_most }) =>
  at_most === undefined ? `${at_least ?? "…"} or more` : `${at_most ?? "…"} or less`;

function sayUndertaking(tree, names) {
  const { by, instrument, level } = undertaking(tree);
  const verb = FORMS.find(({ form }) => form === formOf(tree)).says;
  return `${names.seat(by)} ${verb} ${names.undertaking(instrument, level)}`;
}

function sayGroup(tree, names) {
  const texts = members(tree).map((member) => say(member, names));
  switch (formOf(tree)) {
    case "all": return texts.join(", and ");
    case "any": return texts.join(", or ");
    default: return `at least ${tree.at_least[0]} of: ${texts.join("; ")}`;
  }
}
