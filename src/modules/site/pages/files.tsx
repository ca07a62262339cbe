/** The library of files: its list, the form to send one, how long unused ones stay. */
import type { VNode } from 'preact';
import { pictureLimitWords } from '../../../platform/files/fault-words.ts';
import {
  DOCUMENT_ACCEPT,
  DOCUMENT_KINDS,
  PICTURE_ACCEPT,
  PICTURE_KINDS,
  PICTURE_LIMITS,
} from '../../../platform/files/kinds.ts';
import type { LibraryFile } from '../../../platform/files/library.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { shortDate } from '../../../platform/i18n/dates.ts';
import { isMessageKey, type Lang, type Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { Select } from '../../../ui/controls/choice-fields.tsx';
import { ErrorSummary } from '../../../ui/controls/error-summary.tsx';
import { FileField, fileSize } from '../../../ui/controls/file-field.tsx';
import { fieldId, FormFields, summaryFaults } from '../../../ui/controls/form-fields.tsx';
import { FilterForm, Form } from '../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { TextField } from '../../../ui/controls/text-field.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { StatusTag, TagRow } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { OFFICE_FILES } from '../addresses.ts';
import { FileForm, FileSettingsForm } from '../schemas/files.ts';

/** What was asked for, by the names of the address. */
export interface FilesAsked {
  tipo: string;
  sin_uso: string;
  q: string;
}

export interface FilesPageProps {
  t: Translate;
  lang: Lang;
  zone: string;
  done: string | undefined;
  files: readonly LibraryFile[];
  asked: FilesAsked;
  /** After how many days what nobody uses is taken away. */
  days: number;
  /** Who reads may change those days. */
  mayDecide: boolean;
  firstHref: string | undefined;
  nextHref: string | undefined;
}

export function FilesPage(props: FilesPageProps): VNode {
  const { t, files, asked, days } = props;
  const isFiltered = Object.values(asked).some(Boolean);
  return (
    <>
      <PageHeading title={t('site.files.title')} lead={t('site.files.lead', { days })}>
        <ButtonRow>
          <Button href={`${OFFICE_FILES}/nuevo`}>{t('site.files.new')}</Button>
        </ButtonRow>
      </PageHeading>
      <FileDone t={t} code={props.done} />
      {files.length > 0 || isFiltered ? <Filters {...props} isFiltered={isFiltered} /> : null}
      {files.length > 0 ? (
        <ul class="file-grid">
          {files.map((file) => (
            <Entry {...props} file={file} />
          ))}
        </ul>
      ) : (
        <EmptyState title={t(isFiltered ? 'site.files.none' : 'site.files.empty')}>
          {t(isFiltered ? 'site.files.none_text' : 'site.files.empty_text')}
        </EmptyState>
      )}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      {props.mayDecide ? (
        <p class="soft">
          <a href={`${OFFICE_FILES}/ajustes`}>{t('site.files.settings')}</a>
        </p>
      ) : null}
    </>
  );
}

/** What was just done, or why not. Unknown codes say nothing. */
export function FileDone({ t, code = '' }: { t: Translate; code?: string | undefined }): VNode | null {
  const done = `site.files.done.${code}`;
  if (isMessageKey(done)) return <Notice t={t} kind="success" title={t(done)} />;
  const refused = `site.files.refused.${code}`;
  return isMessageKey(refused) ? <Notice t={t} kind="warning" title={t(refused)} /> : null;
}

function Filters({ t, asked, isFiltered }: FilesPageProps & { isFiltered: boolean }): VNode {
  return (
    <FilterForm
      t={t}
      action={OFFICE_FILES}
      label={t('site.files.filter')}
      clearHref={isFiltered ? OFFICE_FILES : undefined}
    >
      <TextField
        t={t}
        id="q"
        name="q"
        type="search"
        mark={false}
        label={t('site.files.words')}
        value={asked.q}
      />
      <Select
        t={t}
        id="tipo"
        name="tipo"
        mark={false}
        label={t('site.files.kind')}
        empty={t('site.files.all')}
        value={asked.tipo}
        options={[
          { value: 'imagen', label: t('site.files.pictures') },
          { value: 'documento', label: t('site.files.documents') },
        ]}
      />
      <Select
        t={t}
        id="sin_uso"
        name="sin_uso"
        mark={false}
        label={t('site.files.use')}
        empty={t('site.files.all')}
        value={asked.sin_uso}
        options={[{ value: 'si', label: t('site.files.unused') }]}
      />
    </FilterForm>
  );
}

/** Last letters of a name: what kind of file it is, as people say it. */
export const endingOf = (name: string): string => (name.split('.').at(-1) ?? '').toUpperCase();

function Entry({ t, lang, zone, file }: FilesPageProps & { file: LibraryFile }): VNode {
  const { id, kind, name, alt, width, height } = file;
  const measures = width && height ? `${width} × ${height} px` : endingOf(name);
  return (
    <li class="file-entry">
      {kind === 'picture' ? (
        // The link beside it says what it is: read aloud it would be said twice.
        <img
          src={file.thumbHref}
          alt=""
          width={width ?? undefined}
          height={height ?? undefined}
          loading="lazy"
        />
      ) : (
        <span class="file-kind" aria-hidden="true">
          {endingOf(name)}
        </span>
      )}
      <div>
        <p class="file-name">
          <a href={`${OFFICE_FILES}/${id}`}>{name}</a>
        </p>
        {kind === 'picture' ? <p class="file-alt">{alt || t('site.files.is_decorative')}</p> : null}
        <p class="soft">
          {[measures, fileSize(file.size, lang), shortDate(file.createdAt, zone, lang)].join(' · ')}
        </p>
        <FileTags t={t} file={file} />
      </div>
    </li>
  );
}

export function FileTags({ t, file }: { t: Translate; file: LibraryFile }): VNode | null {
  const { state, kept, unusedSince } = file;
  if (state === 'ready' && !kept && !unusedSince) return null;
  return (
    <TagRow>
      {state === 'pending' ? <StatusTag tone="info">{t('site.files.pending')}</StatusTag> : null}
      {state === 'failed' ? <StatusTag tone="warning">{t('site.files.failed')}</StatusTag> : null}
      {kept ? <StatusTag tone="neutral">{t('site.files.is_kept')}</StatusTag> : null}
      {unusedSince && !kept ? <StatusTag tone="warning">{t('site.files.unused')}</StatusTag> : null}
    </TagRow>
  );
}

export function UploadPage({ t, state, days }: { t: Translate; state: FormState; days: number }): VNode {
  const { faults, values } = state;
  return (
    <>
      <Crumbs t={t} here={t('site.files.new')} />
      <PageHeading title={t('site.files.new')} lead={t('site.files.new_lead', { days })} />
      <ErrorSummary t={t} faults={summaryFaults(faults)} />
      <Form action={`${OFFICE_FILES}/nuevo`} files label={t('site.files.new')}>
        <FileField
          t={t}
          id={fieldId('file')}
          name="file"
          label={t('site.files.file')}
          hint={t('site.files.file.hint')}
          accept={`${PICTURE_ACCEPT},${DOCUMENT_ACCEPT}`}
          required
          faults={faults.filter((fault) => fault.field === 'file').map((fault) => fault.message)}
        />
        <FormFields t={t} fields={fieldsOf(FileForm)} values={values} faults={faults} />
        <ButtonRow>
          <Button>{t('site.files.send')}</Button>
          <Button kind="link" href={OFFICE_FILES}>
            {t('ui.form.back')}
          </Button>
        </ButtonRow>
      </Form>
      <Limits t={t} />
    </>
  );
}

/** Said before anything is sent. */
function Limits({ t }: { t: Translate }): VNode {
  const rows = [
    {
      kinds: PICTURE_KINDS,
      size: fileSize(PICTURE_LIMITS.maxBytes),
      note: pictureLimitWords(t),
    },
    ...DOCUMENT_KINDS.map((kind) => ({
      kinds: kind.format.toUpperCase(),
      size: fileSize(kind.maxBytes),
      note: t('site.files.limit.document'),
    })),
  ];
  return (
    <Section title={t('site.files.limits')}>
      <p>{t('site.files.limits_text')}</p>
      <DataTable
        caption={t('site.files.limits')}
        captionHidden
        rows={rows}
        columns={[
          { header: t('site.files.limit.kinds'), rowHeader: true, cell: (row) => row.kinds },
          { header: t('site.files.limit.size'), cell: (row) => row.size },
          { header: t('site.files.limit.what'), cell: (row) => row.note },
        ]}
      />
    </Section>
  );
}

export function FileSettingsPage({ t, state }: { t: Translate; state: FormState }): VNode {
  return (
    <>
      <Crumbs t={t} here={t('site.files.settings')} />
      <PageHeading title={t('site.files.settings')} />
      <SchemaForm
        t={t}
        fields={fieldsOf(FileSettingsForm)}
        state={state}
        action={`${OFFICE_FILES}/ajustes`}
        submit={t('office.save')}
        cancelHref={OFFICE_FILES}
      />
    </>
  );
}

export function Crumbs({ t, here }: { t: Translate; here: string }): VNode {
  return (
    <Breadcrumbs t={t} items={[{ href: OFFICE_FILES, label: t('site.files.title') }, { label: here }]} />
  );
}
