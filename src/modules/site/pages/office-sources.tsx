/** Sources in the back office: the list, and the form to make or change one. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { OFFICE_SOURCES, officeSourcePath } from '../../../platform/sources/paths.ts';
import type { Source } from '../../../platform/sources/queries.ts';
import { SOURCE_KINDS } from '../../../platform/sources/tables.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { Select } from '../../../ui/controls/choice-fields.tsx';
import { FilterForm } from '../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { TextField } from '../../../ui/controls/text-field.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { SourceEditForm, SourceForm } from '../schemas/sources.ts';
import { sourceDate } from './source-words.ts';

export interface SourcesAsked {
  q: string;
  tipo: string;
}

export interface OfficeSourcesProps {
  t: Translate;
  lang: Lang;
  asked: SourcesAsked;
  items: readonly Source[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function OfficeSourcesPage(props: OfficeSourcesProps): VNode {
  const { t, lang, asked, items } = props;
  const isFiltered = asked.q !== '' || asked.tipo !== '';
  const newSource = <Button href={`${OFFICE_SOURCES}/nueva`}>{t('site.sources.new')}</Button>;
  return (
    <>
      <PageHeading title={t('site.sources.title')} lead={t('site.sources.lead')}>
        <ButtonRow>{newSource}</ButtonRow>
      </PageHeading>
      <SourceSearch t={t} asked={asked} isFiltered={isFiltered} />
      <DataTable
        caption={t('site.sources.title')}
        captionHidden
        rows={items}
        columns={[
          {
            header: t('site.sources.field.title'),
            rowHeader: true,
            cell: (source) => (
              <a href={officeSourcePath(source.id)} lang={source.lang === lang ? undefined : source.lang}>
                {source.title}
              </a>
            ),
          },
          { header: t('site.sources.field.publisher'), cell: (source) => source.publisher || '—' },
          { header: t('site.sources.field.date'), cell: (source) => sourceDate(source, lang) || '—' },
          { header: t('site.sources.field.kind'), cell: (source) => t(`site.sources.kind.${source.kind}`) },
        ]}
        empty={
          isFiltered ? (
            <EmptyState title={t('site.sources.nothing')}>{t('site.sources.nothing_text')}</EmptyState>
          ) : (
            <EmptyState title={t('site.sources.none')} action={newSource}>
              {t('site.sources.none_text')}
            </EmptyState>
          )
        }
      />
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
    </>
  );
}

function SourceSearch({
  t,
  asked,
  isFiltered,
}: Pick<OfficeSourcesProps, 't' | 'asked'> & { isFiltered: boolean }): VNode {
  return (
    <FilterForm
      t={t}
      action={OFFICE_SOURCES}
      label={t('site.sources.search')}
      clearHref={isFiltered ? OFFICE_SOURCES : undefined}
    >
      <TextField
        t={t}
        id="q"
        name="q"
        type="search"
        label={t('site.sources.words')}
        value={asked.q}
        mark={false}
      />
      <Select
        t={t}
        id="tipo"
        name="tipo"
        label={t('site.sources.field.kind')}
        value={asked.tipo}
        empty={t('site.sources.all_kinds')}
        options={SOURCE_KINDS.map((kind) => ({ value: kind, label: t(`site.sources.kind.${kind}`) }))}
        mark={false}
      />
    </FilterForm>
  );
}

type Alike = Pick<Source, 'id' | 'title' | 'publisher'>;

export interface SourceFormProps {
  t: Translate;
  state: FormState;
  /** Undefined: a new one. */
  source?: Pick<Source, 'id' | 'title'> | undefined;
  /** Those with the same address: to be looked at before a new one is made. */
  twice: readonly Alike[];
  hidden: Readonly<Record<string, string>>;
}

export function SourceFormPage({ t, state, source, twice, hidden }: SourceFormProps): VNode {
  const title = t(source ? 'site.sources.edit' : 'site.sources.new');
  const here = source ? officeSourcePath(source.id) : OFFICE_SOURCES;
  const groups = [
    { legend: t('site.sources.group_what'), names: ['title', 'publisher', 'address', 'kind', 'lang'] },
    { legend: t('site.sources.group_when'), names: ['date', 'date_printed', 'accessed'] },
    { legend: t('site.sources.group_keep'), names: ['archive', 'note'] },
    ...(source ? [{ legend: t('site.sources.group_why'), names: ['reason'] }] : []),
  ];
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE_SOURCES, label: t('site.sources.title') },
          ...(source ? [{ href: here, label: source.title }] : []),
          { label: title },
        ]}
      />
      <PageHeading title={title} />
      {twice.length > 0 ? (
        <Notice t={t} kind="warning" title={t('site.sources.twice')}>
          <p>{t('site.sources.twice_text')}</p>
          <AlikeList sources={twice} />
        </Notice>
      ) : null}
      <SchemaForm
        t={t}
        action={source ? `${here}/editar` : `${OFFICE_SOURCES}/nueva`}
        fields={fieldsOf(source ? SourceEditForm : SourceForm)}
        state={state}
        groups={groups}
        submit={t('site.sources.save')}
        cancelHref={here}
        hidden={twice.length > 0 ? { ...hidden, anyway: 'yes' } : hidden}
      />
    </>
  );
}

export function AlikeList({ sources }: { sources: readonly Alike[] }): VNode {
  return (
    <ul class="prose">
      {sources.map((source) => (
        <li>
          <a href={officeSourcePath(source.id)}>{source.title}</a>
          {source.publisher ? `, ${source.publisher}` : null}
        </li>
      ))}
    </ul>
  );
}
