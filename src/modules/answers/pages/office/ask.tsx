/** Putting a proposal to an institution, and one question at the desk. */
import type { VNode } from 'preact';
import { type FormField, fieldsOf } from '../../../../platform/forms/field.ts';
import { plainDate } from '../../../../platform/i18n/dates.ts';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { BLANK, type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { answersPath, newAskPath, OFFICE_ASKS, officeAskPath } from '../../addresses.ts';
import type { AnswerRow, AskRow, DeliveryRow } from '../../queries/asks.ts';
import { CloseForm, DeliveryForm, TranscribeForm } from '../../schemas/forms.ts';
import type { Reader, Stood } from '../words.ts';

export interface NewAskProps extends Pick<Reader, 't'> {
  number: number;
  title: string;
  fields: readonly FormField[];
  state: FormState;
  days: number;
  /** Whether the holidays of these years are known. */
  exact: boolean;
}

export function NewAskPage({ t, number, title, fields, state, days, exact }: NewAskProps): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE_ASKS, label: t('answers.office.title') },
          { label: t('proposals.number', { number }) },
        ]}
      />
      <PageHeading eyebrow={t('proposals.number', { number })} title={t('answers.office.ask')} lead={title} />
      <p>{t('answers.office.days', { days })}</p>
      {exact ? null : <p class="soft">{t('answers.office.inexact')}</p>}
      <SchemaForm
        t={t}
        fields={fields}
        state={state}
        action={newAskPath(number)}
        submit={t('answers.office.ask_submit')}
      />
    </>
  );
}

export const NOTED = [
  'asked',
  'answered',
  'delivered',
  'sent',
  'closed',
  'not_now',
  'asked_before',
  'not_public',
] as const;

export type Drawn = { what: 'transcribe' | 'delivery' | 'close'; state: FormState };

export interface AskProps extends Reader {
  ask: AskRow;
  stood: Stood;
  answers: readonly AnswerRow[];
  deliveries: readonly DeliveryRow[];
  hasAddress: boolean;
  drawn: Drawn | undefined;
  noted: (typeof NOTED)[number] | undefined;
}

const GOOD = new Set<string>(['asked', 'answered', 'delivered', 'sent', 'closed']);

export function AskPage(props: AskProps): VNode {
  const { t, lang, ask, stood, noted } = props;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OFFICE_ASKS, label: t('answers.office.title') }, { label: ask.institution }]}
      />
      <PageHeading
        eyebrow={t('proposals.number', { number: ask.number })}
        title={ask.institution}
        lead={ask.title ?? undefined}
      >
        <p>
          <StatusTag tone={stood.tone}>{stood.text}</StatusTag>
        </p>
      </PageHeading>
      {noted ? (
        <Notice t={t} kind={GOOD.has(noted) ? 'success' : 'warning'} title={t(`answers.noted.${noted}`)} />
      ) : null}
      <SummaryList
        rows={[
          { label: t('answers.form.words'), value: <Prose text={ask.words} /> },
          { label: t('answers.form.asked_on'), value: plainDate(ask.asked_on, lang) },
          { label: t('answers.office.due'), value: plainDate(ask.due_on, lang) },
          {
            label: t('answers.office.public'),
            value: <SafeLink href={answersPath(ask.number)}>{t('answers.title')}</SafeLink>,
          },
        ]}
      />
      <Delivered {...props} />
      <Answered {...props} />
      {ask.closed_at ? null : <Ways {...props} />}
    </>
  );
}

function Delivered({ t, lang, deliveries }: AskProps): VNode {
  return (
    <Section title={t('answers.office.deliveries')}>
      {deliveries.length === 0 ? (
        <p class="soft">{t('answers.office.no_delivery')}</p>
      ) : (
        <ul>
          {deliveries.map(({ kind, note, on_date: day }) => (
            <li>
              {plainDate(day, lang)}: {t(`answers.delivery.${kind}`)}
              {note ? ` · ${note}` : ''}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Answered({ t, lang, answers }: AskProps): VNode | null {
  if (answers.length === 0) return null;
  return (
    <Section title={t('answers.title')}>
      {answers.map((one) => (
        <article class="card">
          <p class="eyebrow">
            {plainDate(one.on_date, lang)} · {t(`answers.kind.${one.kind}`)}
          </p>
          <Prose text={one.words} />
          <p>
            {one.person}, {one.position}
          </p>
        </article>
      ))}
    </Section>
  );
}

function Ways({ t, ask, hasAddress, drawn }: AskProps): VNode {
  const here = officeAskPath(ask.id);
  const form = (what: Drawn['what'], schema: Parameters<typeof fieldsOf>[0]) => (
    <Disclosure summary={t(`answers.office.${what}`)} open={drawn?.what === what}>
      <p>{t(`answers.office.${what}_text`)}</p>
      <SchemaForm
        t={t}
        fields={fieldsOf(schema)}
        state={drawn?.what === what ? drawn.state : BLANK}
        action={here}
        hidden={{ what }}
        prefix={what}
        submit={t(`answers.office.${what}`)}
        danger={what === 'close'}
        label={t(`answers.office.${what}`)}
      />
    </Disclosure>
  );
  return (
    <Section title={t('answers.office.ways')}>
      {form('transcribe', TranscribeForm)}
      {form('delivery', DeliveryForm)}
      {form('close', CloseForm)}
      {hasAddress ? (
        <ActionForm
          action={here}
          fields={{ what: 'send' }}
          label={t('answers.office.send')}
          kind="secondary"
          confirm={t('answers.office.send_text')}
        />
      ) : null}
    </Section>
  );
}
