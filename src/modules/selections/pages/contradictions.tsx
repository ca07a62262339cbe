/** Everything of a process of which sources print different values: what is shown, what others say, and why. */
import type { VNode } from 'preact';
import { isMessageKey } from '../../../platform/i18n/translate.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { NoteRefs } from '../../../ui/data/citations.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { ELECTIONS, selectionPath } from '../addresses.ts';
import { Marks, type Noted, NotesSection } from './noted.tsx';
import { ProcessTabs } from './process-frame.tsx';
import { dateWords, fieldWords, type Reader } from './words.ts';

export interface ContradictedRow {
  id: string;
  kind: string;
  title: string;
  href: string;
  row: Readonly<Record<string, unknown>>;
  /** Why the value shown is the one, by field, where it is said with that value. */
  reasons: ReadonlyMap<string, string>;
}

export interface ContradictionsProps extends Reader {
  process: { slug: string; title: string };
  rows: readonly ContradictedRow[];
  noted: Noted;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function ContradictionsPage(props: ContradictionsProps): VNode {
  const { t, lang, process, rows, noted } = props;
  const groups = [...Map.groupBy(rows, ({ kind }) => kind)];
  return (
    <div class="selection-page">
      <Breadcrumbs
        t={t}
        items={[
          { href: ELECTIONS, label: t('selections.title') },
          { href: selectionPath(process.slug), label: process.title },
          { label: t('selections.contradictions.title') },
        ]}
      />
      <PageHeading
        eyebrow={process.title}
        title={t('selections.contradictions.title')}
        lead={t('selections.contradictions.lead')}
      />
      <ProcessTabs t={t} slug={process.slug} />
      {rows.length === 0 ? (
        <EmptyState title={t('selections.contradictions.none')} level={2}>
          <p>{t('selections.contradictions.none_text')}</p>
        </EmptyState>
      ) : null}
      {groups.map(([kind, list]) => (
        <Section title={kindWords(kind, props)} id={kind}>
          {list.map((one) => (
            <Row {...props} one={one} />
          ))}
        </Section>
      ))}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      <NotesSection t={t} lang={lang} noted={noted} />
    </div>
  );
}

function kindWords(kind: string, { t }: ContradictionsProps): string {
  const key = `selections.record.${kind}`;
  return isMessageKey(key) ? t(key) : t('selections.one');
}

type Others = NonNullable<ReturnType<Noted['others']['get']>>;

function Row(props: ContradictionsProps & { one: ContradictedRow }): VNode {
  const { t, lang, noted, one } = props;
  const fields = [...Map.groupBy(noted.others.get(one.id) ?? [], ({ field }) => field)];
  return (
    <div class="contradicted">
      <h3>
        <SafeLink href={one.href}>{one.title}</SafeLink>
        <Marks t={t} noted={noted} id={one.id} />
      </h3>
      {fields.map(([field, others]) => {
        const shown = shownWords(one, field, props);
        const reason = one.reasons.get(field) ?? '';
        return (
          <ul>
            <li class="value-shown">
              <p class="cited-value">
                {capital(fieldWords(field, t), lang)}: {shown || t('selections.contradictions.as_on_page')}
              </p>
              <p>
                <StatusTag tone="info">{t('ui.notes.shown')}</StatusTag>
              </p>
              {reason === '' ? null : <p class="soft">{reason}</p>}
            </li>
            {sameTogether(others).map(({ value, reason: why, marks }) => (
              <li>
                <p class="cited-value">
                  {DATES.has(field) ? dateWords(value, lang) : value}
                  <NoteRefs t={t} marks={marks} />
                </p>
                <p class="soft">{why || t('ui.notes.not_shown')}</p>
              </li>
            ))}
          </ul>
        );
      })}
    </div>
  );
}

/** Sources that print the same for the same reason are one line with their marks. */
function sameTogether(others: Others): Others {
  const groups = Map.groupBy(others, ({ value, reason }) => JSON.stringify([value, reason]));
  return [...groups.values()].flatMap((list) => {
    const [first] = list;
    return first ? [{ ...first, marks: list.flatMap(({ marks }) => marks) }] : [];
  });
}

const capital = (words: string, lang: Reader['lang']): string =>
  words.charAt(0).toLocaleUpperCase(lang) + words.slice(1);

/** Columns by the names that files give them. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  on: ['on_date', 'decided_on', 'filed_on'],
  until: ['until_date'],
  url: ['address'],
};
const DATES: ReadonlySet<string> = new Set([
  'on',
  'until',
  'sworn_on',
  'filed_on',
  'decided_on',
  'starts',
  'ends',
]);
/** Of fields that are codes: where their words stand. */
const CODES: Readonly<Record<string, string>> = {
  state: 'selections.candidacy_state',
  decided_by: 'selections.decided_by',
  filer_kind: 'selections.filer',
  admissibility: 'selections.admissibility',
  office: 'selections.office',
};

/** What the row shows of a field, in words; empty where it is more than one value. */
function shownWords({ kind, row }: ContradictedRow, field: string, { t, lang }: Reader): string {
  const value = (COLUMNS[field] ?? [field])
    .map((column) => (Object.hasOwn(row, column) ? row[column] : undefined))
    .find((one) => one !== null && one !== undefined && one !== '');
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const text = String(value);
  if (DATES.has(field)) return dateWords(text, lang);
  const prefix =
    field === 'outcome' && kind === 'objection'
      ? 'selections.objection_outcome'
      : field === 'seat' && kind === 'candidacy'
        ? 'selections.seat'
        : CODES[field];
  const key = prefix === undefined ? '' : `${prefix}.${text}`;
  return isMessageKey(key) ? t(key) : text;
}
