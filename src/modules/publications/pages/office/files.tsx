/** Publications as Markdown files: all of them out, some of them in. */
import type { VNode } from 'preact';
import type { FieldFault } from '../../../../platform/errors.ts';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import type { RawValues } from '../../../../platform/forms/read.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ErrorSummary } from '../../../../ui/controls/error-summary.tsx';
import { FileField } from '../../../../ui/controls/file-field.tsx';
import { fieldId, FormFields, summaryFaults } from '../../../../ui/controls/form-fields.tsx';
import { Form } from '../../../../ui/controls/form.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { OFFICE } from '../../addresses.ts';
import { FilesForm } from '../../schemas/office.ts';
import type { Desk } from './frame.tsx';

export interface FilesProps {
  desk: Desk;
  maxBytes: number;
  faults: readonly FieldFault[];
  values: RawValues;
  /** What the last import did, line by line. */
  result?:
    | { lines: readonly string[]; totals: readonly string[]; isDone: boolean; dryRun: boolean }
    | undefined;
}

export function FilesPage({ desk: { t }, maxBytes, faults, values, result }: FilesProps): VNode {
  const title = t('publications.files.title');
  return (
    <>
      <Breadcrumbs t={t} items={[{ href: OFFICE, label: t('publications.menu') }, { label: title }]} />
      <PageHeading title={title} lead={t('publications.files.lead')} />
      {result ? (
        <Notice
          t={t}
          kind={result.isDone ? 'success' : 'warning'}
          title={t(result.dryRun ? 'publications.files.looked' : 'publications.files.imported')}
        >
          {result.totals.map((line) => (
            <p>{line}</p>
          ))}
        </Notice>
      ) : null}
      {result && result.lines.length > 0 ? <pre class="raw-text">{result.lines.join('\n')}</pre> : null}
      <Section title={t('publications.files.in')}>
        <p>{t('publications.files.in_text')}</p>
        <ErrorSummary t={t} faults={summaryFaults(faults)} />
        <Form action={`${OFFICE}/archivos`} files>
          <FileField
            t={t}
            id={fieldId('file')}
            name="file"
            label={t('publications.files.file')}
            kinds="Markdown (.md, .txt), ZIP"
            accept=".md,.markdown,.txt,.zip"
            maxBytes={maxBytes}
            required
            faults={faults.flatMap(({ field, message }) => (field === 'file' ? [message] : []))}
          />
          <FormFields t={t} fields={fieldsOf(FilesForm)} values={values} faults={faults} />
          <ButtonRow>
            <Button>{t('publications.files.send')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <Section title={t('publications.files.out')}>
        <p>{t('publications.files.out_text')}</p>
        <ButtonRow>
          <Button kind="secondary" href={`${OFFICE}/archivos/todas.zip`}>
            {t('publications.files.download')}
          </Button>
        </ButtonRow>
      </Section>
    </>
  );
}
