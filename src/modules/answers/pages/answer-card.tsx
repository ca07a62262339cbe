/** One answer as it came, and one proof that they have the question: on the public page, at the desk, for the institution. */
import type { ComponentChildren, VNode } from 'preact';
import { plainDate } from '../../../platform/i18n/dates.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Section, Stack } from '../../../ui/layout/section.tsx';
import type { AnswerRow, DeliveryRow } from '../queries/asks.ts';
import type { Reader } from './words.ts';

export interface AnswerCardProps extends Pick<Reader, 't' | 'lang'> {
  one: AnswerRow;
  institution: string;
  /** What may be done with it. */
  children?: ComponentChildren;
}

export function AnswerCard({ t, lang, one, institution, children }: AnswerCardProps): VNode {
  const { kind, referred_to: to, receipt_reason: receipt } = one;
  return (
    <article class="card">
      <Stack space="tight">
        <p class="eyebrow">
          {plainDate(one.on_date, lang)} · {t(receipt ? 'answers.receipt' : `answers.kind.${kind}`)}
        </p>
        <Prose text={one.words} />
        {to ? <p>{t('answers.referred_to', { to })}</p> : null}
        <p>
          {one.person}, {one.position}. {t('answers.in_name_of', { institution })}
        </p>
        <p class="soft">
          {t(`answers.channel_said.${one.channel}`)}
          {one.circumstances ? ` ${one.circumstances}` : ''}
        </p>
        {receipt ? (
          <p>
            <StatusTag tone="warning">{t('answers.receipt_tag')}</StatusTag> {receipt}
          </p>
        ) : null}
        {children}
      </Stack>
    </article>
  );
}

export interface EarlierAnswersProps extends Pick<Reader, 't' | 'lang'> {
  answers: readonly AnswerRow[];
  institution: string;
}

/** What the institution has answered already, above the form by which it answers. */
export function EarlierAnswers({ t, lang, answers, institution }: EarlierAnswersProps): VNode | null {
  if (answers.length === 0) return null;
  return (
    <Section title={t('answers.reply.before')}>
      {answers.map((one) => (
        <AnswerCard t={t} lang={lang} one={one} institution={institution} />
      ))}
    </Section>
  );
}

export interface DeliveriesProps extends Pick<Reader, 't' | 'lang'> {
  rows: readonly DeliveryRow[];
  /** Where its paper is; undefined: it is not shown here. */
  hrefOf: (row: DeliveryRow) => string | undefined;
  children?: (row: DeliveryRow) => ComponentChildren;
}

export function Deliveries({ t, lang, rows, hrefOf, children }: DeliveriesProps): VNode {
  return (
    <ul>
      {rows.map((row) => {
        const href = hrefOf(row);
        const extra = children?.(row);
        return (
          <li>
            {plainDate(row.on_date, lang)}: {t(`answers.delivery.${row.kind}`)}
            {row.note ? ` · ${row.note}` : ''}
            {href === undefined ? null : (
              <>
                {' · '}
                <SafeLink href={href}>{t('answers.paper.see')}</SafeLink>
              </>
            )}
            {extra ? <div>{extra}</div> : null}
          </li>
        );
      })}
    </ul>
  );
}
