/** What observers saw of a process, check by check, and what it comes to. */
import type { VNode } from 'preact';
import type { PictureFacts } from '../../../platform/files/pictures.ts';
import { plainDate } from '../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import type { Citation } from '../../../platform/sources/citations.ts';
import { sourcePath } from '../../../platform/sources/paths.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Citations, NoteRefs } from '../../../ui/data/citations.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { numberNotes } from '../../../ui/data/number-notes.ts';
import { Figure } from '../../../ui/data/picture.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { CRITERIA, ELECTIONS, selectionPath, type StampedProcess } from '../../selections/index.ts';
import { type AnsweredCheck, answeredChecks, type KindStage } from '../checks.ts';
import type { Observation } from '../queries/observations.ts';
import { resultOf } from '../rules/result.ts';
import { AnswerTag, formulaOf } from './words.tsx';

export const OBSERVATION_STYLES = 'observations.css';

export interface ObservationPageProps {
  t: Translate;
  lang: Lang;
  process: Pick<StampedProcess, 'slug' | 'title' | 'kind'>;
  /** Confirmed ones. */
  observations: readonly Observation[];
  pictures: ReadonlyMap<string, PictureFacts>;
  /** Past of an observation by its id. */
  historyHref: (id: string) => string;
}

export function ObservationPage(props: ObservationPageProps): VNode {
  const { t, lang, process, observations } = props;
  const checks = answeredChecks(process.kind, observations);
  const seen = checks.flatMap(({ observation }) => (observation ? [observation] : []));
  const { list, marks } = numberNotes(seen.flatMap(citationOf));
  const stages = process.kind.stages.filter(({ checks: own }) => own.length > 0);
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: ELECTIONS, label: t('selections.title') },
          { href: selectionPath(process.slug), label: process.title },
          { label: t('observations.title') },
        ]}
      />
      <PageHeading eyebrow={process.title} title={t('observations.title')} lead={t('observations.lead')} />
      <Section title={t('observations.result')}>
        <ResultTable {...props} checks={checks} />
        <p class="soft">{t('observations.how')}</p>
      </Section>
      {stages.map((stage) => (
        <StageSection
          {...props}
          stage={stage}
          checks={checks.filter((one) => one.stage === stage)}
          marks={marks}
        />
      ))}
      {list.length > 0 ? (
        <Section title={t('observations.sources')} id="fuentes">
          <Citations t={t} lang={lang} notes={list} sourceHref={sourcePath} />
        </Section>
      ) : null}
    </>
  );
}

function citationOf({ id, source }: Observation): Citation[] {
  return source
    ? [{ id, field: id, value: '', page: '', passage: '', shown: true, reason: '', origin: 'desk', source }]
    : [];
}

function ResultTable({ t, checks }: ObservationPageProps & { checks: readonly AnsweredCheck[] }): VNode {
  const of = (criterion?: string) =>
    resultOf(
      checks
        .filter(({ check }) => criterion === undefined || check.criterion === criterion)
        .map(({ observation }) => observation?.answer),
    );
  const rows = [
    ...CRITERIA.filter((criterion) => checks.some(({ check }) => check.criterion === criterion)).map(
      (criterion) => ({ label: t(`observations.criterion.${criterion}`), result: of(criterion) }),
    ),
    { label: t('observations.all'), result: of() },
  ];
  return (
    <DataTable
      caption={t('observations.result')}
      captionHidden
      rows={rows}
      columns={[
        { header: t('observations.criterion'), rowHeader: true, cell: ({ label }) => label },
        { header: t('observations.of_seen'), cell: ({ result }) => formulaOf(t, result) },
        { header: t('observations.unseen'), numeric: true, cell: ({ result }) => result.unseen },
      ]}
    />
  );
}

interface StageProps extends ObservationPageProps {
  stage: KindStage;
  checks: readonly AnsweredCheck[];
  marks: ReturnType<typeof numberNotes>['marks'];
}

function StageSection(props: StageProps): VNode {
  const { t, stage, checks } = props;
  const answered = checks.filter(({ observation }) => observation !== undefined);
  const open = checks.filter(({ observation }) => observation === undefined);
  return (
    <Section title={stage.title} id={`etapa-${stage.key}`}>
      {answered.length > 0 ? (
        <ol class="observation-list">
          {answered.map(({ check, observation }) => (
            <li>
              <p class="observation-question">{check.question}</p>
              {observation ? <Seen {...props} observation={observation} /> : null}
            </li>
          ))}
        </ol>
      ) : null}
      {open.length > 0 ? (
        <Disclosure summary={t('observations.open', { count: open.length })}>
          <ul>
            {open.map(({ check }) => (
              <li>{check.question}</li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </Section>
  );
}

/** Nobody is named: whoever watches in a hostile room must be able to come back. */
function Seen(props: StageProps & { observation: Observation }): VNode {
  const { t, lang, observation, marks, pictures } = props;
  const picture = pictures.get(observation.file_id ?? '');
  return (
    <>
      <p>
        <AnswerTag t={t} answer={observation.answer} />
        <NoteRefs t={t} marks={marks.get(observation.id)} />
      </p>
      {observation.evidence ? <Prose text={observation.evidence} /> : null}
      {picture ? <Figure picture={picture} sizes="(min-width: 48rem) 30rem, 100vw" /> : null}
      <p class="soft">
        {t('observations.seen_on', { date: plainDate(observation.observed_on, lang) })}{' '}
        <SafeLink href={props.historyHref(observation.id)}>{t('observations.history')}</SafeLink>
      </p>
    </>
  );
}
