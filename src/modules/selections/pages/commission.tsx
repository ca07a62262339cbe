/** Who sits in the bodies of a process, by group: who chose them with what votes, changes, oath. */
import type { VNode } from 'preact';
import { Button } from '../../../ui/controls/button.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Badge, StatusTag, TagRow } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { commissionerPath, selectionPath } from '../addresses.ts';
import type { Body } from '../queries/bodies.ts';
import type { HolderRow, SeatRow, Shared } from '../queries/commission.ts';
import type { KindFile } from '../schemas/kind-file.ts';
import { Marks, type Noted, NotesSection, OtherValues } from './noted.tsx';
import { type FramedProcess, ProcessFrame } from './process-frame.tsx';
import { type RubricsProps, RubricsSection } from './rubrics.tsx';
import { dateWords, type Reader } from './words.ts';

export interface CommissionProps extends Reader, RubricsProps {
  process: FramedProcess & { kind: KindFile };
  bodies: readonly Body[];
  seats: readonly SeatRow[];
  holders: readonly HolderRow[];
  shared: readonly Shared[];
  noted: Noted;
}

export function CommissionPage(props: CommissionProps): VNode {
  const { t, lang, process, bodies, seats, holders, rubrics } = props;
  const filled = new Set(holders.map(({ seat_id: id }) => id));
  const shown = bodies.filter(({ id }) => seats.some((seat) => seat.body_id === id && filled.has(seat.id)));
  return (
    <ProcessFrame
      t={t}
      process={process}
      page="comision"
      title={t('selections.commission.title')}
      lead={t('selections.commission.lead')}
    >
      {shown.length === 0 && rubrics.length === 0 ? (
        <EmptyState
          title={t('selections.commission.empty')}
          action={<Button href={selectionPath(process.slug)}>{t('selections.to_process')}</Button>}
        >
          {t('selections.commission.empty_text')}
        </EmptyState>
      ) : null}
      {shown.map((body) => (
        <BodySection {...props} body={body} />
      ))}
      <AlsoElsewhere {...props} />
      <RubricsSection {...props} />
      <NotesSection t={t} lang={lang} noted={props.noted} />
    </ProcessFrame>
  );
}

function BodySection(props: CommissionProps & { body: Body }): VNode {
  const { t, body, seats, holders, noted } = props;
  const own = seats.filter((seat) => seat.body_id === body.id);
  const known = own.filter((seat) =>
    holders.some((holder) => holder.seat_id === seat.id && !holder.alternate),
  ).length;
  const groups = groupsOf(props, own);
  return (
    <Section title={body.name} id={`organo-${body.key}`}>
      <p class="coverage">
        {body.entitled === null
          ? t('selections.commission.known', { known })
          : t('selections.commission.coverage', { known, expected: body.entitled })}
        <Marks t={t} noted={noted} id={body.id} />
      </p>
      {body.note === '' ? null : <p>{body.note}</p>}
      <OtherValues t={t} noted={noted} id={body.id} />
      {groups.map(({ label, list }) => (
        <Group {...props} heading={groups.length > 1 ? label : ''} list={list} />
      ))}
    </Section>
  );
}

interface SeatGroup {
  label: string;
  list: SeatRow[];
}

/** Seats that stand alone, one after the other, are one list without a heading. */
function groupsOf(props: CommissionProps & { body: Body }, seats: readonly SeatRow[]): SeatGroup[] {
  const groups: SeatGroup[] = [];
  for (const [key, list] of Map.groupBy(seats, ({ group_key: group }) => group)) {
    const label = groupLabel(props, key, list);
    const last = groups.at(-1);
    if (label === '' && last?.label === '') last.list.push(...list);
    else groups.push({ label, list: [...list] });
  }
  return groups;
}

/** As the kind calls the group; a group of one seat needs no heading of its own. */
function groupLabel(
  { process, body }: CommissionProps & { body: Body },
  key: string,
  list: readonly SeatRow[],
) {
  if (list.length < 2) return '';
  const parts = process.kind.bodies.find((one) => one.key === body.key)?.parts ?? [];
  return parts.find(({ group }) => group === key)?.label ?? '';
}

function Group(props: CommissionProps & { heading: string; list: readonly SeatRow[] }): VNode | null {
  const { heading, list, holders } = props;
  const shown = list.filter((seat) => holders.some(({ seat_id: id }) => id === seat.id));
  if (shown.length === 0) return null;
  return (
    <>
      {heading === '' ? null : <h3>{heading}</h3>}
      <ul class="seat-list">
        {shown.map((seat) => (
          <Seat {...props} seat={seat} />
        ))}
      </ul>
    </>
  );
}

