/** Records that may be one person: the evidence of both side by side, and somebody's decision. */
import type { VNode } from 'preact';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { RadioGroup, Select } from '../../../../ui/controls/choice-fields.tsx';
import { FilterForm, Form, HiddenFields } from '../../../../ui/controls/form.tsx';
import { TextArea } from '../../../../ui/controls/text-field.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { Pagination, Tabs } from '../../../../ui/data/navigation.tsx';
import { StatusTag, TagRow } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Told } from '../../../../ui/layout/record-frame.tsx';
import type { Tone } from '../../../../ui/tone.ts';
import { OFFICE_IMPORTS, OFFICE_PAIRS } from '../../addresses.ts';
import { MATCH_BANDS, type MatchBand, type MatchReason } from '../../matching/pair.ts';
import type { PairCounts, QueuedPair } from '../../queries/pairs.ts';
import { PairSide, type Side } from './pair-side.tsx';
import type { Reader } from '../person-words.ts';

export const VIEWS = ['cola', 'despues', 'decididas'] as const;
export type View = (typeof VIEWS)[number];

export interface ShownPair {
  pair: QueuedPair;
  one: Side;
  other: Side;
  /** Who decided and when, in words. */
  decided?: string | undefined;
}

export interface PairsProps extends Reader {
  view: View;
  items: readonly ShownPair[];
  counts: PairCounts;
  /** `pareja`: one pair alone is shown. */
  asked: { banda: string; archivo: string; pareja: string };
  imports: readonly { value: string; label: string }[];
  /** Code of what was just done, or why not. */
  done: string | undefined;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function PairsPage(props: PairsProps): VNode {
  const { t, view, counts, items } = props;
  const waiting = Object.values(counts.open).reduce((all, count) => all + count, 0);
  const number: Readonly<Record<View, number>> = {
    cola: waiting,
    despues: counts.later,
    decididas: counts.decided,
  };
  return (
    <>
      <PageHeading title={t('officials.pairs.title')} lead={t('officials.pairs.lead')} />
      <Told
        t={t}
        told={{
          done: `officials.pairs.done.${props.done ?? ''}`,
          refused: `officials.pairs.refused.${props.done ?? ''}`,
        }}
      />
      <Tabs
        label={t('officials.pairs.views')}
        items={VIEWS.map((one) => ({
          href: one === 'cola' ? OFFICE_PAIRS : `${OFFICE_PAIRS}?vista=${one}`,
          label: t(`officials.pairs.view.${one}`),
          current: one === view,
          count: number[one],
        }))}
      />
      {props.asked.pareja ? null : <Filters {...props} />}
      {items.length === 0 ? (
        <EmptyState
          title={t(`officials.pairs.empty.${view}`)}
          action={
            view === 'cola' ? (
              <Button kind="secondary" href={OFFICE_IMPORTS}>
                {t('officials.pairs.to_imports')}
              </Button>
            ) : undefined
          }
        >
          {t('officials.pairs.empty_text')}
        </EmptyState>
      ) : (
        items.map((item, at) => <Pair {...props} item={item} at={at + 1} />)
      )}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
    </>
  );
}

function Filters({ t, asked, counts, imports, view }: PairsProps): VNode {
  const set = asked.banda !== '' || asked.archivo !== '';
  const here = view === 'cola' ? OFFICE_PAIRS : `${OFFICE_PAIRS}?vista=${view}`;
  const base = { t, mark: false, empty: t('officials.people.filter.all') };
  return (
    <FilterForm
      t={t}
      action={OFFICE_PAIRS}
      label={t('officials.pairs.filter')}
      clearHref={set ? here : undefined}
    >
      <HiddenFields fields={view === 'cola' ? {} : { vista: view }} />
      <Select
        {...base}
        id="f-banda"
        name="banda"
        label={t('officials.pairs.band')}
        options={MATCH_BANDS.map((band) => ({
          value: band,
          label: `${t(`officials.pairs.bands.${band}`)}${view === 'cola' ? ` (${counts.open[band] ?? 0})` : ''}`,
        }))}
        value={asked.banda}
      />
      {imports.length > 0 || asked.archivo ? (
        <Select
          {...base}
          id="f-archivo"
          name="archivo"
          label={t('officials.pairs.import')}
          options={imports}
          value={asked.archivo}
        />
      ) : null}
    </FilterForm>
  );
}

const TONES: Readonly<Record<MatchBand, Tone>> = {
  same: 'success',
  equal_name: 'info',
  likely: 'info',
  possible: 'neutral',
  weak: 'neutral',
};
const AGAINST: ReadonlySet<MatchReason> = new Set([
  'bar_number_conflicts',
  'gender_conflicts',
  'birth_year_conflicts',
  'rows_disagree',
  'homonyms_noted',
  'words_differ',
]);

function Pair({ item, at, ...props }: PairsProps & { item: ShownPair; at: number }): VNode {
  const { t } = props;
  const { pair, one, other } = item;
  const heading = `pareja-${at}`;
  return (
    <article class="pair" aria-labelledby={heading}>
      <h2 id={heading}>{t('officials.pairs.question', { one: one.name, other: other.name })}</h2>
      <TagRow>
        <StatusTag tone={TONES[pair.band]}>{t(`officials.pairs.bands.${pair.band}`)}</StatusTag>
        <span class="soft">{t('officials.pairs.score', { score: Math.round(pair.score) })}</span>
      </TagRow>
      <ul class="pair-reasons">
        {pair.reasons.map((reason) => (
          <li class={AGAINST.has(reason) ? 'against' : undefined}>
            {t(`officials.pairs.because.${reason}`)}
          </li>
        ))}
      </ul>
      <div class="pair-sides">
        <PairSide {...props} side={one} other={other} />
        <PairSide {...props} side={other} other={one} />
      </div>
      {pair.decision === 'same' || pair.decision === 'not_same' ? (
        <Decided {...props} item={item} />
      ) : (
        <Decide {...props} item={item} at={at} />
      )}
    </article>
  );
}

/** What the reasons say, as a sentence to begin with. */
function wordsOf(reasons: readonly MatchReason[], t: Translate): string {
  return reasons
    .filter((reason) => !AGAINST.has(reason) && reason !== 'by_hand')
    .map((reason) => `${t(`officials.pairs.because.${reason}`)}.`)
    .join(' ');
}

function Decide({ t, item, at, asked, view }: PairsProps & { item: ShownPair; at: number }): VNode {
  const { pair, one, other } = item;
  return (
    <Form
      action={`${OFFICE_PAIRS}/${pair.id}`}
      label={t('officials.pairs.question', { one: one.name, other: other.name })}
    >
      <HiddenFields fields={{ vista: view, ...asked }} />
      <TextArea
        t={t}
        id={`motivo-${at}`}
        name="reason"
        label={t('officials.pairs.reason')}
        hint={t('officials.pairs.reason_hint')}
        rows={2}
        value={pair.note || wordsOf(pair.reasons, t)}
        mark={false}
      />
      <Disclosure summary={t('officials.pairs.shown')}>
        <RadioGroup
          t={t}
          id={`queda-${at}`}
          name="shown"
          label={t('officials.pairs.shown')}
          hint={t('officials.pairs.shown_hint')}
          mark={false}
          value=""
          options={[
            { value: '', label: t('officials.pairs.shown_auto') },
            { value: 'one', label: one.name },
            { value: 'other', label: other.name },
          ]}
        />
      </Disclosure>
      <ButtonRow>
        {(['same', 'not_same', 'later'] as const).map((decision) => (
          <Button
            kind={decision === 'same' ? 'primary' : 'secondary'}
            name="decision"
            value={decision}
            about={`${one.name} / ${other.name}`}
          >
            {t(`officials.pairs.decide.${decision}`)}
          </Button>
        ))}
      </ButtonRow>
    </Form>
  );
}

function Decided({ t, item, asked }: PairsProps & { item: ShownPair }): VNode {
  const { pair, one, other, decided = '' } = item;
  return (
    <>
      <p>
        <StatusTag tone={pair.decision === 'same' ? 'success' : 'warning'}>
          {t(`officials.pairs.decide.${pair.decision === 'same' ? 'same' : 'not_same'}`)}
        </StatusTag>{' '}
        {decided}
      </p>
      <blockquote>
        <p>{pair.note}</p>
      </blockquote>
      <Disclosure summary={t('officials.pairs.undo')}>
        <Form
          action={`${OFFICE_PAIRS}/${pair.id}/deshacer`}
          label={t('officials.pairs.undo_of', { one: one.name, other: other.name })}
        >
          <HiddenFields fields={{ pareja: asked.pareja }} />
          <TextArea
            t={t}
            id={`deshacer-${pair.id}`}
            name="reason"
            label={t('officials.pairs.reason')}
            hint={t('officials.pairs.undo_hint')}
            rows={2}
            required
          />
          <ButtonRow>
            <Button kind="danger" about={`${one.name} / ${other.name}`}>
              {t('officials.pairs.undo')}
            </Button>
          </ButtonRow>
        </Form>
      </Disclosure>
    </>
  );
}
