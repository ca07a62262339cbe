/** What a record cites, in the back office: the notes in their order, and the way to one more. */
import type { VNode } from 'preact';
import { fieldsOf, withOptions } from '../../../platform/forms/field.ts';
import { officePastPath } from '../../../platform/history/paths.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import type { RecordRef } from '../../../platform/links.ts';
import type { Citation } from '../../../platform/sources/citations.ts';
import type { CitedField } from '../../../platform/sources/cited.ts';
import { citationsPath, OFFICE_SOURCES, officeSourcePath } from '../../../platform/sources/paths.ts';
import type { Source } from '../../../platform/sources/queries.ts';
import { sameValue } from '../../../platform/sources/words.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm, FilterForm, Form } from '../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { TextField } from '../../../ui/controls/text-field.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { numberNotes } from '../../../ui/data/number-notes.ts';
import { StatusTag, TagRow } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { CitationForm, MOST_REASON, ShowForm, WHOLE } from '../schemas/sources.ts';
import { SourceTold } from './source-told.tsx';
import { sourceLine } from './source-words.ts';

export interface CitedDesk {
  t: Translate;
  lang: Lang;
  record: RecordRef;
  fields: readonly CitedField[];
  /** Whoever takes a source away is asked why. */
  tellsWhy?: true | undefined;
}

function fieldWords({ t, fields }: CitedDesk, name: string): string {
  return name === '' ? t('site.sources.whole') : (fields.find((f) => f.name === name)?.label ?? name);
}

export interface CitationListProps extends CitedDesk {
  done?: string | undefined;
  citations: readonly Citation[];
  /** Ids of those that are only cited by a list of the record itself. */
  fromRecord: ReadonlySet<string>;
  /** What was looked for, and what was found. */
  asked: string;
  found: readonly Source[] | undefined;
}

export function CitationListPage(props: CitationListProps): VNode {
  const { t, citations, record } = props;
  return (
    <>
      <SourceTold t={t} code={props.done} />
      <Undecided {...props} />
      {citations.length === 0 ? (
        <EmptyState title={t('site.sources.citations.none')}>
          {t('site.sources.citations.none_text')}
        </EmptyState>
      ) : (
        <ol class="notes">
          {citations.map((citation, at) => (
            <CitedItem
              {...props}
              citation={citation}
              isFirst={at === 0}
              isLast={at === citations.length - 1}
            />
          ))}
        </ol>
      )}
      {citations.length > 0 ? (
        <p>
          <a href={officePastPath('citas', `${record.kind}:${record.id}`)}>
            {t('site.sources.record_history')}
          </a>
        </p>
      ) : null}
      <AddCitation {...props} />
    </>
  );
}

/** Sources that print different values, while nobody has said which is shown and why. */
function Undecided(props: CitationListProps): VNode | null {
  const { t, citations } = props;
  const open = numberNotes(citations, sameValue).contradicted.filter(({ values }) =>
    values.every(({ reason }) => reason === ''),
  );
  // What was just done says it already.
  if (open.length === 0 || props.done === 'contradicts') return null;
  return (
    <Notice t={t} kind="warning" title={t('site.sources.citations.undecided')}>
      <p>{open.map(({ name }) => fieldWords(props, name)).join(', ')}</p>
      <p>{t('site.sources.citations.undecided_text')}</p>
    </Notice>
  );
}

function CitedItem(
  props: CitationListProps & { citation: Citation; isFirst: boolean; isLast: boolean },
): VNode {
  const { t, lang, citation } = props;
  const { source } = citation;
  return (
    <li>
      <p class="note-title">
        <a href={officeSourcePath(source.id)}>{source.title}</a>
      </p>
      <p class="soft">{sourceLine(source, t, lang)}</p>
      <p>
        {fieldWords(props, citation.field)}
        {citation.value ? (
          <>
            : <strong>{citation.value}</strong>
          </>
        ) : null}
        {citation.page ? ` · ${citation.page}` : null}
      </p>
      {citation.passage ? (
        <blockquote>
          <p>{citation.passage}</p>
        </blockquote>
      ) : null}
      {citation.shown ? null : (
        <TagRow>
          <StatusTag tone="warning">{t('site.sources.citations.not_shown')}</StatusTag>
        </TagRow>
      )}
      {citation.reason ? <p class="soft">{citation.reason}</p> : null}
      {props.fromRecord.has(citation.id) ? (
        <p class="soft">{t('site.sources.citations.from_record')}</p>
      ) : null}
      <CitationActions {...props} />
    </li>
  );
}

