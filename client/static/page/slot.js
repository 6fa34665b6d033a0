// A slot: a button in a sentence that opens a list of what may stand there. It is a span in the role of a
// button, because a real one cannot break over lines as text does. The list is a listbox, worked by mouse or keyboard alone (arrows, Home, End, letters, Enter, Escape).

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { keepInside } from "./inside.js";

/**
 * Draw a slot. `id` names it on the page; `options` are {value, text, hint?, group?, seat?};
 * `multiple` keeps the list open and makes `value` a list; `onPick(value)` gets the option's value.
 */
export function slot(page, { id, label, value, shown, options, onPick, multiple = false, empty = false, kind = "" }) {
  const open = page.ui.menu.value === id;
  return html`<span class="slot ${open ? "is-open" : ""} ${kind}"
    ><span
      role="button"
      tabindex="0"
      class="slot-button ${empty ? "is-empty" : ""}"
      id="slot-${id}"
      aria-haspopup="listbox"
      aria-expanded=${open}
      aria-label="${label}: ${textOf(shown)}"
      @click=${() => toggle(page, id)}
      @keydown=${(event) => openByKey(page, id, event)}
    >${shown}</span
    >${open ? list(page, { id, label, value, options, onPick, multiple }) : nothing}</span
  >`;
}

const textOf = (shown) => (typeof shown === "string" || typeof shown === "number" ? shown : "");

function list(page, { id, label, value, options, onPick, multiple }) {
  const chosen = multiple ? (each) => value.includes(each) : (each) => each === value;
  const pick = (option) => {
    if (!multiple) close(page, id);
    onPick(option.value);
  };
  return html`<span
    class="menu"
    role="listbox"
    id="menu-${id}"
    aria-label=${label}
    aria-multiselectable=${multiple ? "true" : nothing}
    @keydown=${(event) => moveByKey(page, id, event)}
  >
    ${options.length
      ? options.map((option, i) => row(option, options[i - 1], chosen(option.value), () => pick(option)))
      : html`<span class="menu-none">Nothing can stand here now.</span>`}
    ${multiple
      ? html`<button type="button" class="menu-done" role="option" aria-selected="false" @click=${() => close(page, id)}>Done</button>`
      : nothing}
  </span>`;
}

function row(option, before, selected, pick) {
  return html`${option.group && option.group !== before?.group
      ? html`<span class="menu-group" role="presentation">${option.group}</span>`
      : nothing}<button
      type="button"
      class="menu-row"
      role="option"
      tabindex="-1"
      aria-selected=${selected}
      @click=${pick}
    >
      <span class="menu-text">${option.seat ? html`<i class="dot seat-${option.seat}"></i>` : nothing}${option.text}</span>
      ${option.hint ? html`<span class="menu-hint">${option.hint}</span>` : nothing}
    </button>`;
}

function toggle(page, id) {
  if (page.ui.menu.value === id) close(page, id);
  else open(page, id);
}

/** Open the slot's list and give it the keyboard; the list is kept inside the window. */
export function open(page, id) {
  page.ui.menu.value = id;
  requestAnimationFrame(() => {
    const menu = document.getElementById(`menu-${id}`);
    if (!menu) return;
    keepInside(menu);
    menu.scrollIntoView({ block: "nearest" });
    (menu.querySelector('[aria-selected="true"]') ?? menu.querySelector("button"))?.focus();
  });
}


export function close(page, id) {
  page.ui.menu.value = null;
  document.getElementById(`slot-${id}`)?.focus();
}

const OPENING = new Set(["Enter", " ", "ArrowDown", "ArrowUp"]);

function openByKey(page, id, event) {
  if (!OPENING.has(event.key)) return;
  event.preventDefault();
  open(page, id);
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function moveByKey(page, id, event) {
  if (event.key === "Escape" || event.key === "Tab") {
    event.stopPropagation();
    if (event.key === "Escape") event.preventDefault();
    close(page, id);
    return;
  }
  const rows = [...event.currentTarget.querySelectorAll("button")];
  const at = rows.indexOf(document.activeElement);
  const to = target(event.key, rows, at);
  if (to === null) return;
  event.preventDefault();
  rows[to].focus();
}

function target(key, rows, at) {
  if (key in STEPS) return (at + STEPS[key] + rows.length) % rows.length;
  if (key === "Home") return 0;
  if (key === "End") return rows.length - 1;
  if (key.length !== 1 || key === " ") return null;
  const after = [...rows.keys()].map((i) => (at + 1 + i) % rows.length);
  return after.find((i) => rows[i].textContent.trim().toLowerCase().startsWith(key.toLowerCase())) ?? null;
}

/** Close an open list when a click lands elsewhere. */
export function closeOnOutsideClick(page, document) {
  document.addEventListener("click", (event) => {
    if (page.ui.menu.value && !event.target.closest?.(".slot.is-open")) page.ui.menu.value = null;
  });
}
