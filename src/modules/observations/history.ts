/** The past of what was observed: each answer that somebody confirmed. */
import type { Read } from '../../platform/db/handles.ts';
import type { FileUse, FileUseSource } from '../../platform/files/source.ts';
import type { HistoryField, HistorySource, HistorySubject } from '../../platform/history/source.ts';
import type { Translate } from '../../platform/i18n/translate.ts';
import { isMessageKey } from '../../platform/i18n/translate.ts';
import type { CitedRecords } from '../../platform/sources/cited.ts';
import { isUuid } from '../../platform/uuid.ts';
import { selectionPath, stampedProcess } from '../selections/index.ts';
import { observationPath, OBSERVATION_WORD, officeCheckPath } from './addresses.ts';
import { checkOf } from './checks.ts';
import { OBSERVATION } from './kind.ts';

export const OBSERVATION_HISTORY: HistorySource = {
  kind: OBSERVATION,
  word: OBSERVATION_WORD,
  label: 'observations.one',
  readDrafts: 'observations.write',
  find: async (db, id, { drafts }) => find(db, id, drafts),
  fields: fieldsOf,
};

async function find(db: Read, id: string, drafts: boolean): Promise<HistorySubject | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db.selectFrom('observations').selectAll().where('id', '=', id).executeTakeFirst();
  const process = row && (await stampedProcess(db, row.selection_id));
  if (!row || !process || (process.status !== 'published' && !drafts)) return undefined;
  const officeHref = officeCheckPath(process.id, row.stage, row.check_key);
  return {
    title: checkOf(process.kind, row.stage, row.check_key)?.check.question ?? row.check_key,
    href: process.status === 'published' ? observationPath(process.slug) : undefined,
    officeHref,
    within: { title: process.title, href: selectionPath(process.slug) },
  };
}

function fieldsOf(content: Record<string, unknown>, t: Translate): HistoryField[] {
  const text = (name: string) => (typeof content[name] === 'string' ? content[name] : '');
  const answer = `observations.answer.${text('answer')}`;
  return [
    {
      name: 'answer',
      label: t('observations.field.answer'),
      text: isMessageKey(answer) ? t(answer) : text('answer'),
    },
    { name: 'evidence', label: t('observations.field.evidence'), text: text('evidence') },
    { name: 'observed_on', label: t('observations.field.observed_on'), text: text('observed_on') },
  ];
}

/** Rows with what is needed to name them; each query is bounded by the ids asked for. */
async function namedBy(db: Read, column: 'id' | 'file_id' | 'source_id', ids: readonly string[]) {
  const fit = ids.filter(isUuid);
  if (fit.length === 0) return [];
  const rows = await db
    .selectFrom('observations as o')
    .innerJoin('selections as s', 's.id', 'o.selection_id')
    .innerJoin('selection_kinds as k', 'k.id', 's.kind_id')
    .select(['o.id', 'o.file_id', 'o.source_id', 'o.stage', 'o.check_key', 'o.state', 'o.selection_id'])
    .select(['s.slug', 's.title', 's.status', 'k.spec'])
    .where(`o.${column}`, 'in', fit)
    .execute();
  return rows.map((row) => ({
    ...row,
    name: `${checkOf(row.spec, row.stage, row.check_key)?.check.question ?? row.check_key} · ${row.title}`,
  }));
}

export const OBSERVATION_FILES: FileUseSource = {
  kind: OBSERVATION,
  find: async (db, fileIds) => {
    const rows = await namedBy(db, 'file_id', fileIds);
    return rows.map((row): FileUse => ({
      fileId: row.file_id ?? '',
      id: row.id,
      title: row.name,
      href: officeCheckPath(row.selection_id, row.stage, row.check_key),
    }));
  },
};

/** Observations name their source themselves: sources know of it. */
export const OBSERVATION_SOURCES: CitedRecords = {
  kind: OBSERVATION,
  label: 'observations.one',
  policy: 'observations.write',
  fields: () => [],
  find: async (db, ids) => {
    const rows = await namedBy(db, 'id', ids);
    const shown = rows.filter(({ state, status }) => state === 'confirmed' && status === 'published');
    return new Map(shown.map((row) => [row.id, { title: row.name, href: observationPath(row.slug) }]));
  },
  resting: async (db, sourceIds, most) => {
    const rows = await namedBy(db, 'source_id', sourceIds);
    const bySource = Map.groupBy(rows, ({ source_id: id }) => id ?? '');
    return [...bySource].flatMap(([source_id, own]) =>
      own.slice(0, most).map(({ id }) => ({ source_id, record_id: id })),
    );
  },
};
