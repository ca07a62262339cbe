/** What was asked to be corrected and what was answered, for everybody; nobody's words but the organisation's. */
import type { ComponentChildren, VNode } from 'preact';
import { plainDate, shortDate } from '../../../platform/i18n/dates.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import type { PublicCorrection } from '../queries/corrections.ts';
import { isOpen } from '../rules/outcomes.ts';
import { type About, type Reader, STATE_TONE } from './words.ts';

export interface LoggedCorrection {
  row: PublicCorrection;
  about: About | undefined;
  late: number;
}

export interface LogProps extends Reader {
  items: readonly LoggedCorrection[];
  days: number;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function LogPage(props: LogProps): VNode {
  const { t, items, days } = props;
  return (
    <>
      <PageHeading title={t('corrections.log.title')} lead={t('corrections.log.lead', { days })} />
      {items.length === 0 ? (
        <EmptyState title={t('corrections.log.empty')}>{t('corrections.log.empty_text')}</EmptyState>
      ) : (
        <ol class="plain-list stack">
          {items.map((item) => (
            <li id={`n${item.row.number}`}>
              <Entry {...props} item={item} />
            </li>
          ))}
        </ol>
      )}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
    </>
  );
}

/** Whoever was taken out of lists is named in none. */
function wordsAbout(t: Translate, about: LoggedCorrection['about']): ComponentChildren {
  if (!about) return t('corrections.not_public');
  if (about.unlisted) return t('corrections.unlisted');
  return <SafeLink href={about.href}>{about.title}</SafeLink>;
}

function Entry({ t, lang, zone, item: { row, about, late } }: Reader & { item: LoggedCorrection }): VNode {
  return (
    <article class="card">
      <p class="eyebrow">
        {t('corrections.log.number', { number: row.number })} · {t(`corrections.log.kind.${row.kind}`)}
      </p>
      <h2>{wordsAbout(t, about)}</h2>
      <p>
        <StatusTag tone={STATE_TONE[row.state]}>{t(`corrections.state.${row.state}`)}</StatusTag>{' '}
        <span class="soft">
          {t('corrections.log.received', { day: shortDate(row.created_at, zone, lang) })}
          {' · '}
          {row.decided_at
            ? t('corrections.log.answered', { day: shortDate(row.decided_at, zone, lang) })
            : t('corrections.log.due', { day: plainDate(row.due_on, lang) })}
          {isOpen(row.state) && late > 0 ? ` · ${t('corrections.late', { days: late })}` : ''}
        </span>
      </p>
      {row.answer ? <Prose text={row.answer} lang={row.lang === lang ? undefined : row.lang} /> : null}
    </article>
  );
}
