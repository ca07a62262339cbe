/** Everybody who asked for the office in one process, as far as a source says so. */
import type { VNode } from 'preact';
import { Button } from '../../../ui/controls/button.tsx';
import { Select } from '../../../ui/controls/choice-fields.tsx';
import { FilterForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { TextField } from '../../../ui/controls/text-field.tsx';
import { BarList } from '../../../ui/data/figures.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { candidacyPath, selectionPath } from '../addresses.ts';
import type { ListedCandidacy, Reached, Sort } from '../queries/candidacies.ts';
import { FUNNEL, stateTone } from '../rules/states.ts';
import { Marks, type Noted, NotesSection } from './noted.tsx';
import { type FramedProcess, ProcessFrame } from './process-frame.tsx';
import { numberWords, type Reader, stateWords } from './words.ts';

/** As in the address. */
export interface CandidaciesAsked {
  nombre: string;
  estado: string;
  ante: string;
  orden: Sort;
}

export interface CandidaciesProps extends Reader {
  process: FramedProcess;
  asked: CandidaciesAsked;
  items: readonly ListedCandidacy[];
  /** Of those that were asked for. */
  count: number;
  /** Of all. */
  total: number;
  states: readonly Reached[];
  /** Bodies with which a candidacy could be filed, where there are several. */
  bodies: readonly { key: string; name: string }[];
  /** The sheet whose totals are shown. */
  grading: { title: string } | undefined;
  noted: Noted;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function CandidaciesPage(props: CandidaciesProps): VNode {
  const { t, lang, process, total } = props;
  return (
    <ProcessFrame
      t={t}
      process={process}
      page="aspirantes"
      title={t('selections.candidacies.title')}
      lead={t('selections.candidacies.lead')}
    >
      {total === 0 ? (
        <EmptyState
          title={t('selections.candidacies.empty')}
          action={<Button href={selectionPath(process.slug)}>{t('selections.to_process')}</Button>}
        >
          {t('selections.candidacies.empty_text')}
        </EmptyState>
      ) : (
        <>
          <Funnel {...props} />
          <Section title={t('selections.candidacies.list')} id="lista">
            <Filters {...props} />
            <p class="list-count">{t('selections.candidacies.count', { count: props.count })}</p>
            {props.items.length > 0 ? <List {...props} /> : <None {...props} />}
            <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
          </Section>
          <NotesSection t={t} lang={lang} noted={props.noted} />
        </>
      )}
    </ProcessFrame>
  );
}

/** How many came to each state: of candidacies with a source, which may be fewer than a source counts. */
function Funnel({ t, states, total }: CandidaciesProps): VNode | null {
  const shown = FUNNEL.flatMap((state) => states.find((one) => one.state === state) ?? []);
  if (shown.length === 0) return null;
  return (
    <Section title={t('selections.candidacies.funnel')} id="etapas">
      <p class="derived">
        <StatusTag tone="neutral">{t('selections.derived')}</StatusTag>{' '}
        {t('selections.candidacies.funnel_text', { count: total })}
      </p>
      <BarList
        caption={t('selections.candidacies.funnel_caption')}
        labelHeader={t('selections.candidacies.state')}
        valueHeader={t('selections.candidacies.reached')}
        max={total}
        items={shown.map(({ state, reached }) => ({ label: stateWords(state, t), value: reached }))}
      />
    </Section>
  );
}

function Filters({ t, process, asked, states, bodies, grading }: CandidaciesProps): VNode {
  const path = selectionPath(process.slug, 'aspirantes');
  const filtered = asked.nombre !== '' || asked.estado !== '' || asked.ante !== '';
  const sorts: readonly Sort[] = grading ? ['name', 'file', 'score'] : ['name', 'file'];
  return (
    <FilterForm
      t={t}
      action={path}
      label={t('selections.candidacies.filter')}
      clearHref={filtered ? path : undefined}
    >
      <TextField
        t={t}
        mark={false}
        id="f-nombre"
        name="nombre"
        type="search"
        label={t('selections.candidacies.filter_name')}
        value={asked.nombre}
      />
      <Select
        t={t}
        mark={false}
        id="f-estado"
        name="estado"
        label={t('selections.candidacies.filter_state')}
        empty={t('selections.candidacies.any')}
        options={states
          .filter(({ now, state }) => now > 0 || state === asked.estado)
          .toSorted((a, b) => FUNNEL.indexOf(a.state) - FUNNEL.indexOf(b.state))
          .map(({ state, now }) => ({ value: state, label: `${stateWords(state, t)} (${now})` }))}
        value={asked.estado}
      />
      {bodies.length > 1 ? (
        <Select
          t={t}
          mark={false}
          id="f-ante"
          name="ante"
          label={t('selections.candidacies.filter_through')}
          empty={t('selections.candidacies.any')}
          options={bodies.map(({ key, name }) => ({ value: key, label: name }))}
          value={asked.ante}
        />
      ) : null}
      <Select
        t={t}
        mark={false}
        id="f-orden"
        name="orden"
        label={t('selections.candidacies.sort')}
        empty={null}
        options={sorts.map((sort) => ({ value: sort, label: t(`selections.candidacies.sorted.${sort}`) }))}
        value={asked.orden}
      />
    </FilterForm>
  );
}

function None({ t, process }: CandidaciesProps): VNode {
  return (
    <EmptyState
      level={3}
      title={t('selections.candidacies.none')}
      action={
        <Button href={selectionPath(process.slug, 'aspirantes')}>{t('selections.candidacies.all')}</Button>
      }
    >
      {t('selections.candidacies.none_text')}
    </EmptyState>
  );
}

function List(props: CandidaciesProps): VNode {
  const { t, process, noted } = props;
  return (
    <ul class="candidacy-list">
      {props.items.map((one) => (
        <li>
          <div>
            <h3>
              <SafeLink href={candidacyPath(process.slug, one.slug)}>{one.name}</SafeLink>
              <Marks t={t} noted={noted} id={one.id} />
            </h3>
            <Details {...props} one={one} />
          </div>
          <Total {...props} one={one} />
        </li>
      ))}
    </ul>
  );
}

function Details({ t, bodies, one }: CandidaciesProps & { one: ListedCandidacy }): VNode | null {
  const body = bodies.length > 1 ? bodies.find(({ key }) => key === one.through)?.name : undefined;
  const words = [
    one.file_number === '' ? '' : t('selections.candidacy.file', { number: one.file_number }),
    one.seat === '' ? '' : t(`selections.seat.${one.seat}`),
    body ?? '',
  ].filter(Boolean);
  return (
    <p class="soft">
      {one.state === '' ? null : (
        <StatusTag tone={stateTone(one.state)}>{stateWords(one.state, t)}</StatusTag>
      )}
      {words.length > 0 ? ` ${words.join(' · ')}` : null}
    </p>
  );
}

function Total({ t, lang, grading, one }: CandidaciesProps & { one: ListedCandidacy }): VNode | null {
  if (!grading) return null;
  if (one.total === null) return <p class="candidacy-total soft">{t('selections.score.none')}</p>;
  return (
    <p class="candidacy-total">
      <strong>{numberWords(one.total, lang)}</strong>{' '}
      <span class="soft">
        {one.is_printed ? t('selections.score.points') : t('selections.score.points_derived')}
      </span>
    </p>
  );
}
