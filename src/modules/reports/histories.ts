/** The past of reports: what each publication said. Drafts between them are nobody's business. */
import type { HistoryField, HistorySource } from '../../platform/history/source.ts';
import { isMessageKey, type Translate } from '../../platform/i18n/translate.ts';
import { isUuid } from '../../platform/uuid.ts';
import { editionPath } from '../events/index.ts';
import { HISTORY_WORD, reportPath, TAB } from './addresses.ts';
import { findPastReport, listPublications } from './queries/reports.ts';

export const REPORT_HISTORY: HistorySource = {
  kind: 'event_report',
  word: HISTORY_WORD,
  label: 'reports.title',
  readDrafts: 'reports.read',
  find: async (db, id, { drafts, t }) => {
    const report = isUuid(id) ? await findPastReport(db, id) : undefined;
    const isPublic = report?.state === 'published' && report.visibility === 'published';
    if (!report || !(drafts || isPublic)) return undefined;
    const { slug, title, language: lang } = report;
    const office = `/admin/encuentros/${encodeURIComponent(slug)}`;
    return {
      title: t('reports.title'),
      href: isPublic ? reportPath(slug) : undefined,
      officeHref: `${office}/${TAB}`,
      within: { title, href: editionPath(slug), officeHref: office },
      lang,
      spans: drafts ? undefined : await listPublications(db, id),
    };
  },
  fields,
};

const FIELDS = ['words_es', 'words_en', 'sections', 'licence'] as const;

function fields(content: Record<string, unknown>, t: Translate): HistoryField[] {
  return FIELDS.filter((name) => name in content).map((name) => ({
    name,
    label: t(`reports.version.${name}`),
    text: name === 'sections' ? sectionWords(content[name], t) : String(content[name] ?? ''),
  }));
}

function sectionWords(value: unknown, t: Translate): string {
  if (!Array.isArray(value)) return '';
  return value
    .map((section) => {
      const key = `reports.section.${String(section)}`;
      return isMessageKey(key) ? t(key) : String(section);
    })
    .join('\n');
}
