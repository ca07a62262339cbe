/** The numbers of a published report for programs. Only what the page shows; a number that is not shown is `null`. */
import { csvFile } from '../../../platform/csv.ts';
import { DIMENSIONS, type PublicFigures } from '../rules/figures.ts';
import type { Shown } from '../rules/protect.ts';
import type { Licence, ReportSection } from '../tables.ts';

export interface ReportData {
  title: string;
  /** Absolute address of the page. */
  url: string;
  licence: Licence;
  publishedAt: Temporal.Instant;
  sections: readonly ReportSection[];
  figures: PublicFigures;
  /** Those that took place. */
  sessions: readonly { id: string; slug: string; title: string }[];
  materials: number;
  items: number;
}

interface Row {
  table: string;
  key: string;
  label: string;
  shown: Shown | null;
}

/** One row a number, in the order of the page. `label`: a session's title, else the key. */
function rowsOf({ figures, sections, sessions, materials, items }: ReportData): Row[] {
  const has = (section: ReportSection) => sections.includes(section);
  const rows: Row[] = [];
  const add = (table: string, key: string, shown: Shown | null, label = key) =>
    rows.push({ table, key, label, shown });
  if (has('people')) {
    add('people', 'registered', figures.people);
    if (figures.attended !== undefined) add('people', 'attended', figures.attended);
  }
  for (const name of ['way', ...DIMENSIONS] as const) {
    const table = figures.tables[name];
    if (!table || !has(name)) continue;
    if (!table.cells) add(name, '', null);
    for (const { key, shown } of table.cells ?? []) add(name, key, shown);
  }
  if (has('sessions')) {
    const noted = Object.keys(figures.sessions).length > 0;
    for (const { id, slug, title } of sessions)
      add('session', slug, noted ? (figures.sessions[id] ?? 'fewer') : null, title);
  }
  if (has('materials')) add('materials', 'published', materials);
  if (has('library')) add('library', 'published', items);
  const { survey } = figures;
  if (has('survey') && survey) {
    add('survey', 'answers', survey.answers);
    for (const question of survey.questions)
      for (const { value, count } of question.options) add(`survey:${question.key}`, value, count);
  }
  return rows;
}

const number = (shown: Shown | null): number | null => (typeof shown === 'number' ? shown : null);
/** Why there is no number: `fewer_than_5`, or `hidden`, so that another one does not follow. */
const note = (shown: Shown | null): string | null =>
  typeof shown === 'number' ? null : shown === 'fewer' ? 'fewer_than_5' : 'hidden';

export function reportJson(data: ReportData): unknown {
  return {
    title: data.title,
    url: data.url,
    licence: data.licence,
    published: String(data.publishedAt),
    protection: 'Numbers under 5 are not given, nor those from which they would follow.',
    figures: rowsOf(data).map(({ table, key, label, shown }) => ({
      table,
      key,
      label,
      count: number(shown),
      note: note(shown),
    })),
  };
}

export function reportCsv(data: ReportData): string {
  return csvFile(
    ['table', 'key', 'label', 'count', 'note', 'source', 'licence', 'published'],
    rowsOf(data).map(({ table, key, label, shown }) => [
      table,
      key,
      label,
      number(shown),
      note(shown),
      data.url,
      data.licence,
      String(data.publishedAt),
    ]),
  );
}