function CitationActions({
  t,
  record,
  citation,
  isFirst,
  isLast,
  tellsWhy,
}: CitationListProps & { citation: Citation; isFirst: boolean; isLast: boolean }): VNode {
  const here = `${citationsPath(record)}/${citation.id}`;
  const about = citation.source.title;
  const move = (to: 'up' | 'down') => (
    <ActionForm
      action={`${here}/mover`}
      fields={{ to }}
      label={t(`site.sources.citations.${to}`)}
      size="small"
      about={about}
    />
  );
  return (
    <div class="copy-actions">
      <Button kind="secondary" size="small" href={here} about={about}>
        {t('site.sources.citations.correct')}
      </Button>
      {isFirst ? null : move('up')}
      {isLast ? null : move('down')}
      {tellsWhy ? (
        <RemoveWithReason t={t} action={`${here}/quitar`} about={about} id={citation.id} />
      ) : (
        <ActionForm
          action={`${here}/quitar`}
          label={t('site.sources.citations.remove')}
          kind="danger"
          size="small"
          confirm={t('site.sources.citations.remove_confirm')}
          about={about}
        />
      )}
    </div>
  );
}

/** Of a record that is not shown without it: the reason stands in its history. */
function RemoveWithReason({
  t,
  action,
  about,
  id,
}: {
  t: Translate;
  action: string;
  about: string;
  id: string;
}): VNode {
  return (
    <Disclosure summary={t('site.sources.citations.remove')}>
      <Form action={action} label={`${t('site.sources.citations.remove')}: ${about}`}>
        <TextField
          t={t}
          id={`why-${id}`}
          name="reason"
          label={t('site.sources.citations.remove_why')}
          hint={t('site.sources.citations.remove_why.hint')}
          value=""
          maxlength={MOST_REASON}
          mark={false}
        />
        <ButtonRow>
          <Button kind="danger" size="small" about={about}>
            {t('site.sources.citations.remove')}
          </Button>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}

function AddCitation({ t, lang, record, asked, found }: CitationListProps): VNode {
  const here = citationsPath(record);
  return (
    <Section title={t('site.sources.citations.add')} id="citar">
      <FilterForm
        t={t}
        action={here}
        label={t('site.sources.search')}
        submit={t('site.sources.search')}
        clearHref={asked === '' ? undefined : here}
      >
        <TextField
          t={t}
          id="q"
          name="q"
          type="search"
          label={t('site.sources.words')}
          value={asked}
          mark={false}
        />
      </FilterForm>
      {found?.length === 0 ? <p>{t('site.sources.nothing')}</p> : null}
      {found && found.length > 0 ? (
        <ul class="link-list">
          {found.map((source) => (
            <li>
              <p class="link-title">{source.title}</p>
              <p class="soft">{sourceLine(source, t, lang)}</p>
              <ButtonRow>
                <Button size="small" href={`${here}/nueva?fuente=${source.id}`} about={source.title}>
                  {t('site.sources.citations.cite')}
                </Button>
              </ButtonRow>
            </li>
          ))}
        </ul>
      ) : null}
      <ButtonRow>
        <Button kind="secondary" href={`${OFFICE_SOURCES}/nueva?para=${record.kind}:${record.id}`}>
          {t('site.sources.new')}
        </Button>
      </ButtonRow>
    </Section>
  );
}

export interface CitationFormProps extends CitedDesk {
  source: Pick<Source, 'id' | 'title'>;
  state: FormState;
  /** Undefined: a new one. */
  citation?: { id: string; field: string; value: string } | undefined;
  /** Whether other sources print another value of its field; then the form that chooses. */
  show?: FormState | undefined;
  done?: string | undefined;
}

export function CitationFormPage(props: CitationFormProps): VNode {
  const { t, record, source, state, citation, show } = props;
  const list = citationsPath(record);
  const here = citation ? `${list}/${citation.id}` : list;
  const fields = withOptions(fieldsOf(CitationForm), {
    field: [
      { value: WHOLE, label: 'site.sources.whole' },
      ...props.fields.map(({ name, label }) => ({ value: name, label: { text: label } })),
    ],
  });
  return (
    <>
      <SourceTold t={t} code={props.done} />
      <p>
        <a href={officeSourcePath(source.id)}>{source.title}</a>
      </p>
      {citation && show ? (
        <Section title={t('site.sources.citations.show')} id="mostrar">
          <p>{t('site.sources.citations.show_lead')}</p>
          <p>
            {fieldWords(props, citation.field)}: <strong>{citation.value}</strong>
          </p>
          <SchemaForm
            t={t}
            action={`${here}/mostrar`}
            fields={fieldsOf(ShowForm)}
            state={show}
            prefix="m"
            label={t('site.sources.citations.show')}
            submit={t('site.sources.citations.show')}
          />
        </Section>
      ) : null}
      {citation && show ? <h2>{t('site.sources.citations.correct')}</h2> : null}
      <SchemaForm
        t={t}
        action={citation ? here : `${list}/nueva`}
        fields={fields}
        state={state}
        submit={t(citation ? 'site.sources.save' : 'site.sources.citations.cite')}
        cancelHref={list}
        hidden={citation ? {} : { fuente: source.id }}
      />
    </>
  );
}
