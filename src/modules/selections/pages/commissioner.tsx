/** One commissioner: every commission, every vote that is recorded with its reason, across processes. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { Badge, StatusTag, TagRow } from '../../../ui/data/tag.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { candidacyPath, ELECTIONS, selectionHistoryPath, selectionPath } from '../addresses.ts';
import type { CommissionSeat, RecordedVote } from '../queries/commissioner.ts';
import type { CheckRow } from '../queries/checks.ts';
import type { Elsewhere } from '../queries/elsewhere.ts';
import { Checks } from './checks.tsx';
import { holderWords } from './commission.tsx';
import { ElsewhereList } from './elsewhere.tsx';
import { Marks, type Noted, NotesSection, OtherValues } from './noted.tsx';
import { roundPath, roundTitle } from './rounds.tsx';
import { dateWords, type Reader } from './words.ts';

export interface CommissionerProps extends Reader {
  name: string;
  personHref: string | undefined;
  seats: readonly CommissionSeat[];
  checks: readonly CheckRow[];
  votes: readonly RecordedVote[];
  /** Of all. */
  voteCount: number;
  elsewhere: readonly Elsewhere[];
  noted: Noted;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function CommissionerPage(props: CommissionerProps): VNode {
  const { t, lang, name, noted } = props;
  return (
    <div class="selection-page">
      <Breadcrumbs t={t} items={[{ href: ELECTIONS, label: t('selections.title') }, { label: name }]} />
      <PageHeading
        eyebrow={t('selections.commissioner.eyebrow')}
        title={name}
        lead={t('selections.commissioner.lead', {
          seats: props.seats.length,
          votes: props.voteCount,
        })}
      >
        {props.personHref === undefined ? null : (
          <ButtonRow>
            <Button kind="secondary" href={props.personHref}>
              {t('selections.candidacy.person')}
            </Button>
          </ButtonRow>
        )}
      </PageHeading>
      <Seats {...props} />
      <Votes {...props} />
      <Checks
        t={t}
        lang={lang}
        checks={props.checks}
        noted={noted}
        where={(one) => props.seats.find(({ id }) => id === one.holder_id)?.selection_title ?? ''}
      />
      <ElsewhereList t={t} title={t('selections.elsewhere.title')} items={props.elsewhere} own={name} />
      <NotesSection t={t} lang={lang} noted={noted} />
    </div>
  );
}

function Seats({ t, lang, name, seats, noted }: CommissionerProps): VNode {
  return (
    <Section title={t('selections.commissioner.seats')} id="comisiones">
      <ul class="seat-list">
        {seats.map((one) => (
          <li>
            <p class="soft">{[one.body, one.seat].join(' · ')}</p>
            <p class="seat-name">
              <SafeLink href={selectionPath(one.selection_slug, 'comision')}>{one.selection_title}</SafeLink>
              <Marks t={t} noted={noted} id={one.id} />
            </p>
            {one.office !== '' || one.alternate ? (
              <TagRow>
                {one.office === '' ? null : (
                  <StatusTag tone="info">{t(`selections.office.${one.office}`)}</StatusTag>
                )}
                {one.alternate ? <Badge>{t('selections.seat.alternate')}</Badge> : null}
              </TagRow>
            ) : null}
            <p class="soft">
              {[
                ...holderWords({ t, lang }, one),
                one.name === name ? '' : t('selections.elsewhere.printed_as', { name: one.name }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {one.note === '' ? null : <p class="soft">{one.note}</p>}
            <OtherValues t={t} noted={noted} id={one.id} />
            <p>
              <SafeLink href={selectionHistoryPath(one.selection_id)}>
                {t('selections.foot.process_history')}
              </SafeLink>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Votes(props: CommissionerProps): VNode {
  const { t, votes } = props;
  const rounds = [...Map.groupBy(votes, ({ round_id: id }) => id).values()];
  return (
    <Section title={t('selections.commissioner.votes')} id="votos">
      {votes.length === 0 ? <p class="soft">{t('selections.commissioner.no_votes')}</p> : null}
      {rounds.map((list) => (
        <RoundVotes {...props} list={list} />
      ))}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
    </Section>
  );
}

function RoundVotes({
  t,
  lang,
  noted,
  list,
}: CommissionerProps & { list: readonly RecordedVote[] }): VNode | null {
  const [first] = list;
  if (!first) return null;
  return (
    <section class="cast">
      <h3>
        <SafeLink href={roundPath({ slug: first.selection_slug }, first.round_key)}>
          {roundTitle(first, t)}
        </SafeLink>
        <Marks t={t} noted={noted} id={first.round_id} />
      </h3>
      <p class="soft">
        {[
          first.selection_title,
          dateWords(first.on_date, lang),
          first.complete ? '' : t('selections.votes.incomplete'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <ul class="cast-list">
        {list.map((one) => (
          <li id={`v-${one.result_id}`}>
            <p>
              <strong>{t(`selections.choice.${one.choice}`)}</strong>
              {': '}
              {one.candidacy_slug === null ? (
                one.about
              ) : (
                <SafeLink href={candidacyPath(one.selection_slug, one.candidacy_slug)}>{one.about}</SafeLink>
              )}
            </p>
            {one.reason === '' ? null : <Prose text={one.reason} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
