/** The versions of an edition and its sessions in words, for the public and for those who run it. */
import { changedLabels } from '../../../platform/history/difference.ts';
import { officePastPath, pastPath } from '../../../platform/history/paths.ts';
import { contentOf } from '../../../platform/history/versions.ts';
import { clockTime, longDate } from '../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import type { VersionEntry } from '../../../ui/data/versions.tsx';
import type { EditionHistoryRow } from '../queries/edition-history.ts';
import { versionFields } from './version-words.ts';
import { capital } from '../pages/words.ts';

export interface VersionReader {
  t: Translate;
  lang: Lang;
  /** Of the edition. */
  zone: string;
  /** With links to the pages of the back office. */
  office: boolean;
}

export function editionVersions(
  rows: readonly EditionHistoryRow[],
  { t, lang, zone, office }: VersionReader,
): VersionEntry[] {
  return rows.map((row) => {
    const kind = row.record_kind === 'event_session' ? 'event_session' : 'event';
    const fields = (content: unknown) => versionFields(kind, contentOf({ content }), t, lang, zone);
    const isChange = row.action === 'changed' || row.action === 'restored';
    const title = contentOf(row)['title'];
    return {
      date: `${capital(longDate(row.at, zone, lang))}, ${clockTime(row.at, zone, lang)}`,
      dateTime: row.at.toString({ smallestUnit: 'second' }),
      action: row.action,
      role: row.actor_role,
      reason: row.reason,
      about: kind === 'event_session' ? String(title || t('events.kind.event_session')) : undefined,
      changed: isChange ? changedLabels(fields(row.earlier), fields(row.content)) : [],
      href: (office ? officePastPath : pastPath)(
        kind === 'event' ? 'encuentro' : 'sesion',
        row.record_id,
        row.id,
      ),
    };
  });
}
