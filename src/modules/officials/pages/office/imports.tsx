/** Lists read in, those that wait to be looked at, and the form to send another. */
import type { VNode } from 'preact';
import type { FieldFault } from '../../../../platform/errors.ts';
import { isMessageKey, type Lang, type Translate } from '../../../../platform/i18n/translate.ts';
import { shortDate } from '../../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { Select } from '../../../../ui/controls/choice-fields.tsx';
import { ErrorSummary } from '../../../../ui/controls/error-summary.tsx';
import { FileField } from '../../../../ui/controls/file-field.tsx';
import { fieldId, summaryFaults } from '../../../../ui/controls/form-fields.tsx';
import { Form } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { OFFICE_IMPORTS, officeImportPath, officeUploadPath } from '../../addresses.ts';
import type { ListedImport, Upload } from '../../queries/imports.ts';

export interface Reader {
  t: Translate;
  lang: Lang;
  zone: string;
}

export const LIST_KINDS = ['person', 'institution'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

export interface ImportsProps extends Reader {
  imports: readonly ListedImport[];
  uploads: readonly Upload[];
  /** Bytes. */
  most: number;
  values: { kind: ListKind; publisher: string };
  faults: readonly FieldFault[];
  done: string | undefined;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function ImportsPage(props: ImportsProps): VNode {
  const { t, imports, uploads } = props;
  return (
    <>
      <PageHeading title={t('officials.imports.title')} lead={t('officials.imports.lead')} />
      <Told t={t} code={props.done} />
      <SendForm {...props} />
      {uploads.length > 0 ? <Uploads {...props} /> : null}
      <Section title={t('officials.imports.done')}>
        {imports.length === 0 ? (
          <EmptyState title={t('officials.imports.none')} level={3}>
            <p>{t('officials.imports.none_text')}</p>
          </EmptyState>
        ) : (
          <Imports {...props} />
        )}
        <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      </Section>
    </>
  );
}

/** What was just done, or why not; unknown codes say nothing. */
export function Told({ t, code }: { t: Translate; code: string | undefined }): VNode | null {
  const key = `officials.imports.told.${code ?? ''}`;
  if (!isMessageKey(key)) return null;
  const good = code === 'imported' || code === 'undone' || code === 'dropped' || code === 'saved';
  return <Notice t={t} kind={good ? 'success' : 'warning'} title={t(key)} />;
}

function SendForm({ t, most, values, faults }: ImportsProps): VNode {
  return (
    <Section title={t('officials.imports.send')}>
      <ErrorSummary t={t} faults={summaryFaults(faults)} />
      <Form action={OFFICE_IMPORTS} files>
        <Select
          t={t}
          id={fieldId('kind')}
          name="kind"
          label={t('officials.imports.kind')}
          options={LIST_KINDS.map((kind) => ({ value: kind, label: t(`officials.imports.list_of.${kind}`) }))}
          value={values.kind}
          empty={null}
          required
        />
        <TextField
          t={t}
          id={fieldId('publisher')}
          name="publisher"
          label={t('officials.imports.publisher')}
          hint={t('officials.imports.publisher.hint')}
          value={values.publisher}
          maxlength={300}
        />
        <FileField
          t={t}
          id={fieldId('file')}
          name="file"
          label={t('officials.imports.file')}
          hint={t('officials.imports.file.hint')}
          kinds="CSV, JSON"
          accept=".csv,.tsv,.txt,.json"
          maxBytes={most}
          required
          faults={faults.filter(({ field }) => field === 'file').map(({ message }) => message)}
        />
        <ButtonRow>
          <Button>{t('officials.imports.look')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}

function Uploads({ t, lang, zone, uploads }: ImportsProps): VNode {
  return (
    <Section title={t('officials.imports.waiting')}>
      <p>{t('officials.imports.waiting_text')}</p>
      <DataTable
        caption={t('officials.imports.waiting')}
        captionHidden
        rows={uploads}
        columns={[
          {
            header: t('officials.imports.file'),
            rowHeader: true,
            cell: (row: Upload) => <SafeLink href={officeUploadPath(row.id)}>{row.file_name}</SafeLink>,
          },
          { header: t('officials.imports.kind'), cell: (row) => t(`officials.imports.kind.${row.kind}`) },
          { header: t('officials.imports.until'), cell: (row) => shortDate(row.expires_at, zone, lang) },
        ]}
      />
    </Section>
  );
}

function Imports({ t, lang, zone, imports }: ImportsProps): VNode {
  return (
    <DataTable
      caption={t('officials.imports.done')}
      captionHidden
      rows={imports}
      columns={[
        {
          header: t('officials.imports.file'),
          rowHeader: true,
          cell: (row: ListedImport) => <SafeLink href={officeImportPath(row.id)}>{row.file_name}</SafeLink>,
        },
        { header: t('officials.imports.kind'), cell: (row) => t(`officials.imports.kind.${row.kind}`) },
        { header: t('officials.imports.when'), cell: (row) => shortDate(row.created_at, zone, lang) },
        {
          header: t('officials.imports.made'),
          numeric: true,
          cell: (row) => String(row.counts['created'] ?? 0),
        },
        {
          header: t('officials.imports.state'),
          cell: (row) =>
            row.undone_at ? (
              <StatusTag tone="warning">{t('officials.imports.state.undone')}</StatusTag>
            ) : (
              <StatusTag tone="success">{t('officials.imports.state.in')}</StatusTag>
            ),
        },
      ]}
    />
  );
}
