/** A list of people for tests, plainly invented, and reading it in. */
import type { Db } from '../../../platform/db/handles.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { bytesInput } from './file-bytes.ts';
import { importPeople, type PersonEvent, type PersonImportOptions } from './person-import.ts';
import { printEvent } from './person-report.ts';

export const NOW = Temporal.Instant.from('2026-11-23T15:00:00Z');
export const ACTOR = { kind: 'system', what: 'test' } as const;
/** Department 99 does not exist. */
export const CUI = '9999000019999';
export const NIT = '9934567K';

const HEADER =
  'id,nombre,sexo,puesto,dependencia,departamento,seleccionarInstitucion,seleccionarEleccion,seleccionarComision,' +
  'estado,fechalaboral,hasta,nocolegiado,estadocivil,experienciaProfesional,fotoURL,fuenteTexto,fuenteURL,cv,Nit,CUI';
const COLUMNS = HEADER.split(',');

export function line(cells: Partial<Record<string, string>>): string {
  return COLUMNS.map((column) => `"${(cells[column] ?? '').replaceAll('"', '""')}"`).join(',');
}
export const list = (...rows: Partial<Record<string, string>>[]): string =>
  [HEADER, ...rows.map(line)].join('\n');

export const ZUTANA = {
  id: 'fila-1',
  nombre: 'Zutana  Beta Ficticia Ejemplar, ',
  sexo: 'Femenino',
  puesto: 'Jueza de Ejemplo',
  dependencia: 'Sala Inventada',
  departamento: 'Alta Verapaz',
  seleccionarInstitucion: 'Corte de Ejemplo (CDE)',
  fechalaboral: '28/05/2004',
  hasta: '2/5/2018',
  nocolegiado: '04.100',
  estadocivil: 'Casada con Mengano',
  experienciaProfesional: 'Jueza de paz | Asesora |  ',
  cv: `https://ejemplo.example/HojaDeVida/${CUI}.pdf`,
  Nit: NIT,
  CUI,
};
export const PERENGANO = {
  id: 'fila-2',
  nombre: 'Perengano Delta Otrado Distinto',
  seleccionarEleccion: 'Elección de Ejemplo 2019',
  estado: 'En Proceso',
  fuenteTexto: 'Boletín de Ejemplo',
  fuenteURL: 'https://boletin.example/nota#gsc.tab=3',
};

export async function take(
  db: Db,
  text: string,
  options: Partial<PersonImportOptions> & { name?: string } = {},
) {
  const events: PersonEvent[] = [];
  const { name = 'lista.csv', ...more } = options;
  const done = await importPeople(
    { db, now: () => NOW },
    ACTOR,
    bytesInput(name, Buffer.from(text)),
    { dryRun: false, draft: false, publisher: 'Organización de Ejemplo', ...more },
    (event) => events.push(event),
  );
  const t = translator('es');
  return { done, events, printed: events.map((event) => printEvent(done.file, event, t)) };
}
