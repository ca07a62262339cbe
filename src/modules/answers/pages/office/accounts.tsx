/** Whose account speaks for which institution. */
import type { VNode } from 'preact';
import type { FormField } from '../../../../platform/forms/field.ts';
import { Button } from '../../../../ui/controls/button.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { OFFICE_ACCOUNTS, OFFICE_ASKS } from '../../addresses.ts';
import type { Reader } from '../words.ts';
import { InstitutionSearch } from './institution-search.tsx';

export interface AccountRow {
  id: string;
  name: string;
  email: string;
  /** undefined: it speaks for none. */
  institution: string | undefined;
}

export interface AccountsProps extends Pick<Reader, 't'> {
  rows: readonly AccountRow[];
  fields: readonly FormField[];
  state: FormState;
  q: string;
  more: boolean;
  noted: 'bound' | 'released' | undefined;
}

export function AccountsPage(props: AccountsProps): VNode {
  const { t, rows, fields, state, noted, q, more } = props;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE_ASKS, label: t('answers.office.title') },
          { label: t('answers.accounts.title') },
        ]}
      />
      <PageHeading title={t('answers.accounts.title')} lead={t('answers.accounts.lead')} />
      {noted ? <Notice t={t} kind="success" title={t(`answers.accounts.${noted}`)} /> : null}
      <Table {...props} />
      {rows.length === 0 ? null : (
        <Section title={t('answers.accounts.bind')}>
          <InstitutionSearch t={t} action={OFFICE_ACCOUNTS} q={q} more={more} />
          <SchemaForm
            t={t}
            fields={fields}
            state={state}
            action={OFFICE_ACCOUNTS}
            hidden={{ what: 'bind', ...(q !== '' && { q }) }}
            submit={t('answers.accounts.bind')}
            label={t('answers.accounts.bind')}
          />
        </Section>
      )}
    </>
  );
}

function Table({ t, rows }: AccountsProps): VNode {
  const release = ({ id, name, institution }: AccountRow) =>
    institution === undefined ? null : (
      <ActionForm
        action={OFFICE_ACCOUNTS}
        fields={{ what: 'release', user: id }}
        label={t('answers.accounts.release')}
        about={name}
        size="small"
      />
    );
  return (
    <DataTable
      caption={t('answers.accounts.title')}
      captionHidden
      rows={rows}
      columns={[
        { header: t('answers.form.user'), rowHeader: true, cell: ({ name, email }) => `${name}, ${email}` },
        {
          header: t('answers.form.institution'),
          cell: ({ institution }) => institution ?? t('answers.accounts.none_yet'),
        },
        { header: t('answers.accounts.release'), headerHidden: true, cell: release },
      ]}
      empty={
        <EmptyState
          title={t('answers.accounts.empty')}
          action={<Button href="/admin/personal/invitar">{t('answers.accounts.invite')}</Button>}
        >
          {t('answers.accounts.empty_text')}
        </EmptyState>
      }
    />
  );
}
