// Labels and the glossary: what things are called on the screen. Data and lookups only.

export const SEATS = ["dprk", "rok", "usa", "prc", "rus", "jpn"];

/** Who may sit besides the six. */
export const GUESTS = ["press", "sipri", "clingendael", "unsg", "eu"];

export const PHASES = {
  lobby: { title: "Waiting", does: "Control opens the table when everyone has read their brief." },
  news: { title: "News", does: "Events arrive and move the world." },
  corridors: {
    title: "Corridors",
    does: "Talk in private, write papers, sign them. Secret and closed papers go to the table.",
  },
  plenary: {
    title: "Plenary",
    does: "Speak to the room and the press. Public papers go to the table.",
  },
  capitals: {
    title: "Capitals",
    does: "Seal one sheet of instructions: your answers, what you perform, one national action.",
  },
  reckoning: { title: "Reckoning", does: "All sealed sheets take effect at once. Read what happened." },
  closed: { title: "Closed", does: "The game is over." },
};

/** What follows a phase, as it reads after "Ready for". */
export const NEXT = { corridors: "Plenary", plenary: "Capitals", capitals: "the reckoning", reckoning: "the next round" };

export const AUDIENCES = {
  secret: { title: "Secret", does: "Only its signatories and associates see it. It may leak." },
  closed: { title: "Closed", does: "The six delegations see it." },
  public: { title: "Public", does: "The world sees it. Who ignores a good one bears the onus." },
};

export const FORMS = {
  statement: { title: "statement", does: "Said, not signed by anyone it is addressed to." },
  council_resolution: { title: "resolution of the Security Council", does: "Public, with the votes of the United States, China and Russia." },
  treaty: { title: "treaty", does: "Ratified first, and surest to outlive a change of government." },
  joint_text: { title: "joint text", does: "One text, signed by all its signatories." },
};

export const KINDS = {
  declaration: "Declaration",
  joint_declaration: "Joint declaration",
  offer: "Offer",
  joint_offer: "Joint offer",
  joint_statement: "Joint statement",
};

export const STATUSES = {
  draft: "draft",
  open: "on the table",
  concluded: "concluded",
  declined: "declined",
  lapsed: "lapsed",
  withdrawn: "withdrawn",
};

export const CLAUSE_STATUSES = {
  operative: "in force",
  dormant: "sleeping",
  ended: "ended",
  denounced: "denounced",
  suspended: "suspended",
  lapsed: "fallen",
};

export const VERIFICATIONS = {
  v0: { title: "no verification", says: "unverified", does: "Nobody checks." },
  v1: { title: "national means", says: "under national means", does: "Each watches from outside: satellites, listening." },
  v2: { title: "exchange of data", says: "with exchange of data", does: "Both sides hand over figures." },
  v3: {
    title: "observers",
    says: "under observers",
    does: "A breach they see is established for the whole table; performance counts as verified.",
  },
  v4: { title: "inspectors by arrangement", says: "under inspectors by arrangement", does: "Visits that are announced." },
  v5: { title: "inspectors anywhere", says: "under inspectors anywhere", does: "Any place, any time." },
};

export const BANDS = {
  none: "no room left",
  low: "little room",
  middle: "some room",
  high: "much room",
};

export const OUTCOMES = {
  performed: "performed",
  part: "performed in part",
  evaded: "evaded",
  verified: "verified",
  doubtful: "doubtful",
};

