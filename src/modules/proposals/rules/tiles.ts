/**
 * The departments as tiles of one size, each about where it lies among its neighbours: the small ones are as easy to read
 * and to touch as the large ones, and no outline is claimed. Ids are those of the departments. Pure.
 */
export interface Tile {
  /** Id of a department. */
  id: string;
  /** For a tile; the name stands beside. */
  short: string;
  column: number;
  row: number;
}

const ROWS: readonly (readonly (readonly [id: string, short: string] | undefined)[])[] = [
  [undefined, undefined, undefined, ['peten', 'PET']],
  [undefined, ['huehuetenango', 'HUE'], ['quiche', 'QUI'], ['alta-verapaz', 'AVE'], ['izabal', 'IZA']],
  [
    ['san-marcos', 'SMA'],
    ['totonicapan', 'TOT'],
    ['chimaltenango', 'CHM'],
    ['baja-verapaz', 'BVE'],
    ['el-progreso', 'PRO'],
    ['zacapa', 'ZAC'],
  ],
  [
    ['quetzaltenango', 'QUE'],
    ['solola', 'SOL'],
    ['sacatepequez', 'SAC'],
    ['guatemala', 'GUA'],
    ['jalapa', 'JAL'],
    ['chiquimula', 'CHQ'],
  ],
  [
    ['retalhuleu', 'RET'],
    ['suchitepequez', 'SUC'],
    ['escuintla', 'ESC'],
    ['santa-rosa', 'SRO'],
    ['jutiapa', 'JUT'],
  ],
];

export const TILES: readonly Tile[] = ROWS.flatMap((tiles, row) =>
  tiles.flatMap((tile, column) => (tile ? [{ id: tile[0], short: tile[1], column, row }] : [])),
);

export const TILE_COLUMNS = 6;
export const TILE_ROWS = ROWS.length;
