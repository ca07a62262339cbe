/** All institutions, by name, of one kind or of all. */
import type { VNode } from 'preact';
import { Select } from '../../../ui/controls/choice-fields.tsx';
import { FilterForm } from '../../../ui/controls/form.tsx';
import { Card, CardGrid } from '../../../ui/data/card.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { INSTITUTIONS, institutionPath, JUSTICIAPEDIA } from '../addresses.ts';
import type { ListedInstitution } from '../queries/institutions.ts';
import { coverageIn, type PostCoverage } from '../rules/coverage.ts';
import { coverageWords } from './institution-coverage.tsx';
import type { Reader } from './person-words.ts';

export interface InstitutionsProps extends Reader {
  items: readonly ListedInstitution[];
  /** Of posts with a stated number of seats, by institution. */
  coverage: ReadonlyMap<string, readonly PostCoverage[]>;
  kinds: readonly { kind: string; count: number }[];
  /** Kind asked for; empty: all. */
  kind: string;
  firstHref: string | undefined;
  nextHref: string | undefined;
}

export function InstitutionsPage(props: InstitutionsProps): VNode {
  const { t, items, kind } = props;
  const named = props.kinds.filter((one) => one.kind !== '');
  const total = props.kinds
    .filter((one) => kind === '' || one.kind === kind)
    .reduce((sum, one) => sum + one.count, 0);
  return (
    <div class="institutions">
      <Breadcrumbs
        t={t}
        items={[
          { href: JUSTICIAPEDIA, label: t('officials.menu') },
          { label: t('officials.institutions.title') },
        ]}
      />
      <PageHeading title={t('officials.institutions.title')} lead={t('officials.institutions.lead')} />
      {named.length > 0 ? (
        <FilterForm
          t={t}
          action={INSTITUTIONS}
          label={t('officials.institutions.filter')}
          clearHref={kind === '' ? undefined : INSTITUTIONS}
        >
          <Select
            t={t}
            id="tipo"
            name="tipo"
            mark={false}
            label={t('officials.property.kind')}
            empty={t('officials.institutions.all_kinds')}
            value={kind}
            options={named.map((one) => ({ value: one.kind, label: `${one.kind} (${one.count})` }))}
          />
        </FilterForm>
      ) : null}
      {items.length === 0 ? (
        <EmptyState title={t('officials.institutions.empty')}>
          {t('officials.institutions.empty_text')}
        </EmptyState>
      ) : (
        <>
          <p class="soft">{t('officials.institutions.count', { count: total })}</p>
          <CardGrid>
            {items.map((item) => (
              <Card
                level={2}
                eyebrow={item.kind || undefined}
                title={item.name}
                href={institutionPath(item.slug)}
                footer={footerOf(props, item)}
              >
                {item.parent_name
                  ? t('officials.institutions.part_of', { name: item.parent_name })
                  : item.territory || undefined}
              </Card>
            ))}
          </CardGrid>
        </>
      )}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
    </div>
  );
}

/** “3 cargos · de 16 plazas conocemos 13” */
function footerOf({ t, coverage }: InstitutionsProps, { id, posts }: ListedInstitution): string | undefined {
  if (posts === 0) return undefined;
  const own = coverage.get(id) ?? [];
  const words = own.length > 0 ? coverageWords(t, coverageIn(own)) : '';
  return [t('officials.institutions.posts', { count: posts }), words].filter(Boolean).join(' · ');
}
