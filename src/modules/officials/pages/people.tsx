/** Everybody in the record, in Spanish order, by what they held and took part in. */
import type { VNode } from 'preact';
import { Button } from '../../../ui/controls/button.tsx';
import { type Option, Select } from '../../../ui/controls/choice-fields.tsx';
import { FilterForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { TextField } from '../../../ui/controls/text-field.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { initials } from '../../../ui/data/person.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { JUSTICIAPEDIA, PEOPLE, personPath } from '../addresses.ts';
import { PEOPLE_FILES } from '../api-paths.ts';
import type { Held, ListedPerson } from '../queries/people.ts';
import { heldWords, type Reader, whenWords } from './person-words.ts';

export const PEOPLE_STYLES = 'people.css';

/** As in the address. */
export interface PeopleAsked {
  institucion: string;
  puesto: string;
  territorio: string;
  anio: string;
  genero: string;
  proceso: string;
  tipo: string;
  letra: string;
}

export interface PeopleListProps extends Reader {
  asked: PeopleAsked;
  items: readonly ListedPerson[];
  held: ReadonlyMap<string, readonly Held[]>;
  /** What can be chosen; where they are counted, with how many there would be. */
  choices: Readonly<
    Record<'institucion' | 'puesto' | 'territorio' | 'genero' | 'proceso' | 'tipo', readonly Option[]>
  >;
  /** In words. */
  count: string;
  /** Of what begins with it. */
  letters: readonly { letter: string; href: string }[];
  /** Whether anybody is in the record at all. */
  isEmpty: boolean;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function PeopleListPage(props: PeopleListProps): VNode {
  const { t, items, asked } = props;
  const filtered = Object.values(asked).some(Boolean);
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: JUSTICIAPEDIA, label: t('officials.title') }, { label: t('officials.people.title') }]}
      />
      <PageHeading title={t('officials.people.title')} lead={t('officials.people.lead')} />
      {props.isEmpty ? (
        <EmptyState title={t('officials.people.empty')}>{t('officials.people.empty_text')}</EmptyState>
      ) : (
        <>
          <Filters {...props} clearHref={filtered ? PEOPLE : undefined} />
          <Letters {...props} />
          <p class="people-count">{props.count}</p>
          {items.length > 0 ? <List {...props} /> : <None {...props} />}
        </>
      )}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      {props.isEmpty ? null : <Files {...props} />}
    </>
  );
}

const FILES = ['personas', 'cargos', 'hechos', 'json', 'popolo', 'ftm'] as const;

/** Everybody in the list, whatever is filtered, for whoever works with it. */
function Files({ t }: PeopleListProps): VNode {
  return (
    <Section title={t('officials.people.files')}>
      <ul class="plain-list stack stack-tight">
        {FILES.map((name) => (
          <li>
            <SafeLink href={PEOPLE_FILES[name]} download>
              {t(`officials.people.file.${name}`)}
            </SafeLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function None({ t }: PeopleListProps): VNode {
  return (
    <EmptyState
      title={t('officials.people.none')}
      action={
        <>
          <Button href={PEOPLE}>{t('officials.people.all')}</Button>
          <Button kind="secondary" href="/buscar">
            {t('officials.people.search')}
          </Button>
        </>
      }
    >
      {t('officials.people.none_text')}
    </EmptyState>
  );
}

function Filters({
  t,
  asked,
  choices,
  clearHref,
}: PeopleListProps & { clearHref: string | undefined }): VNode {
  const select = (name: keyof PeopleListProps['choices']) =>
    choices[name].length === 0 && asked[name] === '' ? null : (
      <Select
        t={t}
        mark={false}
        empty={t('officials.people.filter.all')}
        id={`f-${name}`}
        name={name}
        label={t(`officials.people.filter.${name}`)}
        options={choices[name]}
        value={asked[name]}
      />
    );
  return (
    <FilterForm t={t} action={PEOPLE} label={t('officials.people.filter.label')} clearHref={clearHref}>
      {select('institucion')}
      {select('puesto')}
      {select('proceso')}
      {select('territorio')}
      <TextField
        t={t}
        mark={false}
        id="f-anio"
        name="anio"
        label={t('officials.people.filter.anio')}
        value={asked.anio}
        inputmode="numeric"
        width="short"
      />
      {select('genero')}
      {select('tipo')}
    </FilterForm>
  );
}

function Letters({ t, letters, asked }: PeopleListProps): VNode {
  return (
    <nav class="letters" aria-label={t('officials.people.letters')}>
      <ul>
        {letters.map(({ letter, href }) => (
          <li>
            <SafeLink href={href} current={asked.letra === letter}>
              {letter.toUpperCase()}
            </SafeLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function List(props: PeopleListProps): VNode {
  return (
    <ul class="people-list">
      {props.items.map((person) => (
        <li>
          <span class="avatar" aria-hidden="true">
            {initials(person.name)}
          </span>
          <div>
            <h2>
              <SafeLink href={personPath(person.slug)}>{person.name}</SafeLink>
            </h2>
            <HeldLines {...props} lines={props.held.get(person.id) ?? []} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function HeldLines({ t, lang, lines }: Reader & { lines: readonly Held[] }): VNode | null {
  const more = (lines[0]?.total ?? 0) - lines.length;
  if (lines.length === 0) return null;
  return (
    <>
      {lines.map((one) => {
        const span = whenWords({ t, lang }, one);
        return (
          <p>
            {heldWords(one, t)}
            {span ? <span class="soft"> · {span}</span> : null}
          </p>
        );
      })}
      {more > 0 ? <p class="soft">{t('officials.people.more', { count: more })}</p> : null}
    </>
  );
}
