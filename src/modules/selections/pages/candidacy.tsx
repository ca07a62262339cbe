/** One candidacy: what became of it, points, objections with their answers, votes, each with its source. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Timeline, type TimelineEntry } from '../../../ui/data/timeline.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { selectionPath } from '../addresses.ts';
import type { Candidacy, DocumentRow, GradingRow, Rank, StateRow, VoteRow } from '../queries/candidacy.ts';
import type { CheckRow } from '../queries/checks.ts';
import type { Elsewhere } from '../queries/elsewhere.ts';
import type { ObjectionRow } from '../queries/objections.ts';
import type { ScoreSheet } from '../rules/scores.ts';
import { needsGround, stateTone } from '../rules/states.ts';
import type { Threshold } from '../schemas/kind-file.ts';
import { Checks } from './checks.tsx';
import { ElsewhereList } from './elsewhere.tsx';
import { Marks, type Noted, NotesSection, OtherValues } from './noted.tsx';
import { ObjectionCard, objectionsWords } from './objection.tsx';
import { type FramedProcess, ProcessFrame } from './process-frame.tsx';
import { roundTitle } from './rounds.tsx';
import { ScoreTable } from './score-sheet.tsx';
import { EnteredTag, TallyFaults, tallyIn, TallyWords, thresholdWords } from './votes-said.tsx';
import { dateWords, type Reader, stateWords } from './words.ts';

export interface GradedSheet {
  grading: GradingRow;
  sheet: ScoreSheet;
  rank: Rank | undefined;
}

export interface CandidacyProps extends Reader {
  process: FramedProcess & { kind: { thresholds: readonly Threshold[] } };
  candidacy: Candidacy;
  /** Name of the body it was filed with, where there are several. */
  body: string | undefined;
  /** Page of the person in Justiciapedia. */
  personHref: string | undefined;
  states: readonly StateRow[];
  sheets: readonly GradedSheet[];
  objections: readonly ObjectionRow[];
  checks: readonly CheckRow[];
  votes: readonly VoteRow[];
  documents: readonly DocumentRow[];
  elsewhere: readonly Elsewhere[];
  noted: Noted;
}

export function CandidacyPage(props: CandidacyProps): VNode {
  const { t, lang, process, candidacy, noted } = props;
  return (
    <ProcessFrame
      t={t}
      process={process}
      page="aspirantes"
      below={candidacy.name}
      eyebrow={t('selections.candidacy.eyebrow', { process: process.title })}
      title={candidacy.name}
      head={<Head {...props} />}
    >
      <OtherValues t={t} noted={noted} id={candidacy.id} />
      <States {...props} />
      <Scores {...props} />
      <Votes {...props} />
      <Objections {...props} />
      <Checks t={t} lang={lang} checks={props.checks} noted={noted} />
      <Documents {...props} />
      <ElsewhereList
        t={t}
        title={t('selections.elsewhere.title')}
        items={props.elsewhere}
        own={candidacy.name}
      />
      <NotesSection t={t} lang={lang} noted={noted} />
    </ProcessFrame>
  );
}

function Head(props: CandidacyProps): VNode {
  const { t, process, candidacy, noted } = props;
  const rows: SummaryRow[] = [
    {
      label: t('selections.candidacy.state_now'),
      value: (
        <>
          {candidacy.state === '' ? (
            stateWords('', t)
          ) : (
            <StatusTag tone={stateTone(candidacy.state)}>{stateWords(candidacy.state, t)}</StatusTag>
          )}
          <Marks t={t} noted={noted} id={candidacy.id} />
        </>
      ),
    },
    ...(candidacy.file_number === ''
      ? []
      : [{ label: t('selections.candidacy.file_number'), value: candidacy.file_number }]),
    ...(candidacy.seat === ''
      ? []
      : [{ label: t('selections.candidacy.seat'), value: t(`selections.seat.${candidacy.seat}`) }]),
    ...(props.body === undefined ? [] : [{ label: t('selections.candidacy.through'), value: props.body }]),
  ];
  return (
    <>
      <SummaryList look="facts" rows={rows} />
      {candidacy.note === '' ? null : <p>{candidacy.note}</p>}
      <ButtonRow>
        {props.personHref === undefined ? null : (
          <Button kind="secondary" href={props.personHref}>
            {t('selections.candidacy.person')}
          </Button>
        )}
        <Button
          kind="secondary"
          href={`${selectionPath(process.slug, 'comparar')}?a=${encodeURIComponent(candidacy.slug)}`}
        >
          {t('selections.candidacy.compare')}
        </Button>
      </ButtonRow>
    </>
  );
}

function States({ t, lang, states, noted }: CandidacyProps): VNode | null {
  if (states.length === 0) return null;
  const entries = states.map((one): TimelineEntry => ({
    date: dateWords(one.on_date, lang) || t('selections.no_date'),
    dateTime: one.on_date ?? undefined,
    title: stateWords(one.state, t),
    body: (
      <>
        <p>
          {stateDetail(one, t)}
          <Marks t={t} noted={noted} id={one.id} />
        </p>
        <OtherValues t={t} noted={noted} id={one.id} />
      </>
    ),
  }));
  return (
    <Section title={t('selections.candidacy.states')} id="estados">
      <Timeline t={t} entries={entries} />
    </Section>
  );
}

