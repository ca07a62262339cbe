/** Writing the report, and seeing it as it would be read. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { dayAndTime, type EditionDesk, EditionFrame, editionHref } from '../../events/index.ts';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { TAB } from '../addresses.ts';
import { ReportForm } from '../schemas/report.ts';
import { ReportBody, type ReportProps } from './report.tsx';

export function WriteReport({ desk, state }: { desk: EditionDesk; state: FormState }): VNode {
  const { t, edition } = desk;
  const back = editionHref(edition, TAB);
  return (
    <EditionFrame
      desk={desk}
      part={{ added: TAB }}
      title={t('reports.form.title')}
      lead={t('reports.form.lead')}
      trail={[{ href: back, label: t('reports.tab') }]}
      tabs={false}
    >
      <SchemaForm
        t={t}
        action={`${back}/redactar`}
        fields={fieldsOf(ReportForm)}
        state={state}
        submit={t('reports.form.save')}
        cancelHref={back}
      />
    </EditionFrame>
  );
}

export interface PreviewProps {
  desk: EditionDesk;
  /** undefined: nothing was counted yet. */
  preview: { countedAt: Temporal.Instant; report: ReportProps } | undefined;
}

export function Preview({ desk, preview }: PreviewProps): VNode {
  const { t, lang, edition } = desk;
  const date = preview ? dayAndTime(preview.countedAt, edition.timezone, lang).text : '';
  return (
    <EditionFrame
      desk={desk}
      part={{ added: TAB }}
      title={t('reports.office.preview')}
      lead={preview ? t('reports.office.preview_lead', { date }) : undefined}
      trail={[{ href: editionHref(edition, TAB), label: t('reports.tab') }]}
      tabs={false}
    >
      {preview ? (
        <ReportBody {...preview.report} />
      ) : (
        <EmptyState title={t('reports.office.preview')}>{t('reports.office.preview_none')}</EmptyState>
      )}
    </EditionFrame>
  );
}
