/** The versions of a record in a row: when, what, in which role, why and by which source. Never who. */
import type { VNode } from 'preact';
import { isMessageKey, type Translate } from '../../platform/i18n/translate.ts';
import { SafeLink } from '../controls/safe-link.tsx';
import { Timeline } from './timeline.tsx';

export interface VersionEntry {
  /** In words, with the hour. */
  date: string;
  dateTime: string;
  action: string;
  role: string;
  /** Page of the version, with what changed in it. */
  href?: string | undefined;
  /** What it is about, where the list tells of several records. */
  about?: string | undefined;
  /** Names of the fields that changed. */
  changed?: readonly string[];
  reason?: string | null;
  source?: { title: string; href: string | undefined } | undefined;
}

export function VersionList({
  t,
  entries,
  level = 2,
}: {
  t: Translate;
  entries: readonly VersionEntry[];
  level?: 2 | 3;
}): VNode {
  return (
    <Timeline
      t={t}
      level={level}
      entries={entries.map((entry) => ({
        date: entry.date,
        dateTime: entry.dateTime,
        title: titleOf(t, entry),
        href: entry.href,
        body: <VersionFacts t={t} version={entry} />,
      }))}
    />
  );
}

function titleOf(t: Translate, { action, about }: VersionEntry): string {
  const what = actionWords(t, action);
  return about === undefined ? what : t('ui.version.about', { what, title: about });
}

export function VersionFacts({
  t,
  version: { changed, reason, source, role },
}: {
  t: Translate;
  version: Pick<VersionEntry, 'changed' | 'reason' | 'source' | 'role'>;
}): VNode {
  return (
    <>
      {changed && changed.length > 0 ? <p>{t('ui.version.fields', { fields: changed.join(', ') })}</p> : null}
      {reason ? <p>{t('ui.version.reason', { reason })}</p> : null}
      {source ? (
        <p>
          {t('ui.version.source')}{' '}
          {source.href === undefined ? source.title : <SafeLink href={source.href}>{source.title}</SafeLink>}
        </p>
      ) : null}
      <p class="soft">{roleWords(t, role)}</p>
    </>
  );
}

/** "Se modificó"; what has no words of its own was a change. */
export function actionWords(t: Translate, action: string): string {
  const key = `ui.version.action.${action}`;
  return isMessageKey(key) ? t(key) : t('ui.version.action.changed');
}

/** "Lo hizo: equipo de edición" */
export function roleWords(t: Translate, role: string): string {
  const key = `ui.version.role.${role}`;
  return isMessageKey(key) ? t(key) : t('ui.version.role.other');
}