/** The ground is the procedural one; where a page shows none, the notice has it. */
function stateDetail(one: StateRow, t: Reader['t']): string {
  const ground = one.ground || (needsGround(one.state) ? t('selections.candidacy.ground_in_notice') : '');
  const votes =
    one.votes_for === null
      ? ''
      : one.votes_against === null
        ? t('selections.votes.count.for', { count: one.votes_for })
        : `${t('selections.votes.count.for', { count: one.votes_for })} · ${t('selections.votes.count.against', { count: one.votes_against })}`;
  const by = one.decided_by === '' ? '' : t(`selections.decided_by.${one.decided_by}`);
  return [ground, by, votes].filter(Boolean).join(' · ');
}

function Scores(props: CandidacyProps): VNode | null {
  const { t, lang, sheets, noted } = props;
  if (sheets.length === 0) return null;
  return (
    <Section title={t('selections.candidacy.scores')} id="punteo">
      {sheets.map(({ grading, sheet, rank }) => (
        <section class="graded">
          <h3>
            {grading.title}
            <Marks t={t} noted={noted} id={grading.id} />
          </h3>
          <p class="soft">
            {[
              dateWords(grading.on_date, lang),
              grading.grader === '' ? '' : t('selections.score.grader', { grader: grading.grader }),
              grading.rubric_title === null
                ? ''
                : t('selections.score.rubric', { rubric: grading.rubric_title }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {grading.note === '' ? null : <p>{grading.note}</p>}
          <ScoreTable t={t} lang={lang} sheet={sheet} caption={grading.title} />
          {rank === undefined ? null : (
            <p>
              {t('selections.score.rank', { rank: rank.rank, of: rank.of })}{' '}
              <span class="soft">({t('selections.derived')})</span>
            </p>
          )}
          <OtherValues t={t} noted={noted} id={grading.id} />
        </section>
      ))}
    </Section>
  );
}

function Votes(props: CandidacyProps): VNode | null {
  const { t, process, votes } = props;
  if (votes.length === 0) return null;
  return (
    <Section
      title={t('selections.candidacy.votes')}
      id="votos"
      action={
        <SafeLink href={selectionPath(process.slug, 'votaciones')}>{t('selections.votes.all')}</SafeLink>
      }
    >
      <ol class="vote-list">
        {votes.map((one) => (
          <li>
            <VoteOn {...props} one={one} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function VoteOn({ t, lang, process, noted, one }: CandidacyProps & { one: VoteRow }): VNode {
  const tally = tallyIn(one, one);
  const threshold = thresholdWords(
    process.kind.thresholds.find(({ key }) => key === one.threshold),
    one,
    t,
  );
  return (
    <>
      <p class="soft">{[dateWords(one.on_date, lang), one.body_name].filter(Boolean).join(' · ')}</p>
      <h3>
        {roundTitle(one, t)}
        <Marks t={t} noted={noted} id={one.round_id} />
      </h3>
      <p>
        <TallyWords t={t} tally={tally} /> <EnteredTag t={t} entered={one.entered} />
      </p>
      {threshold === undefined ? null : <p class="soft">{threshold}</p>}
      {tally.isPartial ? (
        <p>
          <StatusTag tone="warning">{t('selections.votes.incomplete')}</StatusTag>{' '}
          {t('selections.votes.recorded', { count: tally.recorded })}
        </p>
      ) : null}
      {one.note === '' ? null : <p>{one.note}</p>}
      <TallyFaults t={t} faults={tally.faults} />
    </>
  );
}

function Objections({ t, lang, objections, noted }: CandidacyProps): VNode | null {
  if (objections.length === 0) return null;
  const counted = objections.flatMap(({ count }) => count ?? []);
  return (
    <Section
      title={objectionsWords(
        { filed: counted.reduce((sum, one) => sum + one, 0), uncounted: objections.length - counted.length },
        t,
      )}
      id="objeciones"
    >
      <p class="soft">{t('selections.objection.neutral')}</p>
      {objections.map((one) => (
        <ObjectionCard t={t} lang={lang} one={one} noted={noted} />
      ))}
    </Section>
  );
}

function Documents({ t, candidacy, documents, noted }: CandidacyProps): VNode | null {
  if (documents.length === 0 && candidacy.plan === '') return null;
  return (
    <Section title={t('selections.candidacy.documents')} id="documentos">
      {documents.length > 0 ? (
        <ul class="plain-list stack stack-tight">
          {documents.map(({ id, title }) => (
            <li>
              {title}
              <Marks t={t} noted={noted} id={id} />
            </li>
          ))}
        </ul>
      ) : null}
      {candidacy.plan === '' ? null : (
        <Disclosure summary={t('selections.candidacy.plan')}>
          <Prose text={candidacy.plan} />
        </Disclosure>
      )}
    </Section>
  );
}
