/** All projects, the last changed first. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { NEW_PROJECT, officeProjectPath } from '../../addresses.ts';
import { countWords, lateWords, type Reader, STATUS_TONE } from '../words.ts';
import type { Listed } from '../list.tsx';

export interface OfficeListProps extends Pick<Reader, 't' | 'organisation'> {
  items: readonly Listed[];
  firstHref: string | undefined;
  nextHref: string | undefined;
}

export function OfficeListPage({ t, organisation, items, firstHref, nextHref }: OfficeListProps): VNode {
  return (
    <>
      <PageHeading title={t('projects.office.title')} lead={t('projects.office.lead')}>
        <ButtonRow>
          <Button href={NEW_PROJECT}>{t('projects.office.new')}</Button>
        </ButtonRow>
      </PageHeading>
      <DataTable
        caption={t('projects.office.title')}
        captionHidden
        rows={items}
        columns={[
          {
            header: t('projects.one'),
            rowHeader: true,
            cell: ({ project }) => <SafeLink href={officeProjectPath(project.id)}>{project.title}</SafeLink>,
          },
          { header: t('projects.responsible'), cell: ({ project }) => project.institution ?? organisation },
          {
            header: t('projects.progress'),
            cell: ({ stood }) => [countWords(t, stood), lateWords(t, stood)].filter(Boolean).join('. '),
          },
          {
            header: t('projects.office.status'),
            cell: ({ project: { status } }) => (
              <StatusTag tone={STATUS_TONE[status]}>{t(`projects.status.${status}`)}</StatusTag>
            ),
          },
        ]}
        empty={<EmptyState title={t('projects.office.empty')}>{t('projects.office.empty_text')}</EmptyState>}
      />
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
    </>
  );
}
