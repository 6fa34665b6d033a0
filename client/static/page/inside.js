// Keeps what pops up (lists, explanations) inside the part of the page it belongs to.

const MARGIN = 8;

/** Move `popup` sideways so that nothing of it is cut off. */
export function keepInside(popup) {
  popup.style.removeProperty("--shift");
  const place = popup.closest(".middle, .left, .right") ?? document.documentElement;
  const bounds = place.getBoundingClientRect();
  const { left, right } = popup.getBoundingClientRect();
  const [least, most] = [bounds.left + MARGIN, bounds.left + place.clientWidth - MARGIN];
  const shift = right > most ? Math.max(most - right, least - left) : Math.max(0, least - left);
  popup.style.setProperty("--shift", `${Math.round(shift)}px`);
}

/** Show an explanation above its word where there is no room below. */
function keepAbove(tip) {
  tip.classList.remove("is-above");
  const { bottom } = tip.getBoundingClientRect();
  tip.classList.toggle("is-above", bottom > window.innerHeight - MARGIN);
}

const settleTip = (tip) => {
  keepInside(tip);
  keepAbove(tip);
};

/** Keep every explanation inside when it shows. */
export function keepTipsInside(document) {
  const settle = (event) => {
    const tip = event.target.closest?.(".term")?.querySelector(".tip");
    if (tip) requestAnimationFrame(() => settleTip(tip));
  };
  document.addEventListener("pointerover", settle);
  document.addEventListener("focusin", settle);
}
