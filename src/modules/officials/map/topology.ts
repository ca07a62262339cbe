/**
 * Outlines of territories out of a TopoJSON file: neighbours share their border, so no gap is seen between them.
 * The format: https://github.com/topojson/topojson-specification. Pure.
 */

/** As far as such a file of ours goes: polygons with an id each, quantised. */
export interface Topology {
  transform: { scale: readonly number[]; translate: readonly number[] };
  arcs: readonly (readonly (readonly number[])[])[];
  objects: Readonly<
    Record<
      string,
      { geometries: readonly { id: string; type: string; arcs: readonly (readonly unknown[])[] }[] }
    >
  >;
}

type Point = readonly [number, number];

export interface Outline {
  /** Of the territory, as in the file. */
  code: string;
  /** `d` of an SVG path. */
  path: string;
  /** Its middle, where a figure can stand. */
  middle: { x: number; y: number };
}

export interface DrawnMap {
  width: number;
  height: number;
  outlines: Outline[];
}

/** @param width of the drawing, in its own units; the height follows */
export function drawMap(topology: Topology, width: number): DrawnMap {
  const arcs = topology.arcs.map((arc) => decoded(arc, topology.transform));
  const territories = Object.values(topology.objects).flatMap(({ geometries }) =>
    geometries.map((one) => ({ code: one.id, rings: ringsOf(one, arcs) })),
  );
  const { project, height } = projection(
    territories.flatMap(({ rings }) => rings.flat()),
    width,
  );
  return {
    width,
    height,
    outlines: territories.map(({ code, rings }) => {
      const drawn = rings.map((ring) => ring.map(project));
      return { code, path: drawn.map(pathOf).join(''), middle: middleOf(largest(drawn)) };
    }),
  };
}

/** Each place of an arc is told as the difference to the one before, in whole steps. */
function decoded(arc: readonly (readonly number[])[], { scale, translate }: Topology['transform']): Point[] {
  const [byX = 1, byY = 1] = scale;
  const [fromX = 0, fromY = 0] = translate;
  let [x, y] = [0, 0];
  return arc.map(([dx = 0, dy = 0]) => {
    x += dx;
    y += dy;
    return [x * byX + fromX, y * byY + fromY];
  });
}

function ringsOf(
  { type, arcs }: { type: string; arcs: readonly (readonly unknown[])[] },
  all: Point[][],
): Point[][] {
  const rings = (type === 'MultiPolygon' ? arcs.flat() : arcs) as readonly (readonly number[])[];
  return rings.map((ring) =>
    ring.flatMap((number, at) => {
      // A negative number is an arc walked backwards: ~0 is the first.
      const arc = number < 0 ? (all[~number] ?? []).toReversed() : (all[number] ?? []);
      // It begins where the one before ended.
      return at === 0 ? arc : arc.slice(1);
    }),
  );
}

/** Degrees of longitude are shorter than those of latitude, by the cosine of the latitude in the middle. */
function projection(points: readonly Point[], width: number) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const narrower = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = width / ((east - west) * narrower);
  return {
    height: Math.round((north - south) * scale),
    project: ([x, y]: Point): Point => [
      Math.round((x - west) * narrower * scale),
      Math.round((north - y) * scale),
    ],
  };
}

/** Whole steps from place to place, so that the page stays small. */
function pathOf(ring: readonly Point[]): string {
  const [first, ...others] = ring;
  if (!first) return '';
  let [x, y] = first;
  const steps: string[] = [];
  for (const [nextX, nextY] of others) {
    const [dx, dy] = [nextX - x, nextY - y];
    if (dx === 0 && dy === 0) continue;
    steps.push(`${dx} ${dy}`);
    [x, y] = [nextX, nextY];
  }
  return `M${first[0]} ${first[1]}l${steps.join(' ')}z`;
}

/** Twice the area that a ring encloses. */
const areaOf = (ring: readonly Point[]): number =>
  ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);

const largest = (rings: readonly Point[][]): Point[] =>
  rings.toSorted((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)))[0] ?? [];

/** Where it would balance. */
function middleOf(ring: readonly Point[]): { x: number; y: number } {
  let [x, y] = [0, 0];
  ring.forEach(([fromX, fromY], at) => {
    const [toX, toY] = ring[(at + 1) % ring.length] ?? [fromX, fromY];
    const cross = fromX * toY - toX * fromY;
    x += (fromX + toX) * cross;
    y += (fromY + toY) * cross;
  });
  const area = 3 * areaOf(ring);
  return { x: Math.round(x / area), y: Math.round(y / area) };
}
