/** All processes at the desk, and the form to send a file of one. */
import type { VNode } from 'preact';
import type { FieldFault } from '../../../../platform/errors.ts';
import { clockTime, shortDate } from '../../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { Select } from '../../../../ui/controls/choice-fields.tsx';
import { ErrorSummary } from '../../../../ui/controls/error-summary.tsx';
import { FileField } from '../../../../ui/controls/file-field.tsx';
import { fieldId, summaryFaults } from '../../../../ui/controls/form-fields.tsx';
import { Form } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { Told } from '../../../../ui/layout/record-frame.tsx';
import {
  OFFICE_SELECTIONS,
  officeHolidaysPath,
  officeSelectionFilePath,
  officeSelectionPath,
} from '../../addresses.ts';
import type { ListedSelection, WaitingUpload } from '../../queries/office.ts';
import { UPLOAD_KINDS, type UploadKind } from '../../tables.ts';
import { type Desk, StatusOf, toldKeys } from './frame.tsx';

export interface SentValues {
  kind: UploadKind;
  process: string;
  publisher: string;
}

export interface OfficeListProps {
  desk: Desk;
  selections: readonly ListedSelection[];
  uploads: readonly WaitingUpload[];
  /** Bytes. */
  most: number;
  values: SentValues;
  faults: readonly FieldFault[];
}

export function OfficeListPage(props: OfficeListProps): VNode {
  const { desk, selections, uploads } = props;
  const { t, lang, zone } = desk;
  return (
    <>
      <PageHeading title={t('selections.office.title')} lead={t('selections.office.lead')} />
      <Told t={t} told={toldKeys(desk.done)} />
      {props.faults.length > 0 ? <SendForm {...props} /> : null}
      {uploads.length > 0 ? <Uploads {...props} /> : null}
      <Section title={t('selections.office.processes')}>
        <DataTable
          caption={t('selections.office.processes')}
          captionHidden
          rows={selections}
          columns={[
            {
              header: t('selections.office.process'),
              rowHeader: true,
              cell: (row: ListedSelection) => (
                <SafeLink href={officeSelectionPath(row.id)}>{row.title}</SafeLink>
              ),
            },
            { header: t('selections.office.kind'), cell: (row) => `${row.kind} (v${row.kind_version})` },
            { header: t('selections.office.year'), numeric: true, cell: (row) => String(row.year) },
            { header: t('selections.office.state'), cell: (row) => <StatusOf t={t} status={row.status} /> },
            { header: t('selections.office.changed'), cell: (row) => shortDate(row.updated_at, zone, lang) },
          ]}
          empty={
            <EmptyState title={t('selections.office.none')} level={3}>
              <p>{t('selections.office.none_text')}</p>
            </EmptyState>
          }
        />
      </Section>
      <p>
        <SafeLink href={officeHolidaysPath()}>{t('selections.holidays.office')}</SafeLink>
      </p>
      {props.faults.length > 0 ? null : <SendForm {...props} />}
    </>
  );
}

function Uploads({ desk: { t, lang, zone }, uploads }: OfficeListProps): VNode {
  return (
    <Section title={t('selections.office.waiting')}>
      <p>{t('selections.office.waiting_text')}</p>
      <DataTable
        caption={t('selections.office.waiting')}
        captionHidden
        rows={uploads}
        columns={[
          {
            header: t('selections.office.file'),
            rowHeader: true,
            cell: (row: WaitingUpload) => (
              <SafeLink href={officeSelectionFilePath(row.id)}>{row.file_name}</SafeLink>
            ),
          },
          { header: t('selections.office.what'), cell: (row) => t(`selections.upload.${row.kind}`) },
          {
            header: t('selections.office.until'),
            cell: (row) =>
              `${shortDate(row.expires_at, zone, lang)}, ${clockTime(row.expires_at, zone, lang)}`,
          },
        ]}
      />
    </Section>
  );
}

function SendForm({ desk: { t }, selections, most, values, faults }: OfficeListProps): VNode {
  const of = (name: string) => faults.filter(({ field }) => field === name).map(({ message }) => message);
  return (
    <Section title={t('selections.office.send')}>
      <p>{t('selections.office.send_text')}</p>
      <ErrorSummary t={t} faults={summaryFaults(faults)} />
      <Form action={OFFICE_SELECTIONS} files>
        <Select
          t={t}
          id={fieldId('kind')}
          name="kind"
          label={t('selections.office.what')}
          options={UPLOAD_KINDS.map((kind) => ({ value: kind, label: t(`selections.upload.${kind}`) }))}
          value={values.kind}
          empty={null}
          required
        />
        <Select
          t={t}
          id={fieldId('process')}
          name="process"
          label={t('selections.office.of_process')}
          hint={t('selections.office.of_process.hint')}
          options={selections.map(({ id, title }) => ({ value: id, label: title }))}
          value={values.process}
          empty={t('selections.office.of_none')}
          faults={of('process')}
        />
        <TextField
          t={t}
          id={fieldId('publisher')}
          name="publisher"
          label={t('selections.office.publisher')}
          hint={t('selections.office.publisher.hint')}
          value={values.publisher}
          maxlength={200}
          faults={of('publisher')}
        />
        <FileField
          t={t}
          id={fieldId('file')}
          name="file"
          label={t('selections.office.file')}
          hint={t('selections.office.file.hint')}
          kinds="JSON, CSV"
          accept=".json,.csv,.tsv,.txt"
          maxBytes={most}
          required
          faults={of('file')}
        />
        <ButtonRow>
          <Button>{t('selections.office.look')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}
