/** Events and candidacies of a process at the desk. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import {
  officeCandidacyPath,
  officeEventPath,
  officeObjectionPath,
  officeSelectionPath,
  officeStatePath,
} from '../../addresses.ts';
import type { OfficeObjection } from '../../queries/office-objections.ts';
import type { OfficeCandidacy, OfficeEvent, OfficeState } from '../../queries/office-rows.ts';
import { dateWords, stateWords } from '../words.ts';
import { Cited } from './cited.tsx';
import { FindCandidacy } from './find-candidacy.tsx';
import { type OfProcess, SelectionFrame } from './frame.tsx';
import { type LinkedPerson, LinkedTo } from './link.tsx';
import { ObjectionsTable } from './objections.tsx';

export function OfficeEventsPage({
  desk,
  row,
  events,
}: OfProcess & { events: readonly OfficeEvent[] }): VNode {
  const { t, lang } = desk;
  return (
    <SelectionFrame desk={desk} row={row} title={t('selections.office.events')}>
      <ButtonRow>
        <Button href={officeEventPath(row.id, 'nuevo')}>{t('selections.office.add_event')}</Button>
      </ButtonRow>
      <DataTable
        caption={t('selections.office.events')}
        captionHidden
        rows={events}
        columns={[
          {
            header: t('selections.form.title'),
            rowHeader: true,
            cell: (one: OfficeEvent) => (
              <SafeLink href={officeEventPath(row.id, one.id)}>{one.title}</SafeLink>
            ),
          },
          {
            header: t('selections.office.date'),
            cell: (one) => dateWords(one.on_date, lang) || t('selections.event.no_date'),
          },
          { header: t('selections.office.state'), cell: (one) => t(`selections.basis.${one.basis}`) },
          { header: t('selections.office.cited'), cell: (one) => <Cited t={t} cited={one.cited} /> },
        ]}
        empty={<p>{t('selections.office.no_events')}</p>}
      />
    </SelectionFrame>
  );
}

export function OfficeCandidaciesPage({
  desk,
  row,
  asked,
  candidacies,
}: OfProcess & { asked: string; candidacies: readonly OfficeCandidacy[] }): VNode {
  const { t } = desk;
  return (
    <SelectionFrame desk={desk} row={row} title={t('selections.office.candidacies')}>
      <FindCandidacy t={t} here={officeSelectionPath(row.id, 'aspirantes')} asked={asked} />
      <DataTable
        caption={t('selections.office.candidacies')}
        captionHidden
        rows={candidacies}
        columns={[
          {
            header: t('selections.office.name'),
            rowHeader: true,
            cell: (one: OfficeCandidacy) => (
              <SafeLink href={officeCandidacyPath(row.id, one.id)}>{one.name}</SafeLink>
            ),
          },
          { header: t('selections.candidacy.file_number'), cell: (one) => one.file_number },
          { header: t('selections.form.state'), cell: (one) => stateWords(one.state, t) },
          { header: t('selections.office.cited'), cell: (one) => <Cited t={t} cited={one.cited} /> },
        ]}
        empty={<p>{t('selections.office.no_candidacies')}</p>}
      />
    </SelectionFrame>
  );
}

export function OfficeCandidacyPage({
  desk,
  row,
  candidacy,
  states,
  objections,
  person,
}: OfProcess & {
  candidacy: { id: string; name: string };
  states: readonly OfficeState[];
  objections: readonly OfficeObjection[];
  /** To whom it is linked in Justiciapedia. */
  person: LinkedPerson | undefined;
}): VNode {
  const { t, lang } = desk;
  return (
    <SelectionFrame
      desk={desk}
      row={row}
      title={candidacy.name}
      between={[
        { href: officeSelectionPath(row.id, 'aspirantes'), label: t('selections.office.candidacies') },
      ]}
    >
      {person ? (
        <LinkedTo desk={desk} person={person} href={`${officeCandidacyPath(row.id, candidacy.id)}/enlace`} />
      ) : null}
      <ButtonRow>
        <Button href={officeStatePath(row.id, candidacy.id, 'nuevo')}>
          {t('selections.office.new_state')}
        </Button>
      </ButtonRow>
      <DataTable
        caption={t('selections.office.states')}
        captionHidden
        rows={states}
        columns={[
          {
            header: t('selections.form.state'),
            rowHeader: true,
            cell: (one: OfficeState) => (
              <SafeLink href={officeStatePath(row.id, candidacy.id, one.id)}>
                {stateWords(one.state, t)}
              </SafeLink>
            ),
          },
          {
            header: t('selections.office.date'),
            cell: (one) => dateWords(one.on_date, lang) || t('selections.event.no_date'),
          },
          {
            header: t('selections.form.ground'),
            cell: (one) => one.ground || t('selections.score.not_recorded'),
          },
          { header: t('selections.office.cited'), cell: (one) => <Cited t={t} cited={one.cited} /> },
        ]}
        empty={<p>{t('selections.candidacy_state.none')}</p>}
      />
      <Section title={t('selections.objections.title')}>
        <ButtonRow>
          <Button kind="secondary" href={officeObjectionPath(row.id, candidacy.id, 'nueva')}>
            {t('selections.office.new_objection')}
          </Button>
        </ButtonRow>
        <ObjectionsTable desk={desk} row={row} objections={objections} />
      </Section>
    </SelectionFrame>
  );
}
