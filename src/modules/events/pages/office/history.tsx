/** What was changed, by whom and why. */
import type { VNode } from 'preact';
import { clockTime, longDate } from '../../../../platform/i18n/dates.ts';
import { isMessageKey } from '../../../../platform/i18n/translate.ts';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { Timeline } from '../../../../ui/data/timeline.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { OfficeHistoryRow } from '../../queries/office.ts';
import { type EditionDesk, EditionFrame } from './frame.tsx';

export interface HistoryPageProps {
  desk: EditionDesk;
  entries: readonly OfficeHistoryRow[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function HistoryPage({ desk, entries, firstHref, nextHref }: HistoryPageProps): VNode {
  const { t, lang, edition } = desk;
  const zone = edition.timezone;
  return (
    <EditionFrame
      desk={desk}
      part="history"
      title={t('events.office.tab.history')}
      lead={t('events.office.history.lead')}
    >
      <Section title={t('events.office.history.changes')}>
        {entries.length === 0 ? (
          <EmptyState title={t('events.office.history.empty')} level={3}>
            {t('events.office.history.empty_lead')}
          </EmptyState>
        ) : (
          <Timeline
            t={t}
            entries={entries.map((entry) => ({
              date: `${longDate(entry.at, zone, lang)}, ${clockTime(entry.at, zone, lang)}`,
              dateTime: entry.at.toString(),
              title: `${actionWords(desk, entry.action)}: ${nameOf(entry, edition.title)}`,
              body: (
                <>
                  <p class="soft">{roleWords(desk, entry.actor_role)}</p>
                  {entry.reason ? <Prose text={entry.reason} /> : null}
                </>
              ),
            }))}
          />
        )}
      </Section>
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref ?? undefined} />
    </EditionFrame>
  );
}

function actionWords({ t }: EditionDesk, action: string): string {
  const key = `events.office.action.${action}`;
  return isMessageKey(key) ? t(key) : action;
}

function roleWords({ t }: EditionDesk, role: string): string {
  const key = `accounts.role.${role}`;
  return isMessageKey(key) ? t(key) : role;
}

/** What the record was called after the change. */
function nameOf({ content }: OfficeHistoryRow, otherwise: string): string {
  const title =
    typeof content === 'object' && content !== null && 'title' in content ? content.title : undefined;
  return typeof title === 'string' && title ? title : otherwise;
}
