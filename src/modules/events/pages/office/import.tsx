/** Importing an edition from a file, in two steps. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ErrorSummary } from '../../../../ui/controls/error-summary.tsx';
import { FileField } from '../../../../ui/controls/file-field.tsx';
import { Form, HiddenFields } from '../../../../ui/controls/form.tsx';
import { fieldId } from '../../../../ui/controls/form-fields.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { FileReport, Finding, ImportReport, PlanItem } from '../../import/report.ts';
import { type Desk, LIST_HREF } from './frame.tsx';

export function ImportPage({ desk, fault }: { desk: Desk; fault?: string | undefined }): VNode {
  const { t } = desk;
  const id = fieldId('archivo');
  return (
    <>
      <Heading desk={desk} />
      <ErrorSummary t={t} faults={fault ? [{ id, message: fault }] : []} />
      <Form action={`${LIST_HREF}/importar`} files>
        <FileField
          t={t}
          id={id}
          name="archivo"
          label={t('events.office.import.file')}
          hint={t('events.office.import.hint')}
          accept=".json,application/json"
          kinds="JSON"
          maxBytes={5_000_000}
          required
          faults={fault ? [fault] : undefined}
        />
        <ButtonRow>
          <Button>{t('events.office.import.check')}</Button>
          <Button kind="link" href={LIST_HREF}>
            {t('ui.form.back')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  );
}

function Heading({ desk: { t } }: { desk: Desk }): VNode {
  const title = t('events.office.import.title');
  return (
    <>
      <Breadcrumbs t={t} items={[{ href: LIST_HREF, label: t('events.menu') }, { label: title }]} />
      <PageHeading eyebrow={t('events.office.eyebrow')} title={title} lead={t('events.office.import.lead')} />
    </>
  );
}

export interface ImportReportProps {
  desk: Desk;
  report: ImportReport;
  /** The file itself, to be sent again when the person agrees; absent when it cannot be imported. */
  document?: string | undefined;
}

export function ImportReportPage({ desk, report, document }: ImportReportProps): VNode {
  const { t } = desk;
  const [file] = report.files;
  return (
    <>
      <Heading desk={desk} />
      <Notice
        t={t}
        kind={report.ok ? 'success' : 'danger'}
        title={t(report.ok ? 'events.office.import.can' : 'events.office.import.cannot', {
          name: file?.name ?? '',
        })}
      >
        <p>{t(report.ok ? 'events.office.import.can_lead' : 'events.office.import.cannot_lead')}</p>
      </Notice>
      {file && file.faults.length > 0 ? (
        <Findings desk={desk} title={t('events.office.import.faults')} findings={file.faults} />
      ) : null}
      {file && file.warnings.length > 0 ? (
        <Findings desk={desk} title={t('events.office.import.warnings')} findings={file.warnings} />
      ) : null}
      {file && report.ok ? <Plan desk={desk} file={file} /> : null}
      <ButtonRow>
        {document && file ? (
          <form class="action-form" method="post" action={`${LIST_HREF}/importar/escribir`}>
            <HiddenFields fields={{ documento: document, nombre: file.name }} />
            <Button>{t('events.office.import.write')}</Button>
          </form>
        ) : null}
        <Button kind="secondary" href={`${LIST_HREF}/importar`}>
          {t('events.office.import.another')}
        </Button>
      </ButtonRow>
    </>
  );
}

/** Where each stands in the file and how to mend it. */
function Findings({
  desk: { t },
  title,
  findings,
}: {
  desk: Desk;
  title: string;
  findings: readonly Finding[];
}): VNode {
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        captionHidden
        rows={findings}
        columns={[
          { header: t('events.office.import.line'), numeric: true, cell: (f) => `${f.line}:${f.column}` },
          { header: t('events.office.import.place'), cell: (f) => (f.path ? <code>{f.path}</code> : '—') },
          { header: t('events.office.import.what'), rowHeader: true, cell: (f) => t(f.key, f.values) },
        ]}
      />
    </Section>
  );
}

function Plan({ desk: { t }, file }: { desk: Desk; file: FileReport }): VNode {
  const rows = (['created', 'changed', 'left'] as const).flatMap((action) => {
    const items = file.items.filter((item) => item.action === action);
    return items.length > 0
      ? [{ label: t(`events.office.import.${action}`), value: kindWords(t, items) }]
      : [];
  });
  return (
    <Section title={t('events.office.import.plan')}>
      <SummaryList rows={rows} />
    </Section>
  );
}

function kindWords(t: Desk['t'], items: readonly PlanItem[]): string {
  return [...Map.groupBy(items, (item) => item.kind)]
    .map(([kind, of]) => t(`events.import.kind.${kind}`, { count: of.length }))
    .join(', ');
}