export const GLOSSARY = {
  room: "Room for manoeuvre: what your government can still afford at home. Concessions and broken principles cost it; security and success restore it. At 0 nothing that costs can be sealed.",
  onus: "Who the world blames for the deadlock. Ignoring or declining a good public offer moves it to you, and it wears down your support round by round.",
  support: "How far others stand behind you. Onus and expensive walk-outs cost it.",
  tenets: "Your publicly held positions. Contradicting one costs much room, sidestepping it by wording costs little.",
  points: "By your secret score sheet, if the game ended now.",
  batna: "What you can expect without any agreement. A result below it means the talks made you worse off.",
  settlement: "All sealed answers take effect at once. Of all sets of answers that support themselves the engine takes the largest: “I will if you will” meets “I will if you will”.",
  sleeping: "The clause is agreed, but its condition does not hold yet. It wakes in the round in which it does.",
  reservation: "“We accept provided that …”. If the condition does not hold in the same step, the acceptance counts as declined.",
  assurance: "A promise not to attack, or to protect. The index counts what the great powers and neighbours together assure the DPRK; alone, none can raise it far.",
  animosities: "What lies between two delegations, 0 to 100. Who sponsors a paper with others pays for the worst of its company. Promises kept and meetings wear it down.",
  overheard: "What our listeners brought of others: that they talk in private, that a secret paper lies between them, a clause of it. To hear nothing may mean that there is nothing.",
  exposure: "What each party has promised and to whom it answers. A public paper of all six asks something of everybody: who promises nothing in it has no veto on it.",
  chair: "One delegation chairs the talks. In the plenary it calls public papers one after another: silence on the first is blamed at once. It may write papers for others to sponsor. It has the credit when a dialogue of the region opens, and the blame while none does. Bids of room for it are sealed; only the highest is paid.",
  friends: "Third parties that any two may bring to the table in the plenary, one of them North Korea or the United States. They help on papers that name them.",
  grounds: "Reasons on which a delegation may walk out cheaply. Each is closed by named assurances in force.",
  goodness: "How good a public offer looks: concrete, fast, detailed, with one or two conditions, in one text by several sponsors.",
  format: "Who sits in an agreement: its sponsors and addressees. An associate is named without being bound.",
  associate: "Named on the text and reading it, secret or not, without being bound by it. Naming China keeps it from undercutting the text openly.",
  declaration: "A paper without addressees: its sponsors bind themselves.",
  divisible: "A divisible paper binds those who accept it. An indivisible one stands or falls as a whole.",
  expectation: "If what a paper expects has not come by its round, each of its sponsors may leave it without breaking its word.",
  resting: "Nothing in a paper that rests falls due, and nobody breaks it; its terms wait. It wakes when nothing of this paper is in force any more.",
  form: "The solemn forms cost room and time, and what they promise is likelier to outlive a change of government.",
  tranche: "A part of what is promised. The first comes at once, each next one so long as the condition holds; one that is missed is not made up for.",
  pool: "Pledges to a pool are owed only while they reach its target together, in equal shares, nobody above its pledge. One more who gives lowers everybody's share.",
  verification: "How an undertaking is checked, from v0 (not at all) to v5 (inspectors anywhere). From v3 on, what is found is established for everyone.",
  walkout: "Leave the table: your clauses are suspended. Cheap on an open ground, dear on none. Coming back costs more each time.",
  petition: "Anything the catalogue does not hold, in your own words. Control sets the odds and what follows, chance decides.",
  sheet_commitment: "A fingerprint of a sealed sheet, shown to all before anything came of it: nobody can have changed the sheet afterwards.",
  nash: "Of all packages the one with the largest product of gains over what each has without a deal: a fair split in which all gain.",
  frontier: "A package in which nobody has less than was reached and somebody more. Where there is none, the result lies on the frontier: nobody can gain but at another's cost.",
  brier: "How far odds lay from the truth: the squares of the misses, added up. The lower the better.",
  commitment: "What the table promised when it opened: the hash of its secret key, which is shown at the end so that anyone can check the dice.",
  nearmiss: "What little would have made this paper stand.",
};

/** Return a clause's text without "We, the X, will ": what is undertaken. */
export const undertaken = (text) => text.replace(/^We, [^,]+, will /, "");

/** Return what is undertaken without the condition and the full stop. */
export const deedOf = (text) => undertaken(text).replace(/,( each after the first)? so long as .*$/s, "").replace(/\.$/, "");

/** Return a title as it reads within a sentence: "Launch a rocket" as "launch a rocket", "UN ..." as it is. */
export const within = (title) => (/^[A-Z][a-z ]/.test(title) ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title);

export const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Return `count` with its noun: "1 round", "3 rounds". */
export const many = (count, one, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

/** Say how late something is shown: "one round late". */
export const lateness = (rounds) => `${rounds === 1 ? "one round" : many(rounds, "round")} late`;

/** Return "a", "a and b", "a, b and c". */
export function listed(items, last = "and") {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

export const minus = (number) => `${number}`.replace("-", "−");

export const signed = (number) => (number > 0 ? `+${number}` : minus(number));

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

export const numeral = (number) => NUMBERS[number] ?? String(number);
