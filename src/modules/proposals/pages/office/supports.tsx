/** Supports that were given in meetings and on paper, as somebody of the organisation saw them. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { plainDate } from '../../../../platform/i18n/dates.ts';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { OFFICE_PROPOSALS, officeProposalPath, officeSupportsPath } from '../../addresses.ts';
import type { AttestationRow } from '../../queries/supports.ts';
import { AttestForm } from '../../schemas/support.ts';
import type { Reader } from '../words.ts';

export const NOTED_SUPPORTS = ['attested', 'taken_back', 'not_now'] as const;

export interface OfficeSupportsProps extends Reader {
  number: number;
  title: string;
  rows: readonly AttestationRow[];
  state: FormState;
  noted: (typeof NOTED_SUPPORTS)[number] | undefined;
}

export function OfficeSupportsPage(props: OfficeSupportsProps): VNode {
  const { t, number, title, noted } = props;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE_PROPOSALS, label: t('proposals.office.title') },
          { href: officeProposalPath(number), label: t('proposals.number', { number }) },
          { label: t('proposals.attest.title') },
        ]}
      />
      <PageHeading
        eyebrow={t('proposals.number', { number })}
        title={t('proposals.attest.title')}
        lead={title}
      />
      {noted ? (
        <Notice
          t={t}
          kind={noted === 'not_now' ? 'warning' : 'success'}
          title={t(`proposals.office.noted.${noted}`)}
        />
      ) : null}
      <SchemaForm
        t={t}
        fields={fieldsOf(AttestForm)}
        state={props.state}
        action={officeSupportsPath(number)}
        submit={t('proposals.attest.submit')}
      />
      <Section title={t('proposals.support.attested')}>
        <Noted {...props} />
      </Section>
    </>
  );
}

function Noted({ t, lang, number, rows }: OfficeSupportsProps): VNode {
  return (
    <DataTable
      caption={t('proposals.support.attested')}
      captionHidden
      rows={rows}
      columns={[
        {
          header: t('proposals.attest.place'),
          rowHeader: true,
          cell: ({ kind, seen, place, sheet }) => (
            <>
              {t(`proposals.support.attested.${kind}`, { seen, place })}
              {sheet ? ` · ${t('proposals.attest.sheet', { sheet })}` : ''}
            </>
          ),
        },
        { header: t('proposals.attest.on_date'), cell: ({ on_date: day }) => plainDate(day, lang) },
        { header: t('proposals.attest.discarded'), numeric: true, cell: ({ discarded }) => discarded },
        {
          header: t('proposals.attest.take_back'),
          cell: ({ id, taken_back_at: gone, place }) =>
            gone ? (
              t('proposals.support.attested.taken_back')
            ) : (
              <ActionForm
                action={`${officeSupportsPath(number)}/${id}`}
                label={t('proposals.attest.take_back')}
                about={place}
                kind="secondary"
                size="small"
              />
            ),
        },
      ]}
      empty={<EmptyState title={t('proposals.office.empty')}>{t('proposals.support.how')}</EmptyState>}
    />
  );
}
