/** What was voted in a process, round by round: counts as printed, what is needed, what does not add up. */
import type { VNode } from 'preact';
import { Button } from '../../../ui/controls/button.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { candidacyPath, selectionPath } from '../addresses.ts';
import type { Result, Round } from '../queries/votes.ts';
import type { Threshold } from '../schemas/kind-file.ts';
import { Marks, type Noted, NotesSection, OtherValues } from './noted.tsx';
import { type FramedProcess, ProcessFrame } from './process-frame.tsx';
import { EnteredTag, TallyFaults, tallyIn, TallyWords, thresholdWords } from './votes-said.tsx';
import { dateWords, type Reader } from './words.ts';

export interface VotedProcess extends FramedProcess {
  kind: { thresholds: readonly Threshold[] };
}

export interface RoundsProps extends Reader {
  process: VotedProcess;
  rounds: readonly Round[];
  results: ReadonlyMap<string, readonly Result[]>;
  noted: Noted;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export const roundPath = (process: Pick<FramedProcess, 'slug'>, key: string): string =>
  `${selectionPath(process.slug, 'votaciones')}?ronda=${encodeURIComponent(key)}`;

export function RoundsPage(props: RoundsProps): VNode {
  const { t, lang, process, rounds } = props;
  return (
    <ProcessFrame
      t={t}
      process={process}
      page="votaciones"
      title={t('selections.votes.title')}
      lead={t('selections.votes.lead')}
    >
      {rounds.length === 0 ? (
        <EmptyState
          title={t('selections.votes.empty')}
          action={<Button href={selectionPath(process.slug)}>{t('selections.to_process')}</Button>}
        >
          {t('selections.votes.empty_text')}
        </EmptyState>
      ) : (
        rounds.map((round) => <RoundSection {...props} round={round} />)
      )}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      <NotesSection t={t} lang={lang} noted={props.noted} />
    </ProcessFrame>
  );
}

/** With its number, unless the matter ends with it: “Nómina: ronda 3”. */
export function roundTitle(round: Pick<Round, 'number' | 'matter'>, t: Reader['t']): string {
  const isSaid = round.number === null || round.matter.endsWith(` ${round.number}`);
  return isSaid
    ? round.matter
    : t('selections.votes.round', { number: round.number ?? 0, matter: round.matter });
}

function RoundSection(props: RoundsProps & { round: Round }): VNode {
  const { t, process, round, results } = props;
  const shown = results.get(round.id) ?? [];
  const more = (shown[0]?.total ?? 0) - shown.length;
  const hasBallots = shown.some((one) => ballotsOf(one) > 0);
  return (
    <section class="section vote-round" id={`ronda-${round.key}`}>
      <RoundHead {...props} level={2} />
      {shown.length > 0 ? (
        <ResultTable {...props} results={shown} />
      ) : (
        <p class="soft">{t('selections.votes.no_results')}</p>
      )}
      {more > 0 || hasBallots ? (
        <p>
          <SafeLink href={roundPath(process, round.key)}>
            {more > 0
              ? t('selections.votes.see_all', { count: more })
              : t('selections.votes.see_ballots', { round: roundTitle(round, t) })}
          </SafeLink>
        </p>
      ) : null}
    </section>
  );
}

export const ballotsOf = (one: Result): number =>
  one.ballots_for + one.ballots_against + one.ballots_abstained + one.ballots_absent;

export interface RoundHeadProps extends Reader {
  process: VotedProcess;
  round: Round;
  noted: Noted;
  level: 1 | 2;
}

/** When, who, what was needed: of a page's own heading the title stands above. */
export function RoundHead({ t, lang, process, round, noted, level }: RoundHeadProps): VNode {
  const threshold = thresholdWords(
    process.kind.thresholds.find(({ key }) => key === round.threshold),
    round,
    t,
  );
  const facts = [
    dateWords(round.on_date, lang) || t('selections.no_date'),
    round.body_name,
    round.is_proposal ? t('selections.votes.proposal') : '',
    round.present === null ? '' : t('selections.votes.present', { count: round.present }),
    round.entitled === null ? '' : t('selections.votes.members', { count: round.entitled }),
    round.to_fill === null ? '' : t('selections.votes.to_fill', { count: round.to_fill }),
  ].filter(Boolean);
  const marks = <Marks t={t} noted={noted} id={round.id} />;
  return (
    <div class="vote-head">
      {level === 2 ? (
        <h2>
          {roundTitle(round, t)}
          {marks}
        </h2>
      ) : null}
      <p class="soft">
        {facts.join(' · ')}
        {level === 1 ? marks : null}
      </p>
      {threshold === undefined ? null : <p>{threshold}</p>}
      {round.note === '' ? null : <p>{round.note}</p>}
      <OtherValues t={t} noted={noted} id={round.id} />
    </div>
  );
}

export function ResultTable({
  t,
  process,
  round,
  results,
}: Pick<RoundsProps, 't' | 'process'> & { round: Round; results: readonly Result[] }): VNode {
  return (
    <DataTable
      caption={t('selections.votes.results')}
      captionHidden
      columns={[
        {
          header: t(round.is_proposal ? 'selections.votes.option' : 'selections.votes.candidate'),
          rowHeader: true,
          cell: (one: Result) => <ResultName process={process} one={one} />,
        },
        {
          header: t('selections.votes.counts'),
          cell: (one: Result) => <ResultCounts t={t} round={round} one={one} />,
        },
        {
          header: t('selections.votes.outcome'),
          cell: (one: Result) =>
            one.entered === null ? (
              <span class="soft">{t('selections.votes.outcome_unknown')}</span>
            ) : (
              <EnteredTag t={t} entered={one.entered} />
            ),
        },
      ]}
      rows={results}
    />
  );
}

function ResultName({ process, one }: { process: FramedProcess; one: Result }): VNode {
  return one.slug === null ? (
    <>{one.option}</>
  ) : (
    <SafeLink href={candidacyPath(process.slug, one.slug)}>{one.name}</SafeLink>
  );
}

function ResultCounts({ t, round, one }: { t: Reader['t']; round: Round; one: Result }): VNode {
  const tally = tallyIn(one, round);
  return (
    <>
      <TallyWords t={t} tally={tally} />
      {tally.isPartial ? (
        <p class="partial">
          <StatusTag tone="warning">{t('selections.votes.incomplete')}</StatusTag>{' '}
          {t('selections.votes.recorded', { count: tally.recorded })}
        </p>
      ) : null}
      {one.note === '' ? null : <p class="soft">{one.note}</p>}
      <TallyFaults t={t} faults={tally.faults} />
    </>
  );
}
