/** The public past of an institution: what each version said of it and its posts, and putting one back. */
import type { Read } from '../../platform/db/handles.ts';
import { run as runCommand } from '../../platform/db/outcome.ts';
import type { HistoryField, HistorySource, HistorySubject } from '../../platform/history/source.ts';
import { publicSpans } from '../../platform/history/spans.ts';
import { latestVersion } from '../../platform/history/versions.ts';
import type { Lang, Translate } from '../../platform/i18n/translate.ts';
import { isUuid } from '../../platform/uuid.ts';
import { INSTITUTION_WORD, institutionPath, officeInstitutionPath } from './addresses.ts';
import { restoreInstitution } from './commands/restore-institution.ts';
import { INSTITUTION } from './kinds.ts';
import { propertyWords } from './pages/institution-words.ts';
import { spanWords } from './pages/person-words.ts';
import { PROPERTIES } from './schemas/properties.ts';

const TURNS = { shows: ['published'], hides: ['archived', 'removed'] };

export const INSTITUTION_HISTORY: HistorySource = {
  kind: INSTITUTION,
  word: INSTITUTION_WORD,
  label: 'officials.institution.one',
  readDrafts: 'officials.write',
  find: async (db, id, { drafts }) => find(db, id, drafts),
  fields: fieldsOf,
  restore: {
    policy: 'officials.write',
    note: 'officials.institution.restore_note',
    run: async (deps, act, { id, content }) => {
      const { actor, now, reason, basedOn } = act;
      const doing = { actor, now, reason, restoring: true };
      const result = await runCommand(deps.db, (trx) =>
        restoreInstitution(trx, doing, id, { content, basedOn }),
      );
      if (result.ok) return { ok: true };
      if (result.refused === 'changed' || result.refused === 'not_found')
        return { ok: false, refused: result.refused };
      return { ok: false, why: act.t(`officials.refused.${result.refused}`) };
    },
  },
};

async function find(db: Read, id: string, drafts: boolean): Promise<HistorySubject | 'gone' | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('institutions')
    .select(['name', 'slug', 'status'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return (await latestVersion(db, { kind: INSTITUTION, id })) > 0 ? 'gone' : undefined;
  const isPublic = row.status === 'published';
  if (!isPublic && !drafts) return row.status === 'archived' ? 'gone' : undefined;
  return {
    title: row.name,
    href: isPublic ? institutionPath(row.slug) : undefined,
    officeHref: officeInstitutionPath(id),
    spans: await publicSpans(db, { kind: INSTITUTION, id }, TURNS),
  };
}

/** One statement as a version has it; shapes of long ago lack what came later. */
interface StoredStatement {
  property?: unknown;
  printed?: unknown;
  value?: { text?: unknown; href?: unknown };
  starts?: unknown;
  ends?: unknown;
  evidence?: unknown;
  reason?: unknown;
  source_title?: unknown;
  page?: unknown;
}

const listOf = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function fieldsOf(content: Record<string, unknown>, t: Translate, lang: Lang): HistoryField[] {
  if (Object.keys(content).length === 0) return [];
  const own = listOf<StoredStatement>(content['statements']);
  const posts = listOf<{ label?: unknown; statements?: unknown }>(content['posts']);
  const fields: HistoryField[] = [
    { name: 'slug', label: t('officials.institution.slug'), text: textOf(content['slug']) },
    ...Object.keys(PROPERTIES.institution).map((property) => ({
      name: property,
      label: propertyWords(t, property).toLocaleLowerCase(lang),
      text: own
        .filter((one) => one.property === property)
        .map((one) => statementWords(one, t, lang))
        .join('\n'),
    })),
    {
      name: 'posts',
      label: t('officials.institution.posts_field'),
      text: posts
        .map((post) => {
          const said = listOf<StoredStatement>(post.statements).map(
            (one) => `${propertyWords(t, textOf(one.property))}: ${statementWords(one, t, lang)}`,
          );
          return [textOf(post.label), ...said].join('\n');
        })
        .join('\n\n'),
    },
  ];
  return fields;
}

function statementWords(one: StoredStatement, t: Translate, lang: Lang): string {
  const starts = textOf(one.starts) || null;
  const ends = textOf(one.ends) || null;
  const link = textOf(one.value?.href);
  const said = [
    textOf(one.value?.text),
    link && `<${link}>`,
    spanWords({ t, lang }, starts, ends),
    one.evidence === 'beside' ? t('officials.institution.beside') : '',
    textOf(one.reason),
  ].filter(Boolean);
  const source = [textOf(one.source_title), textOf(one.page)].filter(Boolean).join(', ');
  return `${said.join(' · ')} [${source}]`;
}
