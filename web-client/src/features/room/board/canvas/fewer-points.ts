// A line with fewer points that looks the same: those that bend it least are left out.

/** At most `max` points, as x and y in turn. The first and the last always stay. */
export function fewerPoints(xy: readonly number[], max: number): number[] {
  if (xy.length / 2 <= max) return [...xy];
  for (let tolerance = 50; ; tolerance *= 2) {
    const kept = bent(xy, tolerance);
    if (kept.length / 2 <= max) return kept;
  }
}

/** Points that lie further than this from the straight line between those that are kept. */
function bent(xy: readonly number[], tolerance: number): number[] {
  const count = xy.length / 2;
  const keep = new Set([0, count - 1]);
  const parts: [number, number][] = [[0, count - 1]];
  for (let part = parts.pop(); part; part = parts.pop()) {
    const [from, to] = part;
    const far = farthest(xy, from, to);
    if (far.distance <= tolerance) continue;
    keep.add(far.at);
    parts.push([from, far.at], [far.at, to]);
  }
  const points: number[] = [];
  for (let at = 0; at < count; at++) {
    if (keep.has(at)) points.push(xy[2 * at] ?? 0, xy[2 * at + 1] ?? 0);
  }
  return points;
}

function farthest(xy: readonly number[], from: number, to: number) {
  const [ax, ay] = [xy[2 * from] ?? 0, xy[2 * from + 1] ?? 0];
  const [dx, dy] = [(xy[2 * to] ?? 0) - ax, (xy[2 * to + 1] ?? 0) - ay];
  const length = Math.hypot(dx, dy);
  const found = { at: from, distance: -1 };
  for (let at = from + 1; at < to; at++) {
    const [px, py] = [(xy[2 * at] ?? 0) - ax, (xy[2 * at + 1] ?? 0) - ay];
    const distance = length === 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx) / length;
    if (distance > found.distance) Object.assign(found, { at, distance });
  }
  return found;
}
