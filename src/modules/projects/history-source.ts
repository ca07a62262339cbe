/** The public past of projects and of their milestones. */
import type { Read } from '../../platform/db/handles.ts';
import type { HistoryField, HistorySource } from '../../platform/history/source.ts';
import { publicSpans } from '../../platform/history/spans.ts';
import { plainDate } from '../../platform/i18n/dates.ts';
import { isMessageKey, type Lang, type Translate } from '../../platform/i18n/translate.ts';
import { isUuid } from '../../platform/uuid.ts';
import { milestonePath, officeMilestonePath, officeProjectPath, PROJECTS, projectPath } from './addresses.ts';
import { MILESTONE, PROJECT } from './kind.ts';
import { findProject } from './queries/projects.ts';

const TURNS = { shows: ['published'], hides: ['archived'] } as const;

const spansOf = (db: Read, id: string, drafts: boolean) =>
  drafts ? undefined : publicSpans(db, { kind: PROJECT, id }, TURNS);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Fields whose name was in the version. */
const said = (content: Record<string, unknown>, t: Translate, names: readonly string[]): HistoryField[] =>
  names.flatMap((name) => {
    const label = `projects.history.${name}`;
    return name in content && isMessageKey(label)
      ? [{ name, label: t(label), text: textOf(content[name]) }]
      : [];
  });

export const PROJECT_HISTORY: HistorySource = {
  kind: PROJECT,
  word: 'proyecto',
  label: 'projects.one',
  readDrafts: 'projects.write',
  find: async (db, id, { drafts, t }) => {
    const row = isUuid(id) ? await findProject(db, id) : undefined;
    if (!row || (row.status !== 'published' && !drafts)) return undefined;
    return {
      title: row.title,
      href: row.status === 'published' ? projectPath(row.slug) : undefined,
      officeHref: officeProjectPath(id),
      within: { title: t('projects.title'), href: PROJECTS },
      spans: await spansOf(db, id, drafts),
    };
  },
  fields: (content, t) =>
    said(content, t, ['title', 'summary', 'responsible', 'proposals', 'results', 'stopped']),
};

export const MILESTONE_HISTORY: HistorySource = {
  kind: MILESTONE,
  word: 'hito',
  label: 'projects.milestone',
  readDrafts: 'projects.write',
  find: async (db, id, { drafts }) => {
    const row = isUuid(id) ? await withProject(db, id) : undefined;
    if (!row || (row.status !== 'published' && !drafts)) return undefined;
    const isPublic = row.status === 'published';
    return {
      title: row.title,
      href: isPublic ? milestonePath(row.slug, id) : undefined,
      officeHref: officeMilestonePath(row.project_id, id),
      within: {
        title: row.project,
        href: projectPath(row.slug),
        officeHref: officeProjectPath(row.project_id),
      },
      spans: await spansOf(db, row.project_id, drafts),
    };
  },
  fields: (content, t, lang) => [
    ...said(content, t, ['title', 'responsible']),
    ...dayField(content, t, lang, 'due_on'),
    ...('progress' in content
      ? [{ name: 'progress', label: t('projects.history.progress'), text: progressText(content, t) }]
      : []),
    ...dayField(content, t, lang, 'progress_on'),
    ...said(content, t, ['reason']),
    ...('evidence' in content
      ? [{ name: 'evidence', label: t('projects.history.evidence'), text: evidenceText(content) }]
      : []),
  ],
};

const withProject = (db: Read, id: string) =>
  db
    .selectFrom('project_milestones as m')
    .innerJoin('projects as p', 'p.id', 'm.project_id')
    .select(['m.title', 'm.project_id', 'p.title as project', 'p.slug', 'p.status'])
    .where('m.id', '=', id)
    .executeTakeFirst();

function dayField(
  content: Record<string, unknown>,
  t: Translate,
  lang: Lang,
  name: 'due_on' | 'progress_on',
): HistoryField[] {
  if (!(name in content)) return [];
  const day = textOf(content[name]);
  const text = day === '' ? '' : plainDate(Temporal.PlainDate.from(day), lang);
  return [{ name, label: t(`projects.history.${name}`), text }];
}

function progressText(content: Record<string, unknown>, t: Translate): string {
  const key = `projects.progress.${textOf(content['progress'])}`;
  return isMessageKey(key) ? t(key) : '';
}

function evidenceText({ evidence }: Record<string, unknown>): string {
  if (!Array.isArray(evidence)) return '';
  return (evidence as { note?: unknown; source?: unknown }[])
    .map(({ note, source }) => [textOf(note), textOf(source)].filter(Boolean).join(' · '))
    .join('\n');
}
