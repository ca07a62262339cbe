/** Tables of grades and sheets of scores at the desk. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { officeRubricPath, officeSelectionPath, officeSheetPath } from '../../addresses.ts';
import type { OfficeCandidacy } from '../../queries/office-rows.ts';
import type { OfficeRubric, OfficeSheet, OfficeSheetFound } from '../../queries/office-rubrics.ts';
import { dateWords, numberWords } from '../words.ts';
import { Cited } from './cited.tsx';
import { FindCandidacy } from './find-candidacy.tsx';
import { type OfProcess, SelectionFrame } from './frame.tsx';

export function OfficeRubricsPage({
  desk,
  row,
  rubrics,
}: OfProcess & { rubrics: readonly OfficeRubric[] }): VNode {
  const { t, lang } = desk;
  return (
    <SelectionFrame
      desk={desk}
      row={row}
      title={t('selections.office.rubrics')}
      lead={t('selections.office.rubrics_lead')}
    >
      <ButtonRow>
        <Button href={officeRubricPath(row.id, 'nueva')}>{t('selections.office.new_rubric')}</Button>
      </ButtonRow>
      <DataTable
        caption={t('selections.office.rubrics')}
        captionHidden
        rows={rubrics}
        columns={[
          {
            header: t('selections.form.rubric_title'),
            rowHeader: true,
            cell: (one: OfficeRubric) => (
              <SafeLink href={officeRubricPath(row.id, one.id)}>{one.title}</SafeLink>
            ),
          },
          {
            header: t('selections.office.state'),
            cell: (one) => (
              <StatusTag tone={one.adopted ? 'success' : 'neutral'}>
                {t(one.adopted ? 'selections.office.adopted' : 'selections.office.not_adopted')}
              </StatusTag>
            ),
          },
          {
            header: t('selections.office.date'),
            cell: (one) => dateWords(one.decided_on, lang) || t('selections.event.no_date'),
          },
          { header: t('selections.office.cited'), cell: (one) => <Cited t={t} cited={one.cited} /> },
        ]}
        empty={<p>{t('selections.office.no_rubrics')}</p>}
      />
    </SelectionFrame>
  );
}

export function OfficeSheetsPage({
  desk,
  row,
  sheets,
}: OfProcess & { sheets: readonly OfficeSheet[] }): VNode {
  const { t, lang } = desk;
  return (
    <SelectionFrame
      desk={desk}
      row={row}
      title={t('selections.office.sheets')}
      lead={t('selections.office.sheets_lead')}
    >
      <ButtonRow>
        <Button href={officeSelectionPath(row.id, 'punteos/nueva')}>
          {t('selections.office.new_sheet')}
        </Button>
      </ButtonRow>
      <DataTable
        caption={t('selections.office.sheets')}
        captionHidden
        rows={sheets}
        columns={[
          {
            header: t('selections.form.sheet_title'),
            rowHeader: true,
            cell: (one: OfficeSheet) => (
              <SafeLink href={officeSheetPath(row.id, one.id)}>{one.title}</SafeLink>
            ),
          },
          {
            header: t('selections.past.rubric'),
            cell: (one) => one.rubric ?? t('selections.score.not_recorded'),
          },
          {
            header: t('selections.past.grader'),
            cell: (one) => one.grader || t('selections.score.not_recorded'),
          },
          {
            header: t('selections.office.date'),
            cell: (one) => dateWords(one.on_date, lang) || t('selections.event.no_date'),
          },
          { header: t('selections.office.cited'), cell: (one) => <Cited t={t} cited={one.cited} /> },
        ]}
        empty={<p>{t('selections.office.no_sheets')}</p>}
      />
    </SelectionFrame>
  );
}

export function OfficeSheetPage({
  desk,
  row,
  sheet,
  asked,
  candidacies,
  recorded,
}: OfProcess & {
  sheet: OfficeSheetFound;
  asked: string;
  candidacies: readonly OfficeCandidacy[];
  recorded: ReadonlyMap<string, { points: number; printed: string | null }>;
}): VNode {
  const { t, lang } = desk;
  return (
    <SelectionFrame
      desk={desk}
      row={row}
      title={sheet.title}
      between={[{ href: officeSelectionPath(row.id, 'punteos'), label: t('selections.office.sheets') }]}
    >
      <p>
        <SafeLink href={officeSheetPath(row.id, sheet.id, 'datos')}>
          {t('selections.office.one_sheet')}
        </SafeLink>
      </p>
      {sheet.aspects.length === 0 ? <p>{t('selections.office.sheet_no_rubric')}</p> : null}
      <FindCandidacy t={t} here={officeSheetPath(row.id, sheet.id)} asked={asked} />
      <DataTable
        caption={t('selections.office.candidacies')}
        captionHidden
        rows={candidacies}
        columns={[
          {
            header: t('selections.office.name'),
            rowHeader: true,
            cell: (one: OfficeCandidacy) => (
              <SafeLink href={officeSheetPath(row.id, sheet.id, `aspirantes/${one.id}`)}>{one.name}</SafeLink>
            ),
          },
          {
            header: t('selections.office.aspects_recorded'),
            cell: (one) => {
              const points = recorded.get(one.id)?.points ?? 0;
              if (points === 0) return t('selections.score.not_recorded');
              // A sheet without a table does not say how many there are.
              return sheet.aspects.length === 0
                ? points
                : t('selections.office.recorded_of', {
                    recorded: String(points),
                    members: String(sheet.aspects.length),
                  });
            },
          },
          {
            header: t('selections.score.printed_total'),
            cell: (one) => {
              const printed = recorded.get(one.id)?.printed ?? null;
              return printed === null ? t('selections.score.not_recorded') : numberWords(printed, lang);
            },
          },
        ]}
        empty={<p>{t('selections.office.no_candidacies')}</p>}
      />
    </SelectionFrame>
  );
}
