/** Who a proposal is from, apart from what it says. */
import type { VNode } from 'preact';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { OFFICE_PROPOSALS, officeProposalPath } from '../../addresses.ts';
import type { Authors } from '../../sealed.ts';
import type { Visibility } from '../../tables.ts';

export interface AuthorsProps {
  t: Translate;
  number: number;
  visibility: Visibility;
  authors: Authors | undefined;
}

export function AuthorsPage({ t, number, visibility, authors }: AuthorsProps): VNode {
  const title = t('proposals.office.authors');
  const rows = [
    { label: t('proposals.form.authors'), value: authors?.names.join(', ') ?? '' },
    { label: t('proposals.form.organization'), value: authors?.organization ?? '' },
    { label: t('proposals.form.email'), value: authors?.email ?? '' },
  ].filter(({ value }) => value !== '');
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE_PROPOSALS, label: t('proposals.office.title') },
          { href: officeProposalPath(number), label: t('proposals.number', { number }) },
          { label: title },
        ]}
      />
      <PageHeading
        eyebrow={t('proposals.number', { number })}
        title={title}
        lead={t('proposals.office.authors_lead')}
      />
      {rows.length > 0 ? (
        <SummaryList
          rows={[
            ...rows,
            { label: t('proposals.form.visibility'), value: t(`proposals.visibility.${visibility}`) },
          ]}
        />
      ) : (
        <EmptyState title={t('proposals.office.no_authors')}>
          {t('proposals.office.no_authors_text')}
        </EmptyState>
      )}
    </>
  );
}
