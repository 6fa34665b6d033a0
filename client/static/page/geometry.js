// Where things lie on the six-sided table: seats at the edges, lines between them, papers between
// their signatories. Pure numbers in the units of the drawing.

export const SIZES = {
  wide: { width: 720, height: 560, radius: 196, seat: 27, gap: 58, paper: { w: 122, h: 68 }, small: { w: 78, h: 46 } },
  narrow: { width: 360, height: 404, radius: 122, seat: 22, gap: 44, paper: { w: 64, h: 46 }, small: { w: 54, h: 38 } },
};

const COS30 = Math.sqrt(3) / 2;
// Edge midpoints, clockwise from the near edge.
const ANGLES = [90, 150, 210, 270, 330, 30].map((degrees) => (degrees * Math.PI) / 180);

/** Return the drawing's fixed points: centre, corners of rim and cloth, edges and seats by delegation. */
export function layout(size, order) {
  const { width, height, radius, gap } = size;
  const centre = { x: width / 2, y: height / 2 };
  const apothem = radius * COS30;
  const at = (angle, distance) => ({
    x: centre.x + Math.cos(angle) * distance,
    y: centre.y + Math.sin(angle) * distance,
  });
  const places = order.map((seat, i) => [seat, ANGLES[i]]);
  return {
    centre,
    apothem,
    rim: corners(centre, radius),
    cloth: corners(centre, radius - size.seat * 0.5),
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

/** Return {id, x, y, turn} for each paper: near the middle of its signatories, none upon another. */
export function placePapers(papers, plan, { paper }) {
  const free = places(plan, paper);
  return papers.slice(0, free.length).map(({ id, seats }) => {
    const wanted = between(seats, plan);
    const best = nearest(free, wanted);
    const [{ x, y }] = free.splice(best, 1);
    const turn = turnOf(id);
    return { id, x: round(x + turn * 0.4), y: round(y - turn * 0.3), turn };
  });
}

/** Return the places for papers on the cloth: rows of as many as fit beside each other. */
function places({ centre, apothem }, { w, h }) {
  const [across, down] = [w * 1.08, h * 1.14];
  const rows = Math.floor((apothem * 1.84) / down);
  return Array.from({ length: rows }, (_, i) => (i - (rows - 1) / 2) * down).flatMap((dy) => {
    const width = 2 * (apothem * 1.09 - (Math.abs(dy) + h / 2) * 0.577);
    const count = Math.max(0, Math.floor(width / across));
    return Array.from({ length: count }, (_, i) => ({ x: centre.x + (i - (count - 1) / 2) * across, y: centre.y + dy }));
  });
}

function nearest(free, { x, y }) {
  const far = free.map((place) => Math.hypot(place.x - x, place.y - y));
  return far.indexOf(Math.min(...far));
}

function between(seats, { edges, centre }) {
  const pull = seats.length === 1 ? 0.5 : 0.72;
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
  return (sum % 13) - 6;
}
