/** One question to an institution at the desk. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { plainDate } from '../../../../platform/i18n/dates.ts';
import { PICTURE_ACCEPT, PICTURE_KINDS } from '../../../../platform/files/kinds.ts';
import { Checkbox } from '../../../../ui/controls/choice-fields.tsx';
import { FileField } from '../../../../ui/controls/file-field.tsx';
import { fieldId } from '../../../../ui/controls/form-fields.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import {
  BLANK,
  type FormState,
  SchemaForm,
  type SchemaFormProps,
} from '../../../../ui/controls/schema-form.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import {
  answersPath,
  OFFICE_ASKS,
  officeAskPath,
  officePaperPath,
  referredAskPath,
} from '../../addresses.ts';
import type { AnswerRow, AskRow, DeliveryRow } from '../../queries/asks.ts';
import {
  CloseForm,
  DeliveryForm,
  PAPER_BYTES,
  ReceiptForm,
  SendForm,
  TranscribeForm,
} from '../../schemas/forms.ts';
import { AnswerCard, Deliveries } from '../answer-card.tsx';
import type { Reader, Stood } from '../words.ts';

export const NOTED = [
  'asked',
  'answered',
  'delivered',
  'sent',
  'closed',
  'not_now',
  'asked_before',
  'not_public',
  'no_address',
  'receipt',
  'paper',
] as const;

export interface Drawn {
  what: 'transcribe' | 'delivery' | 'send' | 'close' | 'receipt';
  state: FormState;
  /** Of the answer, where the form is about one. */
  about?: string;
}

export interface AskProps extends Reader {
  ask: AskRow;
  stood: Stood;
  answers: readonly AnswerRow[];
  deliveries: readonly DeliveryRow[];
  hasAddress: boolean;
  drawn: Drawn | undefined;
  noted: (typeof NOTED)[number] | undefined;
}

const GOOD = new Set<string>(['asked', 'answered', 'delivered', 'sent', 'closed', 'receipt', 'paper']);

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
          {
            label: t('answers.office.due'),
            value: ask.delivered_on === null ? t('answers.office.not_running') : plainDate(ask.due_on, lang),
          },
          ...(ask.referred_by ? [{ label: t('answers.office.referred'), value: ask.referred_by }] : []),
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

function Delivered(props: AskProps): VNode {
  const { t, lang, ask, deliveries } = props;
  const paper = ({ id, open }: DeliveryRow) =>
    open === null ? null : (
      <ActionForm
        action={officeAskPath(ask.id)}
        fields={{ what: 'paper', delivery: id, open: open ? 'no' : 'yes' }}
        label={t(open ? 'answers.paper.hide' : 'answers.paper.show')}
        size="small"
      />
    );
  return (
    <Section title={t('answers.deliveries')}>
      {ask.refused_at ? (
        <Notice t={t} kind="warning" title={t('answers.office.refused')}>
          {t('answers.office.refused_text')}
        </Notice>
      ) : null}
      {deliveries.length === 0 ? (
        <p class="soft">{t('answers.office.no_delivery')}</p>
      ) : (
        <Deliveries
          t={t}
          lang={lang}
          rows={deliveries}
          hrefOf={({ id, open }) => (open === null ? undefined : officePaperPath(id))}
        >
          {paper}
        </Deliveries>
      )}
    </Section>
  );
}

function Answered(props: AskProps): VNode | null {
  const { t, lang, ask, answers } = props;
  if (answers.length === 0) return null;
  return (
    <Section title={t('answers.title')}>
      {answers.map((one) => (
        <AnswerCard t={t} lang={lang} one={one} institution={ask.institution}>
          {one.kind === 'referred' && ask.title !== null ? (
            <p>
              <SafeLink href={referredAskPath(ask.number, one)}>{t('answers.office.ask_referred')}</SafeLink>
            </p>
          ) : null}
          <Receipt {...props} one={one} />
        </AnswerCard>
      ))}
    </Section>
  );
}

/** That it answers nothing, or that it does after all. */
function Receipt({ t, ask, one, drawn }: AskProps & { one: AnswerRow }): VNode {
  const here = officeAskPath(ask.id);
  const fields = { what: 'receipt', answer: one.id };
  if (one.receipt_reason !== '')
    return <ActionForm action={here} fields={fields} label={t('answers.office.counted')} size="small" />;
  const wrong = drawn?.what === 'receipt' && drawn.about === one.id ? drawn.state : undefined;
  return (
    <Disclosure summary={t('answers.office.receipt')} open={wrong !== undefined}>
      <SchemaForm
        t={t}
        fields={fieldsOf(ReceiptForm)}
        state={wrong ?? BLANK}
        action={here}
        hidden={fields}
        prefix={`receipt-${one.id}`}
        submit={t('answers.office.receipt')}
        label={t('answers.office.receipt')}
      />
    </Disclosure>
  );
}

function Ways({ t, ask, hasAddress, drawn }: AskProps): VNode {
  const here = officeAskPath(ask.id);
  const stateOf = (what: Drawn['what']) => (drawn?.what === what ? drawn.state : BLANK);
  const form = (
    what: Exclude<Drawn['what'], 'receipt'>,
    schema: Parameters<typeof fieldsOf>[0],
    more: Partial<SchemaFormProps> = {},
  ) => (
    <Disclosure summary={t(`answers.office.${what}`)} open={drawn?.what === what}>
      <p>{t(`answers.office.${what}_text`)}</p>
      <SchemaForm
        t={t}
        fields={fieldsOf(schema)}
        state={stateOf(what)}
        action={here}
        hidden={{ what }}
        prefix={what}
        submit={t(`answers.office.${what}`)}
        danger={what === 'close'}
        label={t(`answers.office.${what}`)}
        {...more}
      />
    </Disclosure>
  );
  return (
    <Section title={t('answers.office.ways')}>
      {form('transcribe', TranscribeForm)}
      {form('delivery', DeliveryForm, {
        files: true,
        children: <PaperField t={t} state={stateOf('delivery')} />,
      })}
      {hasAddress ? null : <p class="soft">{t('answers.office.without_address')}</p>}
      {form('send', SendForm, { hidden: { what: 'send', link: String(ask.link_version) } })}
      {form('close', CloseForm)}
    </Section>
  );
}

function PaperField({ t, state }: { t: Reader['t']; state: FormState }): VNode {
  return (
    <>
      <FileField
        t={t}
        id={fieldId('paper', 'delivery')}
        name="paper"
        label={t('answers.form.paper')}
        hint={t('answers.form.paper.hint')}
        accept={`${PICTURE_ACCEPT},.pdf`}
        kinds={`PDF, ${PICTURE_KINDS}`}
        maxBytes={PAPER_BYTES}
        faults={state.faults.filter(({ field }) => field === 'paper').map(({ message }) => message)}
      />
      <Checkbox
        t={t}
        id={fieldId('paper_open', 'delivery')}
        name="paper_open"
        label={t('answers.form.paper_open')}
        hint={t('answers.form.paper_open.hint')}
        checked={state.values.get('paper_open')?.[0] === 'yes'}
        mark={false}
      />
    </>
  );
}
