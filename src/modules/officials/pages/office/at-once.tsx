/** Posts of one seat that, as sources say, two people held at one time. */
import type { VNode } from 'preact';
import { Button } from '../../../../ui/controls/button.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { OFFICE_PEOPLE, officeInstitutionPath, officePersonPath } from '../../addresses.ts';
import type { PostAtOnce } from '../../queries/at-once.ts';
import { type Reader, spanWords } from '../person-words.ts';
import { EvidenceTag } from './institution-frame.tsx';

export interface AtOnceProps extends Reader {
  items: readonly PostAtOnce[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function AtOncePage(props: AtOnceProps): VNode {
  const { t, items } = props;
  const title = t('officials.two.menu');
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OFFICE_PEOPLE, label: t('officials.people.title') }, { label: title }]}
      />
      <PageHeading title={title} lead={t('officials.two.lead')} />
      {items.length === 0 ? (
        <EmptyState
          title={t('officials.two.none')}
          action={
            <Button kind="secondary" href={OFFICE_PEOPLE}>
              {t('officials.people.title')}
            </Button>
          }
        >
          {t('officials.two.none_text')}
        </EmptyState>
      ) : (
        items.map((item) => <Post {...props} item={item} />)
      )}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
    </>
  );
}

function Post({ t, lang, item }: AtOnceProps & { item: PostAtOnce }): VNode {
  const { id, label, institution, held } = item;
  return (
    <Section
      title={`${label}, ${institution.name}`}
      action={
        <SafeLink href={officeInstitutionPath(institution.id, `cargos/${id}`)}>
          {t('officials.two.the_post')}
        </SafeLink>
      }
    >
      <DataTable
        caption={`${label}, ${institution.name}`}
        captionHidden
        rows={held}
        columns={[
          {
            header: t('officials.person.one'),
            rowHeader: true,
            cell: (one) => (
              <SafeLink href={officePersonPath(one.personId, `cargos/${one.id}`)}>{one.person.name}</SafeLink>
            ),
          },
          { header: t('officials.office.when'), cell: (one) => spanWords({ t, lang }, one.starts, one.ends) },
          { header: t('officials.form.source'), cell: (one) => one.source?.title ?? '' },
          {
            header: t('officials.office.what_happens'),
            cell: (one) => <EvidenceTag t={t} evidence={one.evidence} />,
          },
        ]}
      />
    </Section>
  );
}