function Seat(props: CommissionProps & { seat: SeatRow }): VNode {
  const { t, seat, holders } = props;
  const own = holders.filter(({ seat_id: id }) => id === seat.id);
  return (
    <li>
      <p class="soft">
        {seat.label}
        {seat.chairs ? ` · ${t('selections.commission.chairs')}` : ''}
      </p>
      {own.map((one) => (
        <Holder {...props} one={one} />
      ))}
    </li>
  );
}

function Holder(props: CommissionProps & { one: HolderRow }): VNode {
  const { t, lang, one, noted } = props;
  const details = holderWords({ t, lang }, one);
  return (
    <div class="seat-holder">
      <p class="seat-name">
        <SafeLink href={commissionerPath(one.person_slug ?? one.id)}>{one.name}</SafeLink>
        <Marks t={t} noted={noted} id={one.id} />
      </p>
      {one.alternate || one.office !== '' ? (
        <TagRow>
          {one.office === '' ? null : (
            <StatusTag tone="info">{t(`selections.office.${one.office}`)}</StatusTag>
          )}
          {one.alternate ? <Badge>{t('selections.seat.alternate')}</Badge> : null}
        </TagRow>
      ) : null}
      {details.length > 0 ? <p class="soft">{details.join(' · ')}</p> : null}
      {one.note === '' ? null : <p class="soft">{one.note}</p>}
      <OtherValues t={t} noted={noted} id={one.id} />
    </div>
  );
}

/** Who chose somebody with what votes, oath, and from when to when, as far as it is known. */
export function holderWords(
  { t, lang }: Reader,
  one: Pick<
    HolderRow,
    'chosen_by' | 'slate' | 'votes_for' | 'votes_against' | 'sworn_on' | 'starts' | 'ends'
  >,
): string[] {
  const votes = [
    one.votes_for === null ? '' : t('selections.votes.count.for', { count: one.votes_for }),
    one.votes_against === null ? '' : t('selections.votes.count.against', { count: one.votes_against }),
  ].filter(Boolean);
  return [
    one.chosen_by === '' ? '' : t('selections.commission.chosen_by', { who: one.chosen_by }),
    one.slate === '' ? '' : t('selections.commission.slate', { slate: one.slate }),
    votes.join(', '),
    one.sworn_on === null ? '' : t('selections.commission.sworn', { date: dateWords(one.sworn_on, lang) }),
    one.starts === null ? '' : t('selections.commission.from', { date: dateWords(one.starts, lang) }),
    one.ends === null ? '' : t('selections.commission.until', { date: dateWords(one.ends, lang) }),
  ].filter(Boolean);
}

/** Rosters compared: who of this one is printed in those of other processes. */
function AlsoElsewhere({ t, holders, shared }: CommissionProps): VNode | null {
  const names = new Map(holders.map(({ id, name }) => [id, name]));
  const processes = [...Map.groupBy(shared, ({ selection_slug: slug }) => slug)];
  if (processes.length === 0) return null;
  return (
    <Section title={t('selections.commission.also')} id="tambien-en">
      <p class="soft">
        <StatusTag tone="neutral">{t('selections.derived')}</StatusTag> {t('selections.commission.also_text')}
      </p>
      {processes.map(([slug, list]) => {
        // A name that is printed for two seats is one line.
        const own = [...new Map(list.map((one) => [names.get(one.holder_id) ?? one.name, one]))].toSorted(
          ([a], [b]) => a.localeCompare(b, 'es'),
        );
        return (
          <Disclosure
            summary={t('selections.commission.also_in', {
              process: list[0]?.selection_title ?? slug,
              count: own.length,
            })}
          >
            <ul class="plain-list stack stack-tight">
              {own.map(([name, one]) => (
                <li>
                  {name}
                  <span class="soft">
                    {' '}
                    {one.is_person ? t('selections.elsewhere.same_person') : ''}
                    {one.name === name ? '' : ` ${t('selections.elsewhere.printed_as', { name: one.name })}`}
                  </span>
                </li>
              ))}
            </ul>
            <p>
              <SafeLink href={selectionPath(slug, 'comision')}>
                {t('selections.commission.see_other', { process: list[0]?.selection_title ?? slug })}
              </SafeLink>
            </p>
          </Disclosure>
        );
      })}
    </Section>
  );
}
