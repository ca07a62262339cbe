/** People, what they held and what is said of them as comma-separated values, in pieces. */
import { csvCell, type CsvCell } from '../../../platform/csv.ts';
import { sourcePath } from '../../../platform/sources/paths.ts';
import { personPath } from '../addresses.ts';
import type { WholePerson } from '../queries/person-page.ts';
import type { Statement } from '../queries/statements.ts';

export type CsvKind = 'personas' | 'cargos' | 'hechos';

interface CsvSpec {
  header: readonly string[];
  rows: (whole: WholePerson, baseUrl: string) => CsvCell[][];
}

const SOURCE = ['fuente', 'fuente_editor', 'fuente_url', 'fuente_pagina', 'fuente_ficha'] as const;
/** Between several values of one cell. */
const BETWEEN = ' | ';

const SINGLE = ['gender', 'birth_year', 'profession', 'bar_number', 'experience_years'] as const;

export const CSV: Readonly<Record<CsvKind, CsvSpec>> = {
  personas: {
    header: [
      'id',
      'slug',
      'nombre',
      'participacion',
      'otros_nombres',
      'genero',
      'anio_nacimiento',
      'profesion',
      'colegiado',
      'anios_experiencia',
      'registros',
      'url',
    ],
    rows: ({ person, facts, records }, baseUrl) => [
      [
        person.id,
        person.slug,
        person.name,
        person.kind,
        facts.spellings
          .map(({ printed }) => printed)
          .filter((name) => name !== person.name)
          .join(BETWEEN),
        ...SINGLE.map((property) => facts.single.get(property)?.printed),
        records.length,
        baseUrl + personPath(person.slug),
      ],
    ],
  },
  cargos: {
    header: [
      'persona_id',
      'persona_slug',
      'persona',
      'tipo',
      'puesto',
      'institucion_o_comision',
      'institucion_slug',
      'proceso',
      'unidad',
      'territorio',
      'estado',
      'numero_de_lista',
      'desde',
      'hasta',
      'se_muestra',
      'razon',
      ...SOURCE,
    ],
    rows: ({ person, tenures }, baseUrl) =>
      tenures.map((one) => [
        person.id,
        person.slug,
        person.name,
        one.kind,
        one.post,
        one.body,
        one.institution?.slug,
        one.process,
        one.unit,
        one.territory,
        one.state,
        one.listNumber,
        one.starts,
        one.ends,
        one.evidence === 'shown' ? 'si' : 'no',
        one.reason,
        ...sourceCells(one, baseUrl),
      ]),
  },
  hechos: {
    header: [
      'persona_id',
      'persona_slug',
      'persona',
      'dato',
      'valor',
      'enlace',
      'estado',
      'fecha',
      'desde',
      'hasta',
      'se_muestra',
      'razon',
      ...SOURCE,
    ],
    rows: ({ person, statements }, baseUrl) =>
      statements.map((one) => [
        person.id,
        person.slug,
        person.name,
        one.property,
        one.printed,
        'href' in one.value ? one.value.href : '',
        'state' in one.value ? one.value.state : '',
        'state' in one.value ? one.value.date : '',
        one.starts,
        one.ends,
        one.evidence === 'shown' ? 'si' : 'no',
        one.reason,
        ...sourceCells(one, baseUrl),
      ]),
  },
};

function sourceCells({ source, page }: Pick<Statement, 'source' | 'page'>, baseUrl: string): CsvCell[] {
  return source
    ? [source.title, source.publisher, source.address, page, baseUrl + sourcePath(source.id)]
    : ['', '', '', page, ''];
}

/** Without it, spreadsheets read accents in the alphabet of the machine. */
const BYTE_ORDER_MARK = '\uFEFF';

export async function* csvPieces(
  people: AsyncIterable<WholePerson>,
  kind: CsvKind,
  baseUrl: string,
): AsyncGenerator<string> {
  const { header, rows } = CSV[kind];
  const line = (cells: readonly CsvCell[]): string => `${cells.map(csvCell).join(',')}\r\n`;
  yield BYTE_ORDER_MARK + line(header);
  for await (const whole of people) {
    const lines = rows(whole, baseUrl).map(line);
    if (lines.length > 0) yield lines.join('');
  }
}
