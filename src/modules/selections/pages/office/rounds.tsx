/** Rounds of votes at the desk: all of them, and one with its results. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { officeRoundPath, officeSelectionPath } from '../../addresses.ts';
import type { OfficeSelection } from '../../queries/office.ts';
import type { OfficeCandidacy } from '../../queries/office-rows.ts';
import type { OfficeResult, OfficeRound, OfficeRoundFound } from '../../queries/office-votes.ts';
import { dateWords, stateWords } from '../words.ts';
import { Cited } from './cited.tsx';
import { FindCandidacy } from './find-candidacy.tsx';
import { type Desk, SelectionFrame } from './frame.tsx';

interface OfProcess {
  desk: Desk;
  row: OfficeSelection;
}

export function OfficeRoundsPage({
  desk,
  row,
  rounds,
}: OfProcess & { rounds: readonly OfficeRound[] }): VNode {
  const { t, lang } = desk;
  return (
    <SelectionFrame desk={desk} row={row} title={t('selections.votes.title')}>
      <ButtonRow>
        <Button href={officeSelectionPath(row.id, 'votaciones/nueva')}>
          {t('selections.office.new_round')}
        </Button>
      </ButtonRow>
      <DataTable
        caption={t('selections.votes.title')}
        captionHidden
        rows={rounds}
        columns={[
          {
            header: t('selections.form.matter'),
            rowHeader: true,
            cell: (one: OfficeRound) => (
              <SafeLink href={officeRoundPath(row.id, one.id)}>
                {one.number === null
                  ? one.matter
                  : t('selections.votes.round', { number: one.number, matter: one.matter })}
              </SafeLink>
            ),
          },
          {
            header: t('selections.office.date'),
            cell: (one) => dateWords(one.on_date, lang) || t('selections.event.no_date'),
          },
          { header: t('selections.votes.results'), numeric: true, cell: (one) => Number(one.results) },
          { header: t('selections.office.state'), cell: (one) => <Whole t={t} complete={one.complete} /> },
          { header: t('selections.office.cited'), cell: (one) => <Cited t={t} cited={one.cited} /> },
        ]}
        empty={<p>{t('selections.office.no_rounds')}</p>}
      />
    </SelectionFrame>
  );
}

function Whole({ t, complete }: { t: Desk['t']; complete: boolean }): VNode {
  return complete ? (
    <StatusTag tone="success">{t('selections.office.complete')}</StatusTag>
  ) : (
    <StatusTag tone="warning">{t('selections.votes.incomplete')}</StatusTag>
  );
}

interface RoundProps extends OfProcess {
  round: OfficeRoundFound;
  results: readonly OfficeResult[];
  asked: string;
  candidacies: readonly OfficeCandidacy[];
}

export function OfficeRoundPage(props: RoundProps): VNode {
  const { desk, row, round, results } = props;
  const { t, lang } = desk;
  return (
    <SelectionFrame
      desk={desk}
      row={row}
      title={round.matter}
      lead={[
        round.body_name,
        dateWords(round.on_date, lang) || t('selections.event.no_date'),
        round.number === null ? '' : t('selections.office.round_number', { number: round.number }),
      ]
        .filter(Boolean)
        .join(' · ')}
      between={[{ href: officeSelectionPath(row.id, 'votaciones'), label: t('selections.votes.title') }]}
    >
      <p>
        <Whole t={t} complete={round.complete} />{' '}
        <SafeLink href={officeRoundPath(row.id, round.id, 'datos')}>
          {t('selections.office.one_round')}
        </SafeLink>
      </p>
      <Results {...props} results={results} />
      <Section title={t('selections.office.add_result')}>
        {round.is_proposal ? (
          <ButtonRow>
            <Button href={officeRoundPath(row.id, round.id, 'resultados/nuevo')}>
              {t('selections.office.new_option')}
            </Button>
          </ButtonRow>
        ) : (
          <Waiting {...props} />
        )}
      </Section>
    </SelectionFrame>
  );
}

function Results({ desk, row, round, results }: RoundProps): VNode {
  const { t } = desk;
  const members = round.entitled ?? round.body_entitled;
  return (
    <Section title={t('selections.votes.results')}>
      <DataTable
        caption={t('selections.votes.results')}
        captionHidden
        rows={results}
        columns={[
          {
            header: t(round.is_proposal ? 'selections.votes.option' : 'selections.votes.candidate'),
            rowHeader: true,
            cell: (one: OfficeResult) => (
              <SafeLink href={officeRoundPath(row.id, round.id, `resultados/${one.id}`)}>
                {one.name ?? one.option}
              </SafeLink>
            ),
          },
          {
            header: t('selections.office.ballots_recorded'),
            cell: (one) =>
              members === null
                ? Number(one.recorded)
                : t('selections.office.recorded_of', { recorded: Number(one.recorded), members }),
          },
          {
            header: t('selections.office.printed_for'),
            numeric: true,
            cell: (one) => one.votes_for ?? t('selections.score.not_recorded'),
          },
        ]}
        empty={<p>{t('selections.office.no_results')}</p>}
      />
    </Section>
  );
}

/** Candidacies without a result in this round. */
function Waiting({ desk, row, round, results, asked, candidacies }: RoundProps): VNode {
  const { t } = desk;
  const has = new Set(results.map(({ candidacy_id: id }) => id));
  const href = (id: string) =>
    `${officeRoundPath(row.id, round.id, 'resultados/nuevo')}?${new URLSearchParams({ aspirante: id }).toString()}`;
  return (
    <>
      <FindCandidacy t={t} here={officeRoundPath(row.id, round.id)} asked={asked} />
      <DataTable
        caption={t('selections.office.candidacies')}
        captionHidden
        rows={candidacies.filter(({ id }) => !has.has(id))}
        columns={[
          {
            header: t('selections.office.name'),
            rowHeader: true,
            cell: (one: OfficeCandidacy) => <SafeLink href={href(one.id)}>{one.name}</SafeLink>,
          },
          { header: t('selections.form.state'), cell: (one) => stateWords(one.state, t) },
        ]}
        empty={<p>{t('selections.office.no_candidacies')}</p>}
      />
    </>
  );
}
