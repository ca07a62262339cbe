/** Smaller pages of the desk: what it relates to, a proposed correction, categories, rules, a look at a text. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ActionForm, FilterForm, Form } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { OFFICE, officePath } from '../../addresses.ts';
import type { CategoryRow, OfficePublication } from '../../queries/office.ts';
import { CategoryForm, NoteForm, RulesForm } from '../../schemas/office.ts';
import { type Difference, Differences } from './differences.tsx';
import { type Desk, PublicationFrame, Told } from './frame.tsx';

export interface RelatedLine {
  /** `{kind}:{id}` */
  value: string;
  title: string;
  kind: string;
}

export interface RelatedProps {
  desk: Desk;
  row: OfficePublication;
  now: readonly RelatedLine[];
  asked: string;
  found: readonly RelatedLine[];
}

export function RelatedPage({ desk, row, now, asked, found }: RelatedProps): VNode {
  const { t } = desk;
  const here = officePath(row.id, 'relacionados');
  return (
    <PublicationFrame desk={desk} row={row} part="related">
      <p>{t('publications.related.lead')}</p>
      <FilterForm
        t={t}
        action={here}
        label={t('publications.related.search')}
        submit={t('publications.related.search_submit')}
        clearHref={asked ? here : undefined}
      >
        <TextField
          t={t}
          id="f-q"
          name="q"
          type="search"
          label={t('publications.related.search')}
          value={asked}
          mark={false}
        />
      </FilterForm>
      <Form action={here}>
        <Picks
          title={t('publications.related.now')}
          lines={now}
          checked
          none={t('publications.related.none')}
        />
        {asked ? (
          <Picks
            title={t('publications.related.found')}
            lines={found}
            none={t('publications.related.found_none')}
          />
        ) : null}
        <ButtonRow>
          <Button>{t('publications.related.save')}</Button>
        </ButtonRow>
      </Form>
    </PublicationFrame>
  );
}

function Picks({
  title,
  lines,
  checked = false,
  none,
}: {
  title: string;
  lines: readonly RelatedLine[];
  checked?: boolean;
  none: string;
}): VNode {
  return (
    <Section title={title} level={3}>
      {lines.length === 0 ? (
        <p class="soft">{none}</p>
      ) : (
        <div class="choices">
          {lines.map(({ value, title: name, kind }) => (
            <div class="choice">
              <input
                type="checkbox"
                id={`r-${value.replaceAll(':', '-')}`}
                name="related"
                value={value}
                checked={checked}
              />
              <label for={`r-${value.replaceAll(':', '-')}`}>
                {name} <span class="soft">{kind}</span>
              </label>
            </div>
          ))}
        </div>
      )}
    </Section>
  );
}

export interface CorrectionProps {
  desk: Desk;
  row: OfficePublication;
  correction: {
    id: string;
    reason: string;
    words: string;
    /** On which it rests. */
    source: { title: string; publisher: string; href: string } | undefined;
  };
  differences: readonly Difference[];
  /** What stands in the way of publishing it. */
  refusal: 'own' | 'stale' | 'forbidden' | undefined;
  state: FormState;
}

export function CorrectionPage({
  desk,
  row,
  correction,
  differences,
  refusal,
  state,
}: CorrectionProps): VNode {
  const { t } = desk;
  const here = `${officePath(row.id)}/correcciones/${correction.id}`;
  return (
    <PublicationFrame desk={desk} row={row} part={undefined} title={t('publications.correction.title')}>
      <p>{correction.words}</p>
      {correction.source ? (
        <p>
          {t('publications.correction.source')}{' '}
          <SafeLink href={correction.source.href}>{correction.source.title}</SafeLink>
          {correction.source.publisher ? ` · ${correction.source.publisher}` : ''}
        </p>
      ) : null}
      <p>{t('publications.correction.lead')}</p>
      <Differences
        desk={desk}
        differences={differences}
        headings={{
          mine: t('publications.correction.now'),
          theirs: t('publications.correction.proposed'),
        }}
      />
      {refusal === 'own' || refusal === 'stale' ? (
        <Notice t={t} kind="warning">
          <p>{t(`publications.correction.${refusal}`)}</p>
        </Notice>
      ) : null}
      {refusal === undefined ? (
        <ActionForm action={`${here}/publicar`} label={t('publications.correction.publish')} kind="primary" />
      ) : null}
      <Section title={t('publications.state.return_title')}>
        <SchemaForm
          t={t}
          fields={fieldsOf(NoteForm)}
          state={state}
          action={`${here}/devolver`}
          submit={t('publications.state.return')}
        />
      </Section>
    </PublicationFrame>
  );
}

