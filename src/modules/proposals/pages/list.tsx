/** All proposals: the latest, those that need an answer, or those that most support. */
import type { VNode } from 'preact';
import { plainDate, shortDate } from '../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { type Option, Select } from '../../../ui/controls/choice-fields.tsx';
import { FilterForm, HiddenFields } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Pagination, Tabs } from '../../../ui/data/navigation.tsx';
import { Badge, StatusTag, TagRow } from '../../../ui/data/tag.tsx';
import { excerpt } from '../../../ui/excerpt.ts';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import type { Tone } from '../../../ui/tone.ts';
import {
  LEDGER,
  NEW_PROPOSAL,
  proposalPath,
  PROPOSALS,
  PROPOSALS_CSV,
  PROPOSALS_FEED,
  PROPOSALS_JSON,
  PROPOSALS_MAP,
} from '../addresses.ts';
import type { ListedProposal } from '../queries/lists.ts';
import type { SupportKinds } from '../queries/supports.ts';
import { answerStateOf, SORT_WORDS, SORTS, type Sort } from '../rules/lists.ts';
import { categoryWords, departmentWords, type Reader } from './words.ts';

export const FILTERS = ['estado', 'categoria', 'departamento', 'institucion', 'encuentro'] as const;

/** As in the address. */
export type Asked = Readonly<Record<(typeof FILTERS)[number], string>>;

