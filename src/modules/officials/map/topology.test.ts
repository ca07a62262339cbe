import { describe, expect, it } from 'vitest';
import { DEPARTMENTS, MAP_SIZE } from './guatemala.ts';
import { drawMap, type Topology } from './topology.ts';

/** Two squares side by side that share the border between them, near the equator. */
const SQUARES: Topology = {
  transform: { scale: [1, 1], translate: [0, 0] },
  arcs: [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [1, 1],
      [-1, 0],
      [0, -1],
      [1, 0],
    ],
    [
      [1, 0],
      [1, 0],
      [0, 1],
      [-1, 0],
    ],
  ],
  objects: {
    all: {
      geometries: [
        { id: 'west', type: 'Polygon', arcs: [[0, 1]] },
        { id: 'east', type: 'MultiPolygon', arcs: [[[2, ~0]]] },
      ],
    },
  },
};

describe('a map out of shared borders', () => {
  it('walks them forwards for one territory and backwards for the other, north up', () => {
    const { width, height, outlines } = drawMap(SQUARES, 200);
    expect([width, height]).toEqual([200, 100]);
    expect(outlines).toEqual([
      { code: 'west', path: 'M100 100l0 -100 -100 0 0 100 100 0z', middle: { x: 50, y: 50 } },
      { code: 'east', path: 'M100 100l100 0 0 -100 -100 0 0 100z', middle: { x: 150, y: 50 } },
    ]);
  });
});

describe('the map of Guatemala', () => {
  const places = ({ path }: { path: string }): [number, number][] =>
    [...path.matchAll(/M(-?\d+) (-?\d+)l([^z]*)z/g)].flatMap(([, x, y, steps = '']) => {
      let [atX, atY] = [Number(x), Number(y)];
      const numbers = steps.split(' ').map(Number);
      return [
        [atX, atY] as [number, number],
        ...Array.from({ length: numbers.length / 2 }, (_, at): [number, number] => [
          (atX += numbers[at * 2] ?? 0),
          (atY += numbers[at * 2 + 1] ?? 0),
        ]),
      ];
    });

  it('has all 22 departments, each once, in the order of the alphabet', () => {
    const names = DEPARTMENTS.map(({ name }) => name);
    expect([names.length, new Set(names).size]).toEqual([22, 22]);
    expect([names[0], names[11], names[21]]).toEqual(['Alta Verapaz', 'Petén', 'Zacapa']);
  });

  it('draws them closed and within the sheet, each with its middle inside of its own box', () => {
    for (const department of DEPARTMENTS) {
      const all = places(department);
      const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
      expect(all[0]).toEqual(all.at(-1));
      expect([Math.min(...xs) >= 0, Math.max(...xs) <= MAP_SIZE.width]).toEqual([true, true]);
      expect([Math.min(...ys) >= 0, Math.max(...ys) <= MAP_SIZE.height]).toEqual([true, true]);
      const { x, y } = department.middle;
      expect(x > Math.min(...xs) && x < Math.max(...xs) && y > Math.min(...ys) && y < Math.max(...ys)).toBe(
        true,
      );
    }
  });

  it('has them where they are: Petén in the north, Izabal in the east, San Marcos in the west', () => {
    const middles = new Map(DEPARTMENTS.map(({ name, middle }) => [name, middle]));
    const by = (axis: 'x' | 'y') =>
      [...middles].toSorted(([, a], [, b]) => a[axis] - b[axis]).map(([name]) => name);
    expect([by('y')[0], by('x').at(-1), by('x')[0]]).toEqual(['Petén', 'Izabal', 'San Marcos']);
  });
});
