/** A list before it is read in: its columns, what is odd about it, and each row to be taken or left. */
import type { VNode } from 'preact';
import type { FieldFault } from '../../../../platform/errors.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { Select } from '../../../../ui/controls/choice-fields.tsx';
import { ErrorSummary } from '../../../../ui/controls/error-summary.tsx';
import { FieldSet } from '../../../../ui/controls/field-set.tsx';
import { FileField } from '../../../../ui/controls/file-field.tsx';
import { fieldId, summaryFaults } from '../../../../ui/controls/form-fields.tsx';
import { ActionForm, Form, HiddenFields } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section, VisuallyHidden } from '../../../../ui/layout/section.tsx';
import { OFFICE_IMPORTS, officeUploadPath } from '../../addresses.ts';
import { LONGEST_EVERY_ROW } from '../../import/column-map.ts';
import { droppedWords } from '../../import/person-report.ts';
import type { StagedColumn } from '../../import/staged.ts';
import { Told } from './imports.tsx';

export interface PreviewRow {
  line: number;
  name: string;
  /** What the row says, in few words. */
  words: string;
  /** What is odd about it. */
  notes: readonly string[];
  left: boolean;
}

export interface PreviewProps {
  t: Translate;
  id: string;
  file: string;
  kind: 'person' | 'institution';
  /** When what is kept of it goes, in words. */
  until: string;
  facts: readonly { label: string; value: string }[];
  columns: readonly StagedColumn<string>[];
  fields: readonly { value: string; label: string }[];
  /** What somebody says of all rows at once; empty: of such a list nothing. */
  everyRow: readonly { field: string; label: string; value: string }[];
  /** Why nothing of it is read before its columns are said. */
  held?: string | undefined;
  /** Rows that do not go in, and what is odd about the file, in lines. */
  told: readonly string[];
  rows: readonly PreviewRow[];
  /** Where this page of rows begins. */
  from: number;
  most: number;
  /** The same bytes are in already. */
  already?: string | undefined;
  faults: readonly FieldFault[];
  done: string | undefined;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function PreviewPage(props: PreviewProps): VNode {
  const { t, id, file, told, facts, already } = props;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OFFICE_IMPORTS, label: t('officials.imports.title') }, { label: file }]}
      />
      <PageHeading
        title={file}
        eyebrow={t(`officials.imports.kind.${props.kind}`)}
        lead={t('officials.imports.preview_lead', { until: props.until })}
      />
      <Told t={t} code={props.done} />
      {already === undefined ? null : <Notice t={t} kind="warning" title={already} />}
      {props.held === undefined ? null : (
        <Notice t={t} kind="warning" title={t('officials.imports.held')}>
          <p>{props.held}</p>
        </Notice>
      )}
      {props.held === undefined ? <SummaryList look="facts" rows={facts} /> : null}
      <ButtonRow>
        {props.held === undefined ? (
          <ActionForm
            action={officeUploadPath(id, 'importar')}
            label={t('officials.imports.take')}
            kind="primary"
          />
        ) : null}
        <ActionForm action={officeUploadPath(id, 'descartar')} label={t('officials.imports.drop')} />
      </ButtonRow>
      {told.length > 0 ? (
        <Section title={t('officials.imports.findings')}>
          <Disclosure
            summary={t('officials.imports.findings_count', { count: told.length })}
            open={told.length < 12}
          >
            <ul class="plain-list stack stack-tight">
              {told.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </Disclosure>
        </Section>
      ) : null}
      <ColumnsForm {...props} />
      {props.held === undefined ? <Rows {...props} /> : null}
    </>
  );
}

function Rows({ t, id, rows, from, firstHref, nextHref }: PreviewProps): VNode {
  return (
    <Section title={t('officials.imports.rows')}>
      <p>{t('officials.imports.rows_text')}</p>
      <Form action={officeUploadPath(id, 'filas')}>
        <HiddenFields fields={{ shown: rows.map(({ line }) => line).join(' '), desde: String(from) }} />
        <DataTable
          caption={t('officials.imports.rows')}
          captionHidden
          rows={rows}
          columns={[
            {
              header: t('officials.imports.row'),
              numeric: true,
              cell: (row: PreviewRow) => String(row.line),
            },
            { header: t('officials.imports.name'), rowHeader: true, cell: (row) => row.name },
            { header: t('officials.imports.says'), cell: (row) => row.words },
            {
              header: t('officials.imports.notes'),
              cell: (row) => (row.notes.length === 0 ? '' : <span>{row.notes.join(' ')}</span>),
            },
            { header: t('officials.imports.leave'), cell: (row) => <Leave t={t} row={row} /> },
          ]}
        />
        <ButtonRow>
          <Button kind="secondary">{t('officials.imports.save_rows')}</Button>
        </ButtonRow>
      </Form>
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
    </Section>
  );
}

function Leave({ t, row }: { t: Translate; row: PreviewRow }): VNode {
  const id = `f-leave-${row.line}`;
  return (
    <div class="choice">
      <input type="checkbox" id={id} name="leave" value={String(row.line)} checked={row.left} />
      <label for={id}>
        {t('officials.imports.leave_one')} <VisuallyHidden>{row.name}</VisuallyHidden>
      </label>
    </div>
  );
}

function ColumnsForm({ t, id, columns, fields, most, faults, everyRow, held }: PreviewProps): VNode {
  return (
    <Section title={t('officials.imports.columns')}>
      <p>{t('officials.imports.columns_text')}</p>
      <ErrorSummary t={t} faults={summaryFaults(faults)} />
      <Disclosure
        summary={t('officials.imports.columns_open', { count: columns.length })}
        open={faults.length > 0 || held !== undefined}
      >
        <Form action={officeUploadPath(id, 'columnas')} files>
          {columns.map((column) =>
            column.secret === undefined ? (
              <Select
                t={t}
                id={fieldId(`column.${column.number}`)}
                name={`column.${column.number}`}
                label={column.header}
                options={fields}
                value={column.field ?? ''}
                empty={t('officials.imports.column_unread')}
                mark={false}
              />
            ) : (
              <p>
                <strong>{column.header}</strong>:{' '}
                {t('officials.imports.column_secret', { what: droppedWords(column.secret, t) })}
              </p>
            ),
          )}
          {everyRow.length === 0 ? null : (
            <FieldSet legend={t('officials.imports.every_row')} hint={t('officials.imports.every_row.hint')}>
              {everyRow.map(({ field, label, value }) => (
                <TextField
                  t={t}
                  id={fieldId(`every.${field}`)}
                  name={`every.${field}`}
                  label={label}
                  value={value}
                  maxlength={LONGEST_EVERY_ROW}
                  mark={false}
                />
              ))}
            </FieldSet>
          )}
          <FileField
            t={t}
            id={fieldId('file')}
            name="file"
            label={t('officials.imports.file_again')}
            hint={t('officials.imports.file_again.hint')}
            kinds="CSV, JSON"
            accept=".csv,.tsv,.txt,.json"
            maxBytes={most}
            required
            faults={faults.filter(({ field }) => field === 'file').map(({ message }) => message)}
          />
          <ButtonRow>
            <Button kind="secondary">{t('officials.imports.read_again')}</Button>
          </ButtonRow>
        </Form>
        <p>
          <SafeLink href={officeUploadPath(id, 'columnas.json')}>{t('officials.imports.map_file')}</SafeLink>
        </p>
      </Disclosure>
    </Section>
  );
}
