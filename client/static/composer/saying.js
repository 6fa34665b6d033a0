// A condition in running text, gaps as "…": for lists and for words set aside. Pure; the paper's own
// wording is the engine's (`while_text`), which the composer shows once the draft is saved.

import { FORMS, formOf, inside, isGroup, isTotal, isUndertaking, kindOf, members } from "./condition.js";
import { VERIFICATIONS } from "../words.js";

/** Return the condition in words; `names` gives {seat, undertaking, meter, document, ...} as text. */
export function say(tree, names) {
  if (tree === null) return "…";
  if (formOf(tree) === "not") return `it is not so that ${say(tree.not, names)}`;
  if (isGroup(tree)) return sayGroup(tree, names);
  if (isUndertaking(tree)) return sayUndertaking(tree, names);
  const verb = verbOf(tree);
  const what = formOf(tree) === "always" ? null : inside(tree);
  switch (kindOf(tree)) {
    case "always": case "charter": return verb;
    case "compliant": case "present": return `${names.seat(what)} ${verb}`;
    case "concluded": return `${names.document(what)} ${verb}`;
    case "accepts": return `${names.seat(what.by)} ${verb} ${names.document(what.document)}`;
    case "pool": return `${names.document(what.document)} ${verb} at least ${names.measure(what.instrument, what.at_least)} a round`;
    case "meter": return `${names.meter(what.name)} ${verb} ${bound(what)}`;
    case "open": return `the ground ${names.ground(what)} ${verb}`;
    case "friend": return `${names.friend(what)} ${verb}`;
    default: return `it is round ${bound(what)}`;
  }
}

const verbOf = (tree) => FORMS.find(({ form }) => form === formOf(tree)).says;

const bound = ({ at_least, at_most }) =>
  at_most === undefined ? `${at_least ?? "…"} or more` : `${at_most ?? "…"} or less`;

function sayUndertaking(tree, names) {
  const { by, instrument, level, toward, verification } = inside(tree);
  const whom = toward ? ` toward ${names.seat(toward)}` : "";
  const checked = verification ? `, ${VERIFICATIONS[verification].says} or closer` : "";
  return `${names.seat(by)} ${verbOf(tree)} ${names.undertaking(instrument, level, isTotal(tree))}${whom}${checked}`;
}

function sayGroup(tree, names) {
  const texts = members(tree).map((member) => (isGroup(member) ? `[${say(member, names)}]` : say(member, names)));
  switch (formOf(tree)) {
    case "all": return texts.join(", and ");
    case "any": return texts.join(", or ");
    default: return `at least ${tree.at_least[0]} of: ${texts.join("; ")}`;
  }
}
