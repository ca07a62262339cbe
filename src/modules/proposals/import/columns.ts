/** What columns of a list are called: those of the older record in Spanish, and the names of the form. Pure. */

export const COLUMNS = {
  number: ['numero_propuesta', 'numero', 'number'],
  authors: ['nombre', 'autores', 'authors'],
  department: ['departamento', 'department'],
  category: ['categoria', 'category'],
  problem: ['problema', 'problem'],
  affected: ['dirigido', 'affected'],
  title: ['titulo', 'title'],
  summary: ['resumen', 'summary'],
  from_event: ['encuentro', 'from_event'],
  accept: ['terminos', 'accept'],
} as const;

export type Column = keyof typeof COLUMNS;

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '_')
    .replaceAll(/^_|_$/g, '');

/** Header → column; headers of none are left out. */
export function columnsOf(headers: readonly string[]): Map<string, Column> {
  const known = new Map(
    (Object.entries(COLUMNS) as [Column, readonly string[]][]).flatMap(([column, names]) =>
      names.map((name) => [name, column] as const),
    ),
  );
  return new Map(
    headers.flatMap((header) => {
      const column = known.get(fold(header));
      return column ? [[header, column] as const] : [];
    }),
  );
}
