/** All proposals, the latest first. */
import type { VNode } from 'preact';
import { shortDate } from '../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { type Option, Select } from '../../../ui/controls/choice-fields.tsx';
import { FilterForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { Badge, TagRow } from '../../../ui/data/tag.tsx';
import { excerpt } from '../../../ui/excerpt.ts';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { LEDGER, NEW_PROPOSAL, proposalPath, PROPOSALS, PROPOSALS_FEED } from '../addresses.ts';
import type { ShownProposal } from '../queries/public.ts';
import { categoryWords, departmentWords, type Reader } from './words.ts';

/** As in the address. */
export interface Asked {
  categoria: string;
  departamento: string;
  encuentro: string;
}

export interface ListProps extends Reader {
  asked: Asked;
  items: readonly ShownProposal[];
  choices: Readonly<Record<keyof Asked, readonly Option[]>>;
  /** In words. */
  count: string;
  /** Pages of other modules about all proposals. */
  ways: readonly { href: string; label: string }[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function ListPage(props: ListProps): VNode {
  const { t, items, asked } = props;
  const filtered = Object.values(asked).some(Boolean);
  const isEmpty = items.length === 0 && !filtered && props.firstHref === undefined;
  return (
    <>
      <PageHeading look="band" title={t('proposals.title')} lead={t('proposals.lead')}>
        <ButtonRow>
          <Button href={NEW_PROPOSAL}>{t('proposals.propose')}</Button>
        </ButtonRow>
      </PageHeading>
      {isEmpty ? null : <Filters {...props} clearHref={filtered ? PROPOSALS : undefined} />}
      {items.length > 0 ? (
        <>
          <p class="soft">{props.count}</p>
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
      <p class="soft">
        {props.ways.map(({ href, label }) => (
          <>
            <SafeLink href={href}>{label}</SafeLink>
            {' · '}
          </>
        ))}
        <SafeLink href={LEDGER}>{t('proposals.ledger.title')}</SafeLink>
        {' · '}
        <SafeLink href={PROPOSALS_FEED}>{t('proposals.feed')}</SafeLink>
      </p>
    </>
  );
}

function Filters({ t, asked, choices, clearHref }: ListProps & { clearHref: string | undefined }): VNode {
  const select = (name: keyof Asked) =>
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
    );
  return (
    <FilterForm t={t} action={PROPOSALS} label={t('proposals.filter')} clearHref={clearHref}>
      {select('categoria')}
      {select('departamento')}
      {select('encuentro')}
    </FilterForm>
  );
}

const SUMMARY = 200;

function Entry({ t, lang, zone, item }: Reader & { item: ShownProposal }): VNode {
  const foreign = item.lang === lang ? undefined : item.lang;
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
      </TagRow>
    </article>
  );
}
