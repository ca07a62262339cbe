/** One process at the desk: its state, the ways to its parts, and what is kept back. */
import type { VNode } from 'preact';
import { longDate } from '../../../../platform/i18n/dates.ts';
import type { FieldFault } from '../../../../platform/errors.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ErrorSummary } from '../../../../ui/controls/error-summary.tsx';
import { fieldId, summaryFaults } from '../../../../ui/controls/form-fields.tsx';
import { Form, HiddenFields } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { officeSelectionPath } from '../../addresses.ts';
import type { KeptBack, OfficeSelection, Parts } from '../../queries/office.ts';
import type { Status } from '../../tables.ts';
import { type Desk, SelectionFrame } from './frame.tsx';

export interface OfficeProcessProps {
  desk: Desk;
  row: OfficeSelection;
  counts: Parts;
  kept: readonly KeptBack[];
  /** What it may become. */
  next: readonly Status[];
  /** The checklist of those who watch it. */
  observersHref: string;
  reason: string;
  faults: readonly FieldFault[];
}

const PARTS = [
  { part: 'events', place: 'sucesos', label: 'selections.office.events' },
  { part: 'bodies', place: 'comision', label: 'selections.office.commission' },
  { part: 'candidacies', place: 'aspirantes', label: 'selections.office.candidacies' },
  { part: 'rubrics', place: 'tablas', label: 'selections.office.rubrics' },
  { part: 'sheets', place: 'punteos', label: 'selections.office.sheets' },
  { part: 'objections', place: 'objeciones', label: 'selections.objections.title' },
  { part: 'rounds', place: 'votaciones', label: 'selections.votes.title' },
] as const;

export function OfficeProcessPage(props: OfficeProcessProps): VNode {
  const { desk, row, counts } = props;
  const { t, lang, zone } = desk;
  const below = (place: string) => officeSelectionPath(row.id, place);
  return (
    <SelectionFrame desk={desk} row={row}>
      <SummaryList
        rows={[
          ...PARTS.map(({ part, place, label }) => ({
            label: t(label),
            value: String(counts[part]),
            action: { href: below(place), label: t('selections.office.open') },
          })),
          { label: t('selections.office.kind'), value: `${row.kind} (v${row.kind_version})` },
          { label: t('selections.office.changed'), value: longDate(row.updated_at, zone, lang) },
        ]}
      />
      <ButtonRow>
        <Button kind="secondary" href={below('sucesos/nuevo')}>
          {t('selections.office.add_event')}
        </Button>
      </ButtonRow>
      <ul class="link-list">
        <li>
          <SafeLink href={props.observersHref}>{t('selections.office.observers')}</SafeLink>
        </li>
        <li>
          <SafeLink href={below('proceso.json')}>{t('selections.office.export')}</SafeLink>
        </li>
      </ul>
      <Kept {...props} />
      <State {...props} />
    </SelectionFrame>
  );
}

function Kept({ desk: { t }, kept }: OfficeProcessProps): VNode {
  const tables = Map.groupBy(kept, ({ table }) => table);
  const total = [...tables.values()].reduce((sum, [first]) => sum + (first?.count ?? 0), 0);
  if (total === 0)
    return (
      <Section title={t('selections.office.kept')}>
        <p>{t('selections.office.kept_none')}</p>
      </Section>
    );
  return (
    <Section title={t('selections.office.kept')}>
      <p>{t('selections.office.kept_text', { count: total })}</p>
      {[...tables].map(([table, rows]) => (
        <>
          <h3>
            {t(`selections.table.${table as 'scores'}`)} ({rows[0]?.count ?? 0})
          </h3>
          <ul>
            {rows.map(({ words }) => (
              <li>{words}</li>
            ))}
          </ul>
        </>
      ))}
    </Section>
  );
}

function State({ desk: { t }, row, next, reason, faults }: OfficeProcessProps): VNode {
  return (
    <Section title={t('selections.office.status')}>
      <p>{t(`selections.office.status_text.${row.status}`)}</p>
      <ErrorSummary t={t} faults={summaryFaults(faults)} />
      <Form action={officeSelectionPath(row.id, 'estado')}>
        <HiddenFields fields={{ version: String(row.version) }} />
        <TextField
          t={t}
          id={fieldId('reason')}
          name="reason"
          label={t('selections.form.reason')}
          hint={t('selections.office.status_reason.hint')}
          value={reason}
          maxlength={500}
          required={row.status !== 'draft'}
          faults={faults.map(({ message }) => message)}
        />
        <ButtonRow>
          {next.map((to) => (
            <Button kind={to === 'published' ? 'primary' : 'secondary'} name="to" value={to}>
              {t(`selections.office.to.${to}`)}
            </Button>
          ))}
        </ButtonRow>
      </Form>
    </Section>
  );
}
