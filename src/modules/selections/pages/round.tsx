/** One round: its results, and who voted how, a page of candidates at a time. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { commissionerPath } from '../addresses.ts';
import type { MemberRow, Result, Round } from '../queries/votes.ts';
import type { BallotCell, MatrixRow } from '../rules/matrix.ts';
import { type Noted, NotesSection } from './noted.tsx';
import { ProcessFrame } from './process-frame.tsx';
import { ballotsOf, ResultTable, RoundHead, roundTitle, type VotedProcess } from './rounds.tsx';
import type { Reader } from './words.ts';

export interface RoundProps extends Reader {
  process: VotedProcess;
  round: Round;
  results: readonly Result[];
  matrix: readonly MatrixRow<MemberRow>[];
  noted: Noted;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function RoundPage(props: RoundProps): VNode {
  const { t, lang, process, round, results, matrix, noted } = props;
  const title = roundTitle(round, t);
  const recorded = results.some((one) => ballotsOf(one) > 0);
  return (
    <ProcessFrame
      t={t}
      process={process}
      page="votaciones"
      below={title}
      title={title}
      head={<RoundHead t={t} lang={lang} process={process} round={round} noted={noted} level={1} />}
    >
      <Section title={t('selections.votes.results')} id="resultados">
        <ResultTable t={t} process={process} round={round} results={results} />
      </Section>
      <Section title={t('selections.matrix.title')} id="votos">
        {recorded && !round.complete ? (
          <Notice t={t} kind="warning" title={t('selections.votes.incomplete')}>
            <p>{t('selections.matrix.incomplete')}</p>
          </Notice>
        ) : null}
        {recorded && matrix.length > 0 ? (
          <Matrix {...props} />
        ) : (
          <p class="soft">{t('selections.matrix.none')}</p>
        )}
      </Section>
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      <NotesSection t={t} lang={lang} noted={noted} />
    </ProcessFrame>
  );
}

type Row = MatrixRow<MemberRow>;

function Matrix({ t, round, results, matrix }: RoundProps): VNode {
  return (
    <div class="vote-matrix">
      <DataTable
        caption={t('selections.matrix.caption')}
        columns={[
          {
            header: t('selections.matrix.member'),
            rowHeader: true,
            cell: ({ member }: Row) => (
              // What they sit by is cited on the page of the commission; how they voted, by the round.
              <SafeLink href={commissionerPath(member.person_slug ?? member.id)}>{member.name}</SafeLink>
            ),
          },
          ...results.map((result, at) => ({
            header: result.name ?? result.option,
            cell: ({ member, cells }: Row) => <Ballot t={t} round={round} member={member} cell={cells[at]} />,
          })),
        ]}
        rows={matrix}
      />
    </div>
  );
}

/** The sign for the eye, the word for everybody: readable without colour. */
const SIGNS = { for: '✓', against: '✗', abstained: '○', absent: '–' } as const;

function Ballot({
  t,
  round,
  member,
  cell,
}: {
  t: Reader['t'];
  round: Round;
  member: MemberRow;
  cell: BallotCell | undefined;
}): VNode {
  if (!cell) return <span class="soft">{t('selections.matrix.not_recorded')}</span>;
  return (
    <>
      <span aria-hidden="true">{SIGNS[cell.choice]} </span>
      {t(`selections.choice.${cell.choice}`)}
      {cell.has_reason ? (
        <>
          {' '}
          <SafeLink
            href={`${commissionerPath(member.person_slug ?? member.id)}?ronda=${round.id}#v-${cell.result_id}`}
          >
            {t('selections.matrix.reason')}
          </SafeLink>
        </>
      ) : null}
    </>
  );
}