export function CategoriesPage({
  desk,
  rows,
  state,
}: {
  desk: Desk;
  rows: readonly CategoryRow[];
  state: FormState;
}): VNode {
  const { t } = desk;
  const title = t('publications.office.categories');
  return (
    <>
      <Breadcrumbs t={t} items={[{ href: OFFICE, label: t('publications.menu') }, { label: title }]} />
      <PageHeading title={title} lead={t('publications.categories.lead')} />
      <Told t={t} code={desk.done} />
      <DataTable
        caption={title}
        captionHidden
        rows={rows}
        columns={[
          {
            header: t('publications.form.category_title'),
            rowHeader: true,
            cell: (row) => <SafeLink href={`${OFFICE}/categorias/${row.id}`}>{row.title}</SafeLink>,
          },
          { header: t('publications.form.position'), cell: (row) => row.position, numeric: true },
          { header: t('publications.categories.filed'), cell: (row) => row.filed ?? 0, numeric: true },
        ]}
        empty={
          <EmptyState title={t('publications.categories.none')}>
            {t('publications.categories.none_text')}
          </EmptyState>
        }
      />
      <Section title={t('publications.categories.new')}>
        <SchemaForm
          t={t}
          fields={fieldsOf(CategoryForm)}
          state={state}
          action={`${OFFICE}/categorias`}
          submit={t('publications.categories.add')}
        />
      </Section>
    </>
  );
}

export function CategoryPage({
  desk,
  row,
  state,
}: {
  desk: Desk;
  row: { id: string; title: string };
  state: FormState;
}): VNode {
  const { t } = desk;
  const here = `${OFFICE}/categorias/${row.id}`;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE, label: t('publications.menu') },
          { href: `${OFFICE}/categorias`, label: t('publications.office.categories') },
          { label: row.title },
        ]}
      />
      <PageHeading title={row.title} />
      <SchemaForm
        t={t}
        fields={fieldsOf(CategoryForm)}
        state={state}
        action={here}
        submit={t('publications.office.save')}
        cancelHref={`${OFFICE}/categorias`}
      />
      <Section title={t('publications.categories.remove')}>
        <p>{t('publications.categories.remove_text')}</p>
        <ActionForm
          action={`${here}/borrar`}
          label={t('publications.categories.remove')}
          kind="danger"
          confirm={t('publications.categories.remove_text')}
        />
      </Section>
    </>
  );
}

export function RulesPage({ desk, state }: { desk: Desk; state: FormState }): VNode {
  const { t } = desk;
  const title = t('publications.rules.title');
  return (
    <>
      <Breadcrumbs t={t} items={[{ href: OFFICE, label: t('publications.menu') }, { label: title }]} />
      <PageHeading title={title} lead={t('publications.rules.lead')} />
      <SchemaForm
        t={t}
        fields={fieldsOf(RulesForm)}
        state={state}
        action={`${OFFICE}/reglas`}
        submit={t('publications.office.save')}
        cancelHref={OFFICE}
      />
    </>
  );
}

/** How a text that is being written looks, for those without scripts. */
export function LookPage({ desk: { t }, title, body }: { desk: Desk; title: string; body: VNode }): VNode {
  return (
    <>
      <PageHeading
        eyebrow={t('publications.preview.title')}
        title={title || t('publications.preview.title')}
      />
      {body}
    </>
  );
}
