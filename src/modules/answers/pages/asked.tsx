/** What institutions were asked about one proposal, and what they answered or did not. */
import type { VNode } from 'preact';
import { plainDate } from '../../../platform/i18n/dates.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { institutionPath } from '../../officials/index.ts';
import { proposalPath, PROPOSALS } from '../../proposals/index.ts';
import { LEDGER } from '../addresses.ts';
import type { AnswerRow, AskRow } from '../queries/asks.ts';
import { type Reader, standingWords } from './words.ts';

export interface AskedProps extends Reader {
  number: number;
  title: string;
  asks: readonly { ask: AskRow; answers: readonly AnswerRow[] }[];
}

export function AskedPage(props: AskedProps): VNode {
  const { t, number, title, asks } = props;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: PROPOSALS, label: t('proposals.title') },
          { href: proposalPath(number), label: t('proposals.number', { number }) },
          { label: t('answers.title') },
        ]}
      />
      <PageHeading eyebrow={t('proposals.number', { number })} title={t('answers.title')} lead={title} />
      {asks.length === 0 ? (
        <EmptyState title={t('answers.none')}>{t('answers.none_text')}</EmptyState>
      ) : (
        asks.map((one) => <Asked {...props} {...one} />)
      )}
      <p class="soft">
        <SafeLink href={LEDGER}>{t('answers.ledger.title')}</SafeLink>
      </p>
    </>
  );
}

function Asked({
  t,
  lang,
  today,
  ask,
  answers,
}: Reader & { ask: AskRow; answers: readonly AnswerRow[] }): VNode {
  const { tone, text } = standingWords({ t, today }, ask, answers);
  return (
    <Section title={ask.institution}>
      <p>
        <StatusTag tone={tone}>{text}</StatusTag>
      </p>
      <p class="soft">
        {t('answers.asked_on', { day: plainDate(ask.asked_on, lang), due: plainDate(ask.due_on, lang) })}
        {ask.institution_status === 'published' ? (
          <>
            {' · '}
            <SafeLink href={institutionPath(ask.institution_slug)}>{t('answers.see_institution')}</SafeLink>
          </>
        ) : null}
      </p>
      <Prose text={ask.words} />
      {answers.map((one) => (
        <article class="card">
          <p class="eyebrow">
            {plainDate(one.on_date, lang)} · {t(`answers.kind.${one.kind}`)}
          </p>
          <Prose text={one.words} />
          <p>
            {one.person}, {one.position}
          </p>
          <p class="soft">
            {t(`answers.channel_said.${one.channel}`)}
            {one.circumstances ? ` ${one.circumstances}` : ''}
          </p>
        </article>
      ))}
      {ask.closed_at ? <p>{t('answers.closed', { reason: ask.closed_reason })}</p> : null}
    </Section>
  );
}
