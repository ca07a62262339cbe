/** Objections at the desk: all of a process, or those to one candidacy. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { officeObjectionPath, officeSelectionPath } from '../../addresses.ts';
import type { OfficeSelection } from '../../queries/office.ts';
import type { OfficeObjection } from '../../queries/office-objections.ts';
import { dateWords } from '../words.ts';
import { Cited } from './cited.tsx';
import { type Desk, SelectionFrame } from './frame.tsx';

interface ObjectionsProps {
  desk: Desk;
  row: OfficeSelection;
  objections: readonly OfficeObjection[];
}

export function OfficeObjectionsPage(props: ObjectionsProps): VNode {
  const { desk, row } = props;
  const { t } = desk;
  return (
    <SelectionFrame desk={desk} row={row} title={t('selections.objections.title')}>
      <p>
        {t('selections.office.objections_text')}{' '}
        <SafeLink href={officeSelectionPath(row.id, 'aspirantes')}>
          {t('selections.office.candidacies')}
        </SafeLink>
      </p>
      <ObjectionsTable {...props} named />
    </SelectionFrame>
  );
}

export function ObjectionsTable({
  desk,
  row,
  objections,
  named = false,
}: ObjectionsProps & {
  /** With whom they are about. */
  named?: boolean;
}): VNode {
  const { t, lang } = desk;
  const words = (one: OfficeObjection): string =>
    named ? one.name : one.ground || t('selections.objection.no_ground');
  return (
    <DataTable
      caption={t('selections.objections.title')}
      captionHidden
      rows={objections}
      columns={[
        {
          header: t(named ? 'selections.office.name' : 'selections.objection.as_filed'),
          rowHeader: true,
          cell: (one: OfficeObjection) => (
            <SafeLink href={officeObjectionPath(row.id, one.candidacy_id, one.id)}>{words(one)}</SafeLink>
          ),
        },
        {
          header: t('selections.office.date'),
          cell: (one) => dateWords(one.filed_on, lang) || t('selections.event.no_date'),
        },
        {
          header: t('selections.objection.outcome'),
          cell: (one) => t(`selections.objection_outcome.${one.outcome}`),
        },
        { header: t('selections.office.cited'), cell: (one) => <Cited t={t} cited={one.cited} /> },
      ]}
      empty={<p>{t('selections.office.no_objections')}</p>}
    />
  );
}
