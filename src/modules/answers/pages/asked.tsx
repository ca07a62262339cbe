/** What institutions were asked about one proposal, and what they answered or did not. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { institutionPath } from '../../officials/index.ts';
import { proposalPath, PROPOSALS } from '../../proposals/index.ts';
import { LEDGER, paperPath } from '../addresses.ts';
import type { AnswerRow, AskRow, DeliveryRow } from '../queries/asks.ts';
import { AnswerCard, Deliveries } from './answer-card.tsx';
import { askedWords, type Reader, standingWords } from './words.ts';

export interface AskedProps extends Reader {
  number: number;
  title: string;
  asks: readonly AskedOne[];
}

export interface AskedOne {
  ask: AskRow;
  answers: readonly AnswerRow[];
  deliveries: readonly DeliveryRow[];
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

function Asked({ t, lang, today, ask, answers, deliveries }: Reader & AskedOne): VNode {
  const { tone, text } = standingWords({ t, today }, ask, answers);
  return (
    <Section title={ask.institution}>
      <p>
        <StatusTag tone={tone}>{text}</StatusTag>
      </p>
      <p class="soft">
        {askedWords({ t, lang }, ask)}
        {ask.institution_status === 'published' ? (
          <>
            {' '}
            <SafeLink href={institutionPath(ask.institution_slug)}>{t('answers.see_institution')}</SafeLink>
          </>
        ) : null}
      </p>
      {ask.referred_by ? <p>{t('answers.referred_by', { institution: ask.referred_by })}</p> : null}
      <Prose text={ask.words} />
      {deliveries.length > 0 ? (
        <Disclosure summary={t('answers.deliveries')}>
          <Deliveries
            t={t}
            lang={lang}
            rows={deliveries}
            hrefOf={({ id, open }) => (open ? paperPath(id) : undefined)}
          />
        </Disclosure>
      ) : null}
      {answers.map((one) => (
        <AnswerCard t={t} lang={lang} one={one} institution={ask.institution} />
      ))}
      {ask.closed_at ? <p>{t('answers.closed', { reason: ask.closed_reason })}</p> : null}
    </Section>
  );
}
