/** One request at the desk: what is asked, by whom, and the answer. */
import type { VNode } from 'preact';
import { fieldsOf, withOptions } from '../../../../platform/forms/field.ts';
import { plainDate } from '../../../../platform/i18n/dates.ts';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { OFFICE, officePath } from '../../addresses.ts';
import type { CorrectionRow } from '../../queries/corrections.ts';
import { isOpen, outcomesOf } from '../../rules/outcomes.ts';
import { AnswerForm, SettingsForm } from '../../schemas/forms.ts';
import type { Asked } from '../../sealed.ts';
import { type Reader, STATE_TONE } from '../words.ts';

export const NOTED = ['answered', 'taken_up', 'not_now', 'changed', 'gone', 'taken_back'] as const;

export interface RequestProps extends Reader {
  row: CorrectionRow;
  asked: Asked | undefined;
  /** The record as staff see it; undefined: there is none any more. */
  record: { title: string; href: string } | undefined;
  late: number;
  state: FormState;
  noted: (typeof NOTED)[number] | undefined;
}

export function RequestPage(props: RequestProps): VNode {
  const { t, row, record, noted } = props;
  const here = officePath(row.id);
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE, label: t('corrections.office.title') },
          { label: t('corrections.own.number', { number: row.number }) },
        ]}
      />
      <PageHeading
        eyebrow={t(`corrections.log.kind.${row.kind}`)}
        title={record?.title ?? t('corrections.not_public')}
      >
        <p>
          <StatusTag tone={STATE_TONE[row.state]}>{t(`corrections.state.${row.state}`)}</StatusTag>
        </p>
      </PageHeading>
      {noted ? (
        <Notice
          t={t}
          kind={
            noted === 'answered' || noted === 'taken_up' || noted === 'taken_back' ? 'success' : 'warning'
          }
          title={t(`corrections.noted.${noted}`)}
        />
      ) : null}
      <SummaryList rows={rowsOf(props)} />
      {row.answer ? (
        <Section title={t('corrections.own.answer')}>
          <Prose text={row.answer} />
        </Section>
      ) : null}
      {row.state === 'received' ? (
        <ActionForm action={`${here}/tomar`} label={t('corrections.office.take_up')} kind="secondary" />
      ) : null}
      {isOpen(row.state) ? <Answer {...props} /> : null}
      {row.state === 'published' ? (
        <Section title={t('corrections.office.take_back')}>
          <p>{t('corrections.office.take_back_text')}</p>
          <ActionForm
            action={`${here}/retirar`}
            label={t('corrections.office.take_back')}
            kind="danger"
            confirm={t('corrections.office.take_back_text')}
          />
        </Section>
      ) : null}
    </>
  );
}

function rowsOf({ t, lang, row, asked, record, late }: RequestProps) {
  const said = asked
    ? [
        { label: t('corrections.form.text'), value: <Prose text={asked.text} /> },
        { label: t('corrections.form.source'), value: asked.source },
        { label: t('corrections.form.name'), value: asked.name },
        { label: t('corrections.form.email'), value: asked.email },
        { label: t('corrections.form.relation'), value: asked.relation },
      ].filter(({ value }) => value !== '')
    : [{ label: t('corrections.form.text'), value: t('corrections.kept_no_longer') }];
  return [
    ...(record
      ? [
          {
            label: t('corrections.office.record'),
            value: <SafeLink href={record.href}>{record.title}</SafeLink>,
          },
        ]
      : []),
    {
      label: t('corrections.office.due'),
      value:
        late > 0
          ? `${plainDate(row.due_on, lang)} · ${t('corrections.late', { days: late })}`
          : plainDate(row.due_on, lang),
    },
    ...said,
    ...(row.identity_check
      ? [{ label: t('corrections.form.identity_check'), value: row.identity_check }]
      : []),
  ];
}

function Answer({ t, row, state }: RequestProps): VNode {
  const outcomes = outcomesOf(row.kind).map((value) => ({
    value,
    label: `corrections.outcome.${value}` as const,
  }));
  const fields = withOptions(fieldsOf(AnswerForm), { outcome: outcomes }).filter(
    ({ name }) => name !== 'identity_check' || row.kind === 'reply',
  );
  return (
    <Section title={t('corrections.office.answer')}>
      <p>{t(row.kind === 'reply' ? 'corrections.office.answer_reply' : 'corrections.office.answer_text')}</p>
      <SchemaForm
        t={t}
        fields={fields}
        state={{ ...state, version: row.version }}
        action={`${officePath(row.id)}/responder`}
        submit={t('corrections.office.answer_submit')}
      />
    </Section>
  );
}

export function SettingsPage({ t, state }: Pick<Reader, 't'> & { state: FormState }): VNode {
  const title = t('corrections.office.settings');
  return (
    <>
      <Breadcrumbs t={t} items={[{ href: OFFICE, label: t('corrections.office.title') }, { label: title }]} />
      <PageHeading title={title} />
      <SchemaForm
        t={t}
        fields={fieldsOf(SettingsForm)}
        state={state}
        action={`${OFFICE}/ajustes`}
        submit={t('corrections.office.settings_save')}
        cancelHref={OFFICE}
      />
    </>
  );
}
