// Where things lie on the six-sided table: seats at the edges, lines between them, papers between
// their signatories. Pure numbers in the units of the drawing.

export const SIZES = {
  wide: { width: 720, height: 560, radius: 196, seat: 27, gap: 58, paper: { w: 122, h: 68 } },
  narrow: { width: 360, height: 404, radius: 122, seat: 22, gap: 44, paper: { w: 64, h: 46 } },
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

/** Return {id, x, y, turn} for each paper: between its signatories, none upon another. */
export function placePapers(papers, plan, size) {
  const spots = papers.map(({ id, seats }) => ({ id, ...between(seats, plan), turn: turnOf(id) }));
  for (let round = 0; round < 60 && pushApart(spots, size.paper); round += 1) keepOnCloth(spots, plan, size);
  keepOnCloth(spots, plan, size);
  return spots.map((spot) => ({ ...spot, x: round(spot.x), y: round(spot.y) }));
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

function pushApart(spots, { w, h }) {
  let moved = false;
  for (let i = 0; i < spots.length; i += 1) {
    for (let j = i + 1; j < spots.length; j += 1) moved = separate(spots[i], spots[j], w, h) || moved;
  }
  return moved;
}

function separate(a, b, w, h) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const overX = w * 0.98 - Math.abs(dx);
  const overY = h * 1.08 - Math.abs(dy);
  if (overX <= 0 || overY <= 0) return false;
  if (overX / w < overY / h) nudge(a, b, "x", overX, dx);
  else nudge(a, b, "y", overY, dy);
  return true;
}

function nudge(a, b, axis, over, difference) {
  const step = (over / 2 + 0.5) * (difference < 0 ? -1 : 1);
  a[axis] -= step;
  b[axis] += step;
}

function keepOnCloth(spots, { centre, apothem }, { paper }) {
  const most = { x: apothem * 1.06 - paper.w / 2 - paper.h * 0.29, y: apothem * 0.92 - paper.h / 2 };
  for (const spot of spots) {
    spot.y = clamp(spot.y, centre.y - most.y, centre.y + most.y);
    const room = most.x - Math.abs(spot.y - centre.y) * 0.577;
    spot.x = clamp(spot.x, centre.x - room, centre.x + room);
  }
}

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);
