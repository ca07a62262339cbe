/** Every process: those that are running first, then by year. */
import type { VNode } from 'preact';
import { Button } from '../../../ui/controls/button.tsx';
import { Select } from '../../../ui/controls/choice-fields.tsx';
import { FilterForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Card, CardGrid } from '../../../ui/data/card.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { Badge, TagRow } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { ELECTIONS, kindPath, selectionPath } from '../addresses.ts';
import type { StandingProcess } from '../queries/standings.ts';
import { nextWords, nowWords, StandingTag } from './standing-words.tsx';
import { dateWords, type Reader } from './words.ts';

export const LIST_STATES = ['abiertas', 'terminadas'] as const;

export interface SelectionListProps extends Reader {
  /** As in the address. */
  asked: { tipo: string; estado: string };
  kinds: readonly { slug: string; title: string }[];
  /** Of what was asked for, those on this page. */
  open: readonly StandingProcess[];
  over: readonly StandingProcess[];
  count: number;
  /** Whether there is any process at all. */
  isEmpty: boolean;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function SelectionListPage(props: SelectionListProps): VNode {
  const { t, open, over, count, kinds } = props;
  const years = Map.groupBy(over, ({ selection }) => selection.year);
  return (
    <div class="selection-page">
      <PageHeading title={t('selections.title')} lead={t('selections.list.lead')} look="band" />
      {props.isEmpty ? (
        <EmptyState title={t('selections.list.empty')}>{t('selections.list.empty_text')}</EmptyState>
      ) : (
        <>
          <Filters {...props} />
          <p class="list-count">{t('selections.list.count', { count })}</p>
          {count === 0 ? (
            <EmptyState
              title={t('selections.list.none')}
              action={<Button href={ELECTIONS}>{t('selections.list.all')}</Button>}
            >
              {t('selections.list.none_text')}
            </EmptyState>
          ) : null}
          {open.length > 0 ? (
            <Section title={t('selections.list.open')} id="abiertas">
              <Cards {...props} processes={open} />
            </Section>
          ) : null}
          {[...years].map(([year, processes]) => (
            <Section title={String(year)} id={`anio-${year}`}>
              <Cards {...props} processes={processes} />
            </Section>
          ))}
        </>
      )}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      {kinds.length > 0 ? (
        <Section title={t('selections.list.kinds')} id="tipos">
          <ul class="plain-list stack stack-tight">
            {kinds.map(({ slug, title }) => (
              <li>
                <SafeLink href={kindPath(slug)}>{title}</SafeLink>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </div>
  );
}

function Filters({ t, asked, kinds }: SelectionListProps): VNode {
  const filtered = asked.tipo !== '' || asked.estado !== '';
  return (
    <FilterForm
      t={t}
      action={ELECTIONS}
      label={t('selections.list.filter')}
      {...(filtered && { clearHref: ELECTIONS })}
    >
      <Select
        t={t}
        id="tipo"
        name="tipo"
        label={t('selections.kind.one')}
        mark={false}
        empty={t('selections.list.any')}
        value={asked.tipo}
        options={kinds.map(({ slug, title }) => ({ value: slug, label: title }))}
      />
      <Select
        t={t}
        id="estado"
        name="estado"
        label={t('selections.list.state')}
        mark={false}
        empty={t('selections.list.any')}
        value={asked.estado}
        options={LIST_STATES.map((state) => ({ value: state, label: t(`selections.list.${state}`) }))}
      />
    </FilterForm>
  );
}

function Cards(props: Reader & { processes: readonly StandingProcess[] }): VNode {
  return (
    <CardGrid>
      {props.processes.map((process) => (
        <ProcessCard {...process} t={props.t} lang={props.lang} />
      ))}
    </CardGrid>
  );
}

/** One process in few words: where it stands and what follows. */
export function ProcessCard({ t, lang, selection, kind, standing }: Reader & StandingProcess): VNode {
  const reader = { t, lang };
  const { next, sourcesEnd } = standing;
  return (
    <Card
      title={selection.title}
      href={selectionPath(selection.slug)}
      eyebrow={kind.title === selection.title ? kind.country : kind.title}
      footer={
        <TagRow>
          <StandingTag t={t} standing={standing} />
          {selection.is_example ? <Badge>{t('selections.example_short')}</Badge> : null}
        </TagRow>
      }
    >
      <p>{nowWords(reader, standing)}</p>
      {next && sourcesEnd === undefined ? (
        <p class="soft">{t('selections.list.next', { words: nextWords(reader, next) })}</p>
      ) : null}
      {sourcesEnd === undefined ? null : (
        <p class="soft">{t('selections.sources_end_short', { date: dateWords(sourcesEnd, lang) })}</p>
      )}
    </Card>
  );
}
