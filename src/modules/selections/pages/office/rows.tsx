/** Events and candidacies of a process at the desk: their lists, and the form of one. */
import type { VNode } from 'preact';
import type { FieldFault } from '../../../../platform/errors.ts';
import type { FormField } from '../../../../platform/forms/field.ts';
import type { MessageKey } from '../../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { FilterForm, Form, HiddenFields } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { Badge } from '../../../../ui/data/tag.tsx';
import type { Crumb } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import {
  officeCandidacyPath,
  officeEventPath,
  officeSelectionPath,
  officeStatePath,
} from '../../addresses.ts';
import type { OfficeSelection } from '../../queries/office.ts';
import type { OfficeCandidacy, OfficeEvent, OfficeState } from '../../queries/office-rows.ts';
import { dateWords, stateWords } from '../words.ts';
import { type Desk, SelectionFrame } from './frame.tsx';

interface OfProcess {
  desk: Desk;
  row: OfficeSelection;
}

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
          { header: t('selections.office.cited'), cell: (one) => <Cited desk={desk} cited={one.cited} /> },
        ]}
        empty={<p>{t('selections.office.no_events')}</p>}
      />
    </SelectionFrame>
  );
}

function Cited({ desk: { t }, cited }: { desk: Desk; cited: boolean }): VNode {
  return cited ? <>✓</> : <Badge>{t('selections.office.not_shown')}</Badge>;
}

export function OfficeCandidaciesPage({
  desk,
  row,
  asked,
  candidacies,
}: OfProcess & { asked: string; candidacies: readonly OfficeCandidacy[] }): VNode {
  const { t } = desk;
  const here = officeSelectionPath(row.id, 'aspirantes');
  return (
    <SelectionFrame desk={desk} row={row} title={t('selections.office.candidacies')}>
      <FilterForm
        t={t}
        action={here}
        label={t('selections.office.search')}
        submit={t('selections.office.search')}
        clearHref={asked === '' ? undefined : here}
      >
        <TextField
          t={t}
          id="buscar"
          name="buscar"
          type="search"
          label={t('selections.office.search_name')}
          value={asked}
          mark={false}
        />
      </FilterForm>
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
          { header: t('selections.office.cited'), cell: (one) => <Cited desk={desk} cited={one.cited} /> },
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
}: OfProcess & { candidacy: { id: string; name: string }; states: readonly OfficeState[] }): VNode {
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
          { header: t('selections.form.ground'), cell: (one) => one.ground },
          { header: t('selections.office.cited'), cell: (one) => <Cited desk={desk} cited={one.cited} /> },
        ]}
        empty={<p>{t('selections.candidacy_state.none')}</p>}
      />
    </SelectionFrame>
  );
}

export interface RowFormProps extends OfProcess {
  title: string;
  between: readonly Crumb[];
  /** Its own address; `{here}/quitar` takes it away. */
  here: string;
  cancelHref: string;
  fields: readonly FormField[];
  groups: readonly { legend: MessageKey; names: readonly string[] }[];
  state: FormState;
  /** There is something to take away. */
  stored: boolean;
  /** Of taking it away. */
  removal: readonly FieldFault[];
}

export function RowFormPage(props: RowFormProps): VNode {
  const { desk, row, here, groups, fields } = props;
  const { t, zone } = desk;
  const drawn = new Set(fields.map(({ name }) => name));
  return (
    <SelectionFrame desk={desk} row={row} title={props.title} between={props.between}>
      <SchemaForm
        t={t}
        action={here}
        fields={fields}
        state={{ ...props.state, version: row.version }}
        groups={groups.map(({ legend, names }) => ({
          legend: t(legend),
          names: names.filter((name) => drawn.has(name)),
        }))}
        submit={t('selections.office.save')}
        cancelHref={props.cancelHref}
        zone={zone}
      />
      {props.stored ? <Removal {...props} /> : null}
    </SelectionFrame>
  );
}

function Removal({ desk: { t }, row, here, removal }: RowFormProps): VNode {
  return (
    <Section title={t('selections.office.take_away')}>
      <p>{t('selections.office.take_away_text')}</p>
      <Form action={`${here}/quitar`} label={t('selections.office.take_away')}>
        <HiddenFields fields={{ version: String(row.version) }} />
        <TextField
          t={t}
          id="quitar-reason"
          name="reason"
          label={t('selections.form.reason')}
          maxlength={500}
          required
          faults={removal.map(({ message }) => message)}
        />
        <ButtonRow>
          <Button kind="danger">{t('selections.office.take_away')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}
