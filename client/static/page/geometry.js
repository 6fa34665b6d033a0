// Where things lie on the six-sided table: seats at the edges, lines between them, papers between
// their signatories. Pure numbers in the units of the drawing.

export const SIZES = {
  wide: { width: 720, height: 560, radius: 196, seat: 27, gap: 58, paper: { w: 122, h: 68 }, medium: { w: 94, h: 52 }, small: { w: 76, h: 44 }, settled: { w: 64, h: 38 } },
  narrow: { width: 360, height: 404, radius: 122, seat: 22, gap: 44, paper: { w: 64, h: 46 }, medium: { w: 56, h: 40 }, small: { w: 52, h: 36 }, settled: { w: 48, h: 32 } },
};

const COS30 = Math.sqrt(3) / 2;
// Edge midpoints, clockwise from the near edge.
const ANGLES = [90, 150, 210, 270, 330, 30].map((degrees) => (degrees * Math.PI) / 180);

/** Return the drawing's fixed points: centre, corners of rim and cloth, edges and seats by delegation. */
export function layout(size, order) {
  const { width, height, radius, gap } = size;
  const centre = { x: width / 2, y: height / 2 };
  const apothem = radius * COS30;
  const cloth = radius - size.seat * 0.5;
  const at = (angle, distance) => ({
    x: centre.x + Math.cos(angle) * distance,
    y: centre.y + Math.sin(angle) * distance,
  });
  const places = order.map((seat, i) => [seat, ANGLES[i]]);
  return {
    centre,
    apothem,
    rim: corners(centre, radius),
    cloth: corners(centre, cloth),
    clothApothem: cloth * COS30,
    edges: Object.fromEntries(places.map(([seat, angle]) => [seat, at(angle, apothem - size.seat * 0.42)])),
    seats: Object.fromEntries(places.map(([seat, angle]) => [seat, at(angle, apothem + gap)])),
  };
}

function corners({ x, y }, radius) {
  return Array.from({ length: 6 }, (_, i) => {
    const angle = (i * Math.PI) / 3;
    return `${round(x + Math.cos(angle) * radius)},${round(y + Math.sin(angle) * radius)}`;
  }).join(" ");
}

const round = (number) => Math.round(number * 10) / 10;

/** Return the path of an assurance from one edge to another; the way back bends otherwise. */
export function curve(from, to, centre) {
  const mid = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const across = { x: -(to.y - from.y) * 0.1, y: (to.x - from.x) * 0.1 };
  const bend = { x: mid.x + (centre.x - mid.x) * 0.5 + across.x, y: mid.y + (centre.y - mid.y) * 0.5 + across.y };
  return `M${round(from.x)} ${round(from.y)} Q${round(bend.x)} ${round(bend.y)} ${round(to.x)} ${round(to.y)}`;
}

const STEPS = 160;
const GAP = 12;
const RIM = 5;
const TOUCHING = 1;

/**
 * Return {id, x, y, w, h, turn} for each of `papers` ({id, seats, w, h}, most pressing first): between its
 * signatories, upon the cloth, none upon another. Those that do not fit are left out, from the last.
 */
export function placePapers(papers, plan) {
  const lying = papers.map((each, i) => ({ ...each, ...scattered(between(each.seats, plan), i) }));
  for (let step = 0; step < STEPS; step += 1) settle(lying, plan);
  if (lying.some((a, i) => lying.some((b, j) => j > i && overlap(a, b, TOUCHING)))) return placePapers(papers.slice(0, -1), plan);
  return lying.map(({ id, x, y, w, h }) => ({ id, x: round(x), y: round(y), w, h, turn: turnOf(id) }));
}

/** Papers of the same hands do not begin on the same spot; the golden angle spreads any number. */
const scattered = ({ x, y }, i) => ({ x: x + Math.cos(i * 2.4) * 9, y: y + Math.sin(i * 2.4) * 9 });

/** Push apart what lies upon each other, and all of it back upon the cloth. */
function settle(lying, plan) {
  lying.forEach((a, i) => lying.slice(i + 1).forEach((b) => part(a, b)));
  for (const each of lying) keepOnCloth(each, plan);
}

/** Return by how much two papers overlap on each axis, or null where they do not. */
function overlap(a, b, slack = -GAP) {
  const x = (a.w + b.w) / 2 - slack - Math.abs(a.x - b.x);
  const y = (a.h + b.h) / 2 - slack - Math.abs(a.y - b.y);
  return x > 0 && y > 0 ? { x, y } : null;
}

function part(a, b) {
  const by = overlap(a, b);
  if (!by) return;
  const axis = by.x < by.y ? "x" : "y";
  const push = (by[axis] / 2) * (a[axis] < b[axis] ? -1 : 1);
  a[axis] += push;
  b[axis] -= push;
}

function keepOnCloth(paper, { centre, clothApothem }) {
  for (const angle of ANGLES) {
    const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
    const reach = (Math.abs(nx) * paper.w + Math.abs(ny) * paper.h) / 2;
    const beyond = (paper.x - centre.x) * nx + (paper.y - centre.y) * ny + reach + RIM - clothApothem;
    if (beyond > 0) {
      paper.x -= nx * beyond;
      paper.y -= ny * beyond;
    }
  }
}

function between(seats, { edges, centre }) {
  const pull = seats.length === 1 ? 0.6 : 0.85;
  const mean = (axis) => seats.reduce((sum, seat) => sum + edges[seat][axis], 0) / seats.length;
  return {
    x: centre.x + (mean("x") - centre.x) * pull,
    y: centre.y + (mean("y") - centre.y) * pull,
  };
}

/** Return a small angle that is the same for a paper wherever it is drawn. */
export function turnOf(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 997;
  return (sum % 9) - 4;
}
