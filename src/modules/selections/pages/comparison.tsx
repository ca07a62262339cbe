/** Frente a frente: two to four candidacies side by side, each fact with its note, nothing concluded from it. */
import type { ComponentChildren, VNode } from 'preact';
import { Select } from '../../../ui/controls/choice-fields.tsx';
import { FilterForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { excerpt } from '../../../ui/excerpt.ts';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { candidacyPath, selectionPath } from '../addresses.ts';
import type { ComparedParts } from '../rules/compared.ts';
import { stateTone } from '../rules/states.ts';
import type { Threshold } from '../schemas/kind-file.ts';
import { CheckLines } from './checks.tsx';
import { Career, Objections, Rest, Scores, States, Votes } from './compared-parts.tsx';
import { Marks, type Noted, NotesSection } from './noted.tsx';
import { type FramedProcess, ProcessFrame } from './process-frame.tsx';
import { type Reader, stateWords } from './words.ts';

export const PLACES = ['a', 'b', 'c', 'd'] as const;

export interface ComparedPerson {
  /** Page in Justiciapedia. */
  href: string;
  /** What they held and took part in, as its page says, each in words. */
  career: readonly { id: string; words: string }[];
}

export interface ComparisonProps extends Reader {
  process: FramedProcess & {
    kind: { thresholds: readonly Threshold[]; requirements: readonly { text: string }[] };
  };
  /** Slugs as in the address. */
  asked: Readonly<Record<(typeof PLACES)[number], string>>;
  choices: readonly { slug: string; name: string }[];
  /** There are more than can be offered. */
  hasMore: boolean;
  compared: readonly ComparedParts[];
  people: ReadonlyMap<string, ComparedPerson>;
  /** Signs of a text; the whole of it is on the page of the candidacy. */
  words: number;
  noted: Noted;
}

export function ComparisonPage(props: ComparisonProps): VNode {
  const { t, lang, process, compared, noted, words } = props;
  const short = <C extends { question: string; finding: string }>(check: C): C => ({
    ...check,
    question: excerpt(check.question, words),
    finding: excerpt(check.finding, words),
  });
  return (
    <ProcessFrame
      t={t}
      process={process}
      page="aspirantes"
      below={t('selections.compare.title')}
      title={t('selections.compare.title')}
      lead={t('selections.compare.lead')}
    >
      <Choice {...props} />
      {compared.length < 2 ? (
        <EmptyState title={t('selections.compare.none')}>{t('selections.compare.none_text')}</EmptyState>
      ) : (
        <div class={`compared compared-${compared.length}`}>
          <Heads {...props} />
          <Row
            {...props}
            title={t('selections.compare.career')}
            cell={(one) => <Career {...props} one={one} />}
          />
          <Row
            {...props}
            title={t('selections.candidacy.states')}
            cell={(one) => <States {...props} one={one} />}
          />
          <Row
            {...props}
            title={t('selections.candidacy.scores')}
            cell={(one) => <Scores {...props} one={one} />}
          />
          <Row
            {...props}
            title={t('selections.objections.title')}
            cell={(one) => <Objections {...props} one={one} />}
          />
          <Row
            {...props}
            title={t('selections.checks.title')}
            cell={(one) => (
              <>
                <CheckLines t={t} lang={lang} checks={one.checks.map(short)} noted={noted} />
                <Rest {...props} one={one} count={one.more.checks} below="verificaciones" />
              </>
            )}
          />
          <Row
            {...props}
            title={t('selections.candidacy.votes')}
            cell={(one) => <Votes {...props} one={one} />}
          />
          <Requirements {...props} />
        </div>
      )}
      <NotesSection t={t} lang={lang} noted={noted} />
    </ProcessFrame>
  );
}

/** Works without a script; its address keeps the choice. */
function Choice({ t, process, asked, choices, hasMore }: ComparisonProps): VNode {
  const options = choices.map(({ slug, name }) => ({ value: slug, label: name }));
  return (
    <FilterForm
      t={t}
      action={selectionPath(process.slug, 'comparar')}
      label={t('selections.compare.form')}
      submit={t('selections.compare.submit')}
    >
      {PLACES.map((place, at) => (
        <Select
          t={t}
          mark={false}
          id={`f-${place}`}
          name={place}
          label={t('selections.compare.place', { number: at + 1 })}
          hint={at === 0 && hasMore ? t('selections.compare.more') : undefined}
          empty={t(at < 2 ? 'selections.compare.choose' : 'selections.compare.nobody')}
          options={options}
          value={asked[place]}
        />
      ))}
    </FilterForm>
  );
}

function Heads({ t, process, compared, noted }: ComparisonProps): VNode {
  return (
    <div class="compare-row compare-heads">
      {compared.map(({ candidacy }) => (
        <div>
          <h2>
            <SafeLink href={candidacyPath(process.slug, candidacy.slug)}>{candidacy.name}</SafeLink>
            <Marks t={t} noted={noted} id={candidacy.id} />
          </h2>
          {candidacy.state === '' ? null : (
            <StatusTag tone={stateTone(candidacy.state)}>{stateWords(candidacy.state, t)}</StatusTag>
          )}
        </div>
      ))}
    </div>
  );
}

interface RowProps extends ComparisonProps {
  title: string;
  cell: (one: ComparedParts) => ComponentChildren;
}

/** One subject for all of them; on a phone each cell says whose it is. */
function Row({ title, compared, cell }: RowProps): VNode {
  return (
    <Section title={title}>
      <div class="compare-row">
        {compared.map((one) => (
          <div>
            <h3 class="compare-name">{one.candidacy.name}</h3>
            {cell(one)}
          </div>
        ))}
      </div>
    </Section>
  );
}

/** What the kind asks of everybody: whether somebody meets it is for nobody here to say. */
function Requirements({ t, process }: ComparisonProps): VNode | null {
  const { requirements } = process.kind;
  if (requirements.length === 0) return null;
  return (
    <Section title={t('selections.compare.requirements')}>
      <p class="soft">{t('selections.compare.requirements_text')}</p>
      <ul class="compare-list">
        {requirements.map(({ text }) => (
          <li>{text}</li>
        ))}
      </ul>
    </Section>
  );
}
