/** One project: what will be done, who answers for it, how far each milestone is and what shows it. */
import type { VNode } from 'preact';
import type { Note } from '../../../platform/additions.ts';
import { longDate } from '../../../platform/i18n/dates.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Progress } from '../../../ui/data/figures.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import { StatusTag, TagRow } from '../../../ui/data/tag.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Columns, Section } from '../../../ui/layout/section.tsx';
import { answersPath } from '../../answers/index.ts';
import { institutionPath, personPath } from '../../officials/index.ts';
import { proposalPath, PROPOSALS } from '../../proposals/index.ts';
import { historyPath, PROJECTS } from '../addresses.ts';
import type { AnswerChoice } from '../queries/choices.ts';
import type { EvidenceRow, MilestoneRow } from '../queries/milestones.ts';
import type { LinkedProposal, ProjectRow } from '../queries/projects.ts';
import type { Stood } from '../rules/standing.ts';
import { Milestones } from './milestones.tsx';
import { countWords, lateWords, type Reader, STANDING_TONE } from './words.ts';

export interface ProjectProps extends Reader {
  project: ProjectRow;
  stood: Stood;
  proposals: readonly LinkedProposal[];
  answer: AnswerChoice | undefined;
  milestones: readonly MilestoneRow[];
  formerDays: ReadonlyMap<string, readonly Temporal.PlainDate[]>;
  evidence: ReadonlyMap<string, readonly EvidenceRow[]>;
  /** What other modules add. */
  notes: readonly Note[];
}

export function ProjectPage(props: ProjectProps): VNode {
  const { t, project: p, stood } = props;
  const late = lateWords(t, stood);
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: PROPOSALS, label: t('proposals.title') },
          { href: PROJECTS, label: t('projects.title') },
          { label: p.title },
        ]}
      />
      <PageHeading look="band" eyebrow={t('projects.one')} title={p.title}>
        <TagRow>
          <StatusTag tone={STANDING_TONE[stood.standing]}>
            {t(`projects.standing.${stood.standing}`)}
          </StatusTag>
          {late ? <StatusTag tone="danger">{late}</StatusTag> : null}
        </TagRow>
      </PageHeading>
      {p.stopped_reason ? (
        <Notice t={t} kind="warning" title={t('projects.stopped')}>
          {p.stopped_reason}
        </Notice>
      ) : null}
      <Columns aside={<About {...props} />} asideLabel={t('projects.about')}>
        <Section title={t('projects.what')}>
          <Prose text={p.summary} />
        </Section>
        <Section title={t('projects.milestones')} id="hitos">
          {stood.total > 0 ? (
            <Progress
              id="avance"
              label={t('projects.progress')}
              value={stood.done}
              max={stood.total}
              text={countWords(t, stood)}
            />
          ) : null}
          <Milestones {...props} stopped={p.stopped_reason !== ''} />
        </Section>
        {p.results ? (
          <Section title={t('projects.results')}>
            <Prose text={p.results} />
          </Section>
        ) : null}
        {props.notes.map((note) => (
          <Section title={note.title}>
            {note.text ? <p>{note.text}</p> : null}
            {(note.links ?? []).map(({ href, label }) => (
              <p>
                <SafeLink href={href}>{label}</SafeLink>
              </p>
            ))}
          </Section>
        ))}
      </Columns>
    </>
  );
}

function About({ t, lang, zone, organisation, project: p, proposals, answer }: ProjectProps): VNode {
  const rows: SummaryRow[] = [
    {
      label: t('projects.responsible'),
      value: p.institution_slug ? (
        <SafeLink href={institutionPath(p.institution_slug)}>{p.institution}</SafeLink>
      ) : (
        (p.institution ?? organisation)
      ),
    },
    ...(p.person && p.person_slug
      ? [
          {
            label: t('projects.person'),
            value: <SafeLink href={personPath(p.person_slug)}>{p.person}</SafeLink>,
          },
        ]
      : []),
    {
      label: t('projects.from', { count: proposals.length }),
      value: (
        <ul class="plain-list stack stack-tight">
          {proposals.map(({ number, title }) => (
            <li>
              {title === null ? (
                t('proposals.number', { number })
              ) : (
                <SafeLink href={proposalPath(number)}>{title}</SafeLink>
              )}
            </li>
          ))}
        </ul>
      ),
    },
    ...(answer
      ? [
          {
            label: t('projects.answer'),
            value: <SafeLink href={answersPath(answer.number)}>{answer.institution}</SafeLink>,
          },
        ]
      : []),
    ...(p.published_at
      ? [{ label: t('projects.published'), value: longDate(p.published_at, zone, lang) }]
      : []),
    {
      label: t('projects.versions'),
      value: <SafeLink href={historyPath(p.id)}>{t('projects.history')}</SafeLink>,
    },
  ];
  return <SummaryList rows={rows} />;
}
