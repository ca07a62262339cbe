/** Paths of the module, without host. */
import { pastPath } from '../../platform/history/paths.ts';

const part = encodeURIComponent;

export const ELECTIONS = '/elecciones';
export const ELECTION_KINDS = `${ELECTIONS}/tipos`;
export const COMMISSIONERS = `${ELECTIONS}/comisionados`;

export const API_PROCESSES = '/api/v1/processes';

/** Its word in the addresses of the pages that show a record's past. */
export const SELECTION_WORD = 'eleccion';

/** @param below a page of the process: `comision`, `votaciones`, `calendario.ics` */
export function selectionPath(slug: string, below?: string): string {
  const own = `${ELECTIONS}/${part(slug)}`;
  return below === undefined ? own : `${own}/${below}`;
}

export function kindPath(slug: string): string {
  return `${ELECTION_KINDS}/${part(slug)}`;
}

export function candidacyPath(slug: string, candidacy: string): string {
  return selectionPath(slug, `aspirantes/${part(candidacy)}`);
}

/** @param holder slug of the person in Justiciapedia, or id of who held the seat */
export function commissionerPath(holder: string): string {
  return `${COMMISSIONERS}/${part(holder)}`;
}

export function selectionHistoryPath(id: string): string {
  return pastPath(SELECTION_WORD, id);
}

export const OFFICE_SELECTIONS = '/admin/elecciones';

/** @param below a page of the process at the desk: `sucesos`, `aspirantes` */
export function officeSelectionPath(id: string, below?: string): string {
  const own = `${OFFICE_SELECTIONS}/${part(id)}`;
  return below === undefined ? own : `${own}/${below}`;
}

/** A file that waits to be read in. */
export function officeSelectionFilePath(id: string, below?: string): string {
  return officeSelectionPath('archivos', below === undefined ? part(id) : `${part(id)}/${below}`);
}

/** The calendar of holidays at the desk. @param year id of one, to take it away */
export function officeHolidaysPath(year?: string): string {
  return officeSelectionPath('asuetos', year && `${part(year)}/quitar`);
}

export function officeEventPath(selectionId: string, event: string, below?: string): string {
  const own = officeSelectionPath(selectionId, `sucesos/${part(event)}`);
  return below === undefined ? own : `${own}/${below}`;
}

export function officeCandidacyPath(selectionId: string, candidacy: string): string {
  return officeSelectionPath(selectionId, `aspirantes/${part(candidacy)}`);
}

export function officeStatePath(
  selectionId: string,
  candidacy: string,
  state: string,
  below?: string,
): string {
  const own = `${officeCandidacyPath(selectionId, candidacy)}/estados/${part(state)}`;
  return below === undefined ? own : `${own}/${below}`;
}

/** Bodies, places and members of a process at the desk. */
export function officeCommissionPath(
  selectionId: string,
  sort?: 'organos' | 'puestos' | 'integrantes',
  row = 'nuevo',
): string {
  return officeSelectionPath(selectionId, sort === undefined ? 'comision' : `comision/${sort}/${part(row)}`);
}

export function officeObjectionPath(selectionId: string, candidacy: string, objection: string): string {
  return `${officeCandidacyPath(selectionId, candidacy)}/objeciones/${part(objection)}`;
}

export function officeRubricPath(selectionId: string, rubric: string): string {
  return officeSelectionPath(selectionId, `tablas/${part(rubric)}`);
}

/** @param below `datos`, its form; `aspirantes/{id}`, the points of one */
export function officeSheetPath(selectionId: string, sheet: string, below?: string): string {
  const own = officeSelectionPath(selectionId, `punteos/${part(sheet)}`);
  return below === undefined ? own : `${own}/${below}`;
}

/** @param below `datos`, its form; `resultados/{id}`, a result with its votes */
export function officeRoundPath(selectionId: string, round: string, below?: string): string {
  const own = officeSelectionPath(selectionId, `votaciones/${part(round)}`);
  return below === undefined ? own : `${own}/${below}`;
}