export interface ListProps extends Reader {
  asked: Asked;
  sort: Sort;
  /** In the organisation's zone. */
  today: Temporal.PlainDate;
  items: readonly ListedProposal[];
  supports: ReadonlyMap<string, SupportKinds>;
  choices: Readonly<Record<keyof Asked, readonly Option[]>>;
  /** In words. */
  count: string;
  /** Pages of other modules about all proposals. */
  ways: readonly { href: string; label: string }[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

/** The list with these filters in this order. */
export function listHref(asked: Asked, sort: Sort, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(
    FILTERS.flatMap((name) => (asked[name] ? [[name, asked[name]] as [string, string]] : [])),
  );
  if (SORT_WORDS[sort] !== '') query.set('orden', SORT_WORDS[sort]);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.size > 0 ? `${PROPOSALS}?${query.toString()}` : PROPOSALS;
}

export function ListPage(props: ListProps): VNode {
  const { t, items, asked, sort } = props;
  const filtered = FILTERS.some((name) => asked[name] !== '');
  const isEmpty = items.length === 0 && !filtered && sort === 'latest' && props.firstHref === undefined;
  return (
    <>
      <PageHeading look="band" title={t('proposals.title')} lead={t('proposals.lead')}>
        <ButtonRow>
          <Button href={NEW_PROPOSAL}>{t('proposals.propose')}</Button>
          <Button kind="secondary" href={PROPOSALS_MAP}>
            {t('proposals.map.title')}
          </Button>
        </ButtonRow>
      </PageHeading>
      {isEmpty ? null : (
        <div class="proposal-find">
          <Disclosure summary={t('proposals.filter')} open={filtered}>
            <Filters {...props} clearHref={filtered ? PROPOSALS : undefined} />
          </Disclosure>
          <Tabs
            label={t('proposals.sort')}
            items={SORTS.map((one) => ({
              href: listHref(asked, one),
              label: t(`proposals.sort.${one}`),
              current: one === sort,
            }))}
          />
        </div>
      )}
      {items.length > 0 ? (
        <>
          <p class="soft">{sort === 'need' ? t('proposals.sort.need_how') : props.count}</p>
          <ol class="proposal-list">
            {items.map((item) => (
              <li>
                <Entry {...props} item={item} />
              </li>
            ))}
          </ol>
        </>
      ) : (
        <EmptyState
          title={t(isEmpty ? 'proposals.empty' : 'proposals.none')}
          action={<Button href={NEW_PROPOSAL}>{t('proposals.propose')}</Button>}
        >
          {t(isEmpty ? 'proposals.empty_text' : 'proposals.none_text')}
        </EmptyState>
      )}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      <Foot {...props} />
    </>
  );
}

function Foot({ t, ways }: ListProps): VNode {
  const all = [
    ...ways,
    { href: LEDGER, label: t('proposals.ledger.title') },
    { href: PROPOSALS_FEED, label: t('proposals.feed') },
  ];
  return (
    <div class="proposal-foot soft">
      <p>
        {all.map(({ href, label }, at) => (
          <>
            {at > 0 ? ' · ' : null}
            <SafeLink href={href}>{label}</SafeLink>
          </>
        ))}
      </p>
      <p>
        {t('proposals.data')}{' '}
        <SafeLink href={PROPOSALS_CSV} download>
          CSV
        </SafeLink>{' '}
        <SafeLink href={PROPOSALS_JSON} download>
          JSON
        </SafeLink>
      </p>
    </div>
  );
}

function Filters({
  t,
  asked,
  sort,
  choices,
  clearHref,
}: ListProps & { clearHref: string | undefined }): VNode {
  return (
    <FilterForm t={t} action={PROPOSALS} label={t('proposals.filter')} clearHref={clearHref}>
      {SORT_WORDS[sort] === '' ? null : <HiddenFields fields={{ orden: SORT_WORDS[sort] }} />}
      {FILTERS.map((name) =>
        choices[name].length === 0 ? null : (
          <Select
            t={t}
            id={`f-${name}`}
            name={name}
            label={t(`proposals.filter.${name}`)}
            options={choices[name]}
            empty={t('proposals.filter.all')}
            value={asked[name]}
            mark={false}
          />
        ),
      )}
    </FilterForm>
  );
}

const SUMMARY = 200;

function Entry(props: ListProps & { item: ListedProposal }): VNode {
  const { t, lang, zone, item } = props;
  const foreign = item.lang === lang ? undefined : item.lang;
  const supports = supportWords(t, props.supports.get(item.id));
  return (
    <article class="card">
      <p class="eyebrow">
        {t('proposals.number', { number: item.number })} · {shortDate(item.published_at, zone, lang)}
      </p>
      <h2 lang={foreign}>
        <SafeLink href={proposalPath(item.number)}>{item.title}</SafeLink>
      </h2>
      {item.summary === item.title ? null : <p lang={foreign}>{excerpt(item.summary, SUMMARY)}</p>}
      <TagRow>
        <Badge>{categoryWords(t, item.category)}</Badge>
        {item.department ? <Badge>{departmentWords(t, item.department)}</Badge> : null}
        {supports ? <Badge>{supports}</Badge> : null}
        {item.listed.project ? <Badge>{t('proposals.state.project')}</Badge> : null}
      </TagRow>
      <Standing {...props} />
    </article>
  );
}

const KINDS = ['confirmed', 'meeting', 'paper'] as const;

/** How each is known: a sum alone would pass raised hands for confirmed mails. Empty: nobody yet. */
function supportWords(t: Reader['t'], kinds: SupportKinds | undefined): string {
  if (!kinds) return '';
  const said = KINDS.filter((kind) => kinds[kind] > 0);
  const count = said.reduce((sum, kind) => sum + kinds[kind], 0);
  const how = said.map((kind) => t(`proposals.supports_short.${kind}`, { count: kinds[kind] })).join(', ');
  return count === 0 ? '' : t('proposals.supports_short', { count, how });
}

const TONES: Readonly<Record<'waiting' | 'late' | 'answered', Tone>> = {
  waiting: 'info',
  late: 'danger',
  answered: 'success',
};

function Standing({ t, lang, today, item }: ListProps & { item: ListedProposal }): VNode | null {
  const state = answerStateOf(item.listed, today);
  if (state === 'unasked') return null;
  const { open_due: due, open_since: since } = item.listed;
  const words =
    state === 'late' && due
      ? t('proposals.standing.late', { day: plainDate(due, lang) })
      : state === 'waiting' && since
        ? t('proposals.standing.waiting', { day: plainDate(since, lang) })
        : t(`proposals.standing.${state === 'answered' ? 'answered' : 'asked'}`);
  return (
    <p>
      <StatusTag tone={TONES[state]}>{words}</StatusTag>
    </p>
  );
}
