/** All projects that came from proposals. */
import type { VNode } from 'preact';
import { Badge, StatusTag, TagRow } from '../../../ui/data/tag.tsx';
import { Card, CardGrid } from '../../../ui/data/card.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { PROPOSALS } from '../../proposals/index.ts';
import { projectPath, PROJECTS_CSV, PROJECTS_FEED } from '../addresses.ts';
import type { LinkedProposal, ProjectRow } from '../queries/projects.ts';
import type { Stood } from '../rules/standing.ts';
import { countWords, lateWords, type Reader, STANDING_TONE } from './words.ts';

export interface Listed {
  project: ProjectRow;
  stood: Stood;
  proposals: readonly LinkedProposal[];
}

export interface ListProps extends Reader {
  items: readonly Listed[];
  firstHref: string | undefined;
  nextHref: string | undefined;
}

export function ListPage(props: ListProps): VNode {
  const { t, items } = props;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: PROPOSALS, label: t('proposals.title') }, { label: t('projects.title') }]}
      />
      <PageHeading title={t('projects.title')} lead={t('projects.lead')} />
      {items.length === 0 ? (
        <EmptyState title={t('projects.empty')}>{t('projects.empty_text')}</EmptyState>
      ) : (
        <CardGrid>
          {items.map((item) => (
            <ProjectCard {...props} {...item} />
          ))}
        </CardGrid>
      )}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      <p class="soft">
        <SafeLink href={PROJECTS_CSV} download>
          CSV
        </SafeLink>
        {' · '}
        <SafeLink href={PROJECTS_FEED}>{t('projects.feed')}</SafeLink>
      </p>
    </>
  );
}

function ProjectCard({ t, organisation, project, stood, proposals }: Reader & Listed): VNode {
  const late = lateWords(t, stood);
  return (
    <Card
      title={project.title}
      href={projectPath(project.slug)}
      level={2}
      eyebrow={project.institution ?? organisation}
      footer={
        <TagRow>
          <StatusTag tone={STANDING_TONE[stood.standing]}>
            {t(`projects.standing.${stood.standing}`)}
          </StatusTag>
          {proposals.map(({ number }) => (
            <Badge>{t('proposals.number', { number })}</Badge>
          ))}
        </TagRow>
      }
    >
      <p>{countWords(t, stood)}</p>
      {late ? <p>{late}</p> : null}
    </Card>
  );
}
