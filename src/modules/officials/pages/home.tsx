/** The first page of Justiciapedia: what it is, what there is, how the institutions hang together. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Form } from '../../../ui/controls/form.tsx';
import { Card } from '../../../ui/data/card.tsx';
import { Stat, StatGrid } from '../../../ui/data/figures.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { FEED, INSTITUTIONS, MAP, PEOPLE, SEARCH } from '../addresses.ts';
import type { Totals } from '../queries/institution-additions.ts';
import type { TreeRow } from '../queries/institutions.ts';
import type { TreeNode } from '../rules/institution-tree.ts';
import { OrgChart } from './org-chart.tsx';
import type { Reader } from './person-words.ts';

export interface HomeProps extends Reader {
  tree: readonly TreeNode<TreeRow>[];
  totals: Totals;
  /** On which they rest. */
  sources: number;
}

const PROMISES = ['source', 'contradictions', 'history', 'dignity'] as const;

export function HomePage({ t, tree, totals, sources }: HomeProps): VNode {
  return (
    <div class="justiciapedia">
      <PageHeading look="band" title={t('officials.menu')} lead={t('officials.home.lead')}>
        <div class="justiciapedia-search">
          <SearchField t={t} />
        </div>
      </PageHeading>
      <StatGrid>
        <Stat
          label={t('officials.home.institutions')}
          value={totals.institutions}
          href={totals.institutions > 0 ? INSTITUTIONS : undefined}
        />
        {totals.people > 0 ? (
          <Stat label={t('officials.home.people')} value={totals.people} href={PEOPLE} />
        ) : null}
        <Stat label={t('officials.home.sources')} value={sources} note={t('officials.home.sources_note')} />
      </StatGrid>
      {totals.people > 0 ? (
        <ButtonRow>
          <Button href={PEOPLE}>{t('officials.home.see_people')}</Button>
          <Button kind="secondary" href={MAP}>
            {t('officials.home.see_map')}
          </Button>
        </ButtonRow>
      ) : null}
      {tree.length > 0 ? (
        <Section
          title={t('officials.home.structure')}
          action={<SafeLink href={INSTITUTIONS}>{t('officials.home.all_institutions')}</SafeLink>}
        >
          <p class="soft">{t('officials.home.structure_lead')}</p>
          <OrgChart nodes={tree} wide />
        </Section>
      ) : (
        <EmptyState title={t('officials.home.empty')}>{t('officials.home.empty_text')}</EmptyState>
      )}
      <Section title={t('officials.home.how')}>
        <div class="card-grid">
          {PROMISES.map((name) => (
            <Card title={t(`officials.home.how.${name}`)}>{t(`officials.home.how.${name}.text`)}</Card>
          ))}
        </div>
        <p>
          <SafeLink href={FEED}>{t('officials.feed.follow')}</SafeLink>
        </p>
      </Section>
    </div>
  );
}

/** The search of the whole site. */
function SearchField({ t }: Pick<Reader, 't'>): VNode {
  return (
    <search>
      <Form method="get" action={SEARCH}>
        <label for="q">{t('officials.home.search')}</label>
        <div class="justiciapedia-search-row">
          <input class="input" id="q" name="q" type="search" maxlength={200} autocomplete="off" />
          <Button>{t('officials.home.search_submit')}</Button>
        </div>
      </Form>
    </search>
  );
}
