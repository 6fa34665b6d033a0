// Conditions while they are being built: trees as on the wire (docs/rulebook.md 4), with null for what
// is not chosen yet. Makes and completes them; it never judges whether one is true.

/**
 * The forms a person may choose, in the order of the menu, each with a word on what it does. "was X" is X,
 * asked of an earlier round; `together` are those that are settled at the same time, which no `not` may hold.
 */
export const FORMS = [
  { form: "always", says: "always", does: "it stands by itself", group: "No condition" },
  { form: "operative", says: "undertakes to", does: "promise for promise, in the same step", group: "What someone does", together: true },
  { form: "performed", says: "has carried out its promise to", does: "only afterwards: sleeps until done", group: "What someone does" },
  { form: "verified", says: "was verified to", does: "sleeps until inspectors confirm it", group: "What someone does" },
  { form: "was operative", says: "was already bound to", does: "from the round after it came into force", group: "What someone does" },
  { form: "compliant", says: "keeps all its promises", does: "no breach established", group: "What someone does" },
  { form: "present", says: "is at the table", does: "has not walked out", group: "What someone does" },
  { form: "concluded", says: "is concluded", does: "in the same step, or already", group: "Papers", together: true },
  { form: "was concluded", says: "was already concluded", does: "from the round after", group: "Papers" },
  { form: "accepts", says: "accepts", does: "in the same step", group: "Papers", together: true },
  { form: "was accepts", says: "had already accepted", does: "from the round after", group: "Papers" },
  { form: "pool", says: "pledges together", does: "what all its clauses in force give of one thing", group: "Papers", together: true },
  { form: "was pool", says: "already pledged together", does: "from the round after", group: "Papers" },
  { form: "charter", says: "all other five keep to the UN Charter", does: "no established act of force", group: "The world" },
  { form: "meter", says: "stands at", does: "as this reckoning begins", group: "The world" },
  { form: "round", says: "it is round", does: "a date", group: "The world" },
  { form: "open", says: "is open", does: "somebody could walk out on it cheaply", group: "The world" },
  { form: "friend", says: "is at the table as a friend", does: "two have invited it", group: "The world" },
  { form: "not", says: "it is not so that", does: "of what lies behind, never of the same step", group: "Joined" },
  { form: "all", says: "all of these", does: "every one must hold", group: "Joined" },
  { form: "any", says: "any of these", does: "one is enough", group: "Joined" },
  { form: "at_least", says: "at least so many of these", does: "k of them are enough", group: "Joined" },
];

const UNDERTAKINGS = new Set(["operative", "performed", "verified"]);
const GROUPS = new Set(["all", "any", "at_least"]);
const TOGETHER = new Set(FORMS.filter(({ together }) => together).map(({ form }) => form));

/** Return the form of a tree: its word, with "was " before it where it is asked of an earlier round. */
export function formOf(tree) {
  if (tree === true || tree === null) return "always";
  const [word] = Object.keys(tree);
  return word === "was" ? `was ${Object.keys(tree.was)[0]}` : word;
}

/** Return the form without "was". */
export const kindOf = (tree) => formOf(tree).replace(/^was /, "");

export const isGroup = (tree) => GROUPS.has(formOf(tree));
export const isUndertaking = (tree) => UNDERTAKINGS.has(kindOf(tree));

/** Tell whether a quantity is asked for as delivered in all rounds, not as pledged a round. */
export const isTotal = (tree) => formOf(tree) === "performed" || formOf(tree) === "verified";

/** Return what a leaf says of its form: who, what, how much. */
export const inside = (tree) => (formOf(tree).startsWith("was ") ? Object.values(tree.was)[0] : tree[formOf(tree)]);

/** Return a leaf of the same form that says this instead. */
export const saying = (tree, what) => wrap(formOf(tree), what);

const wrap = (form, what) => (form.startsWith("was ") ? { was: { [form.slice(4)]: what } } : { [form]: what });

/** Tell whether anything in it is settled at the same time. */
export function isTogether(tree) {
  if (tree === true || tree === null) return false;
  if (formOf(tree) === "not") return isTogether(tree.not);
  return isGroup(tree) ? members(tree).some(isTogether) : TOGETHER.has(formOf(tree));
}

/** Return a tree of `form` that keeps what fits of `from`. */
export function become(form, from = true) {
  if (form === "not") return { not: from === true || isTogether(from) ? null : from };
  const kept = formOf(from) === "not" ? from.not ?? true : from;
  if (GROUPS.has(form)) return group(form, isGroup(kept) ? members(kept) : [kept === true ? null : kept, null]);
  return form === "always" ? true : wrap(form, leaf(form.replace(/^was /, ""), kept));
}

function leaf(kind, from) {
  const [by, document] = [bySeat(from), byDocument(from)];
  if (UNDERTAKINGS.has(kind)) return isUndertaking(from) ? inside(from) : { by, instrument: null, level: null };
  switch (kind) {
    case "compliant": case "present": return by;
    case "charter": return "all_other_five";
    case "concluded": return document;
    case "accepts": return { by, document };
    case "pool": return kindOf(from) === "pool" ? inside(from) : { document, instrument: null, at_least: null };
    case "meter": return { name: null, at_most: null };
    case "round": return { at_least: null };
    case "open": case "friend": return null;
    default: throw new Error(`no such form: ${kind}`);
  }
}

const BY = new Set(["operative", "performed", "verified", "accepts"]);

function bySeat(tree) {
  if (BY.has(kindOf(tree))) return inside(tree).by;
  return tree?.compliant ?? tree?.present ?? null;
}

function byDocument(tree) {
  const kind = kindOf(tree);
  if (kind === "concluded") return inside(tree);
  return kind === "accepts" || kind === "pool" ? inside(tree).document : null;
}

export const members = (tree) => {
  const form = formOf(tree);
  return form === "at_least" ? tree.at_least[1] : tree[form];
};

export function group(form, of, k = Math.min(2, of.length)) {
  return form === "at_least" ? { at_least: [k, of] } : { [form]: of };
}

/** Return the group with its members changed; one member left becomes that member alone. */
export function withMembers(tree, of) {
  if (of.length < 2) return of.length ? of[0] : true;
  const k = formOf(tree) === "at_least" ? Math.min(tree.at_least[0], of.length) : undefined;
  return group(formOf(tree), of, k);
}

/** Return the undertaking changed; a bound that is taken back (null) is left out. */
export function withUndertaking(tree, change) {
  const { toward, verification, ...what } = { ...inside(tree), ...change };
  return saying(tree, { ...what, ...(toward ? { toward } : {}), ...(verification ? { verification } : {}) });
}

/** Tell whether nothing in the tree is still to be chosen. */
export function complete(tree) {
  if (tree === null) return false;
  if (typeof tree !== "object") return true;
  return Object.values(tree).every(complete);
}

/** Return the trees that name what the paper's other clauses promise, likeliest first. */
export function suggestions(paper, clause, denied = false) {
  const others = paper.clauses.filter(
    (other) => other.instrument && (!clause || (other.key !== clause.key && other.debtor !== clause.debtor)),
  );
  const what = others.map(({ debtor, instrument, level }) => ({ by: debtor, instrument, level }));
  const now = what.map((each) => ({ operative: each }));
  return [...(denied ? [] : now), ...what.map((each) => ({ performed: each }))];
}
