/** Who speaks: people without accounts, as the programme names them. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { FilterForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { OfficeSpeakerRow } from '../../queries/office-programme.ts';
import { type EditionDesk, EditionFrame, editionHref } from './frame.tsx';

export interface SpeakersPageProps {
  desk: EditionDesk;
  speakers: readonly OfficeSpeakerRow[];
  search: string;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function SpeakersPage({ desk, speakers, search, firstHref, nextHref }: SpeakersPageProps): VNode {
  const { t, edition, may } = desk;
  const href = editionHref(edition, 'ponentes');
  const empty = search ? 'found_none' : 'empty';
  return (
    <EditionFrame
      desk={desk}
      part="speakers"
      title={t('events.office.tab.speakers')}
      actions={
        may.edit ? (
          <ButtonRow>
            <Button href={`${href}/nueva`}>{t('events.office.speaker.add')}</Button>
          </ButtonRow>
        ) : null
      }
    >
      <Section title={t('events.office.speaker.list')}>
        <FilterForm
          t={t}
          action={href}
          label={t('events.office.speaker.search')}
          clearHref={search ? href : undefined}
        >
          <TextField
            t={t}
            id="f-q"
            name="q"
            type="search"
            label={t('events.office.speaker.name')}
            value={search}
            mark={false}
          />
        </FilterForm>
        <DataTable
          caption={t('events.office.speaker.list')}
          captionHidden
          rows={speakers}
          columns={[
            {
              header: t('events.office.speaker.name'),
              rowHeader: true,
              cell: (s) => (may.edit ? <SafeLink href={`${href}/${s.id}`}>{s.name}</SafeLink> : s.name),
            },
            { header: t('events.office.speaker.organization'), cell: (s) => s.organization || '—' },
            { header: t('events.office.overview.sessions'), numeric: true, cell: (s) => s.sessions },
          ]}
          empty={
            <EmptyState title={t(`events.office.speaker.${empty}`)} level={3}>
              {t(`events.office.speaker.${empty}_lead`)}
            </EmptyState>
          }
        />
        <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
      </Section>
    </EditionFrame>
  );
}
