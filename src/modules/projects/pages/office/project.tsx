/** One project at the desk: what it says, its milestones, and whether everybody reads it. */
import type { ComponentChildren, VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { plainDate } from '../../../../platform/i18n/dates.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { BLANK, type DrawnForm, type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { PageHeading, Breadcrumbs } from '../../../../ui/layout/page-heading.tsx';
import { RecordFrame } from '../../../../ui/layout/record-frame.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { proposalPath } from '../../../proposals/index.ts';
import {
  historyPath,
  NEW_PROJECT,
  OFFICE_PROJECTS,
  officeMilestonePath,
  officeProjectPath,
  projectPath,
} from '../../addresses.ts';
import type { MilestoneRow } from '../../queries/milestones.ts';
import type { LinkedProposal, ProjectRow } from '../../queries/projects.ts';
import { ArchiveForm, StopForm } from '../../schemas/forms.ts';
import { type Reader, STATUS_TONE, stepWords } from '../words.ts';
import { Changed, type Difference } from './changed.tsx';

export interface NewProjectProps {
  t: Translate;
  form: DrawnForm;
  /** Drawn with the form, so that it is made once however often it is sent. */
  id: string;
  /** Those asked for that everybody may read. */
  proposals: readonly OfProposal[];
}

export function NewProjectPage({ t, form, id, proposals }: NewProjectProps): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE_PROJECTS, label: t('projects.office.title') },
          { label: t('projects.office.new') },
        ]}
      />
      <PageHeading title={t('projects.office.new')} lead={t('projects.office.new_lead')} />
      <Proposals t={t} proposals={proposals} />
      <SchemaForm
        t={t}
        fields={form.fields}
        state={form}
        action={NEW_PROJECT}
        hidden={{ id }}
        submit={t('projects.office.create')}
        cancelHref={OFFICE_PROJECTS}
      />
    </>
  );
}

type OfProposal = Pick<LinkedProposal, 'number' | 'title'>;

/** Led to, never copied: what they say is their authors', who may take it back. */
function Proposals({ t, proposals }: { t: Translate; proposals: readonly OfProposal[] }): VNode {
  const gone = proposals.filter(({ title }) => title === null);
  const shown = proposals.filter(({ title }) => title !== null);
  const numbers = gone.map(({ number }) => number).join(', ');
  return (
    <>
      {gone.length > 0 ? (
        <Notice t={t} kind="warning" title={t('projects.office.not_shown', { count: gone.length, numbers })}>
          {t('projects.office.not_shown_text')}
        </Notice>
      ) : null}
      {shown.length > 0 ? (
        <>
          <p>{t('projects.office.own_words')}</p>
          <ul class="plain-list stack stack-tight">
            {shown.map(({ number, title }) => (
              <li>
                <SafeLink href={proposalPath(number)}>{title ?? ''}</SafeLink>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

/** What the pages of one project have around them. */
export function ProjectFrame({
  t,
  project,
  told,
  title,
  children,
}: {
  t: Translate;
  project: ProjectRow;
  told: string;
  title?: string | undefined;
  children: ComponentChildren;
}): VNode {
  const isPublic = project.status === 'published';
  return (
    <RecordFrame
      t={t}
      list={{ href: OFFICE_PROJECTS, label: t('projects.office.title') }}
      record={{ href: officeProjectPath(project.id), title: project.title, eyebrow: t('projects.one') }}
      tag={<StatusTag tone={STATUS_TONE[project.status]}>{t(`projects.status.${project.status}`)}</StatusTag>}
      links={[
        isPublic ? { href: projectPath(project.slug), label: t('projects.office.see') } : undefined,
        isPublic ? { href: historyPath(project.id), label: t('projects.history') } : undefined,
      ]}
      told={{ done: `projects.done.${told}`, refused: `projects.refused.${told}` }}
      title={title}
    >
      {children}
    </RecordFrame>
  );
}

export type Drawn = { what: 'save' | 'milestone' | 'stop' | 'archive'; state: FormState };

export interface OfficeProjectProps extends Reader {
  project: ProjectRow;
  milestones: readonly MilestoneRow[];
  proposals: readonly OfProposal[];
  form: DrawnForm;
  /** What somebody else saved meanwhile, beside what was typed. */
  changed: readonly Difference[];
  newMilestone: DrawnForm;
  /** Drawn with the form of a new milestone. */
  milestoneId: string;
  drawn: Drawn | undefined;
  told: string;
}

export function OfficeProjectPage(props: OfficeProjectProps): VNode {
  const { t, project, milestones, drawn, told } = props;
  const here = officeProjectPath(project.id);
  return (
    <ProjectFrame t={t} project={project} told={told}>
      <Section title={t('projects.milestones')}>
        <Steps {...props} />
        <Disclosure
          summary={t('projects.office.add_milestone')}
          open={drawn?.what === 'milestone' || milestones.length === 0}
        >
          <SchemaForm
            t={t}
            fields={props.newMilestone.fields}
            state={drawn?.what === 'milestone' ? drawn.state : BLANK}
            action={here}
            hidden={{ what: 'milestone', id: props.milestoneId }}
            prefix="hito"
            label={t('projects.office.add_milestone')}
            submit={t('projects.office.add_milestone')}
          />
        </Disclosure>
      </Section>
      <Section title={t('projects.office.says')}>
        <Changed t={t} differences={props.changed} />
        <Proposals t={t} proposals={props.proposals} />
        <SchemaForm
          t={t}
          fields={props.form.fields}
          state={props.form}
          action={here}
          hidden={{ what: 'save' }}
          label={t('projects.office.says')}
          submit={t('projects.office.save')}
        />
      </Section>
      <Ways {...props} />
    </ProjectFrame>
  );
}

function Steps({ project, milestones, ...reader }: OfficeProjectProps): VNode {
  const { t, lang, organisation } = reader;
  const stopped = project.stopped_reason !== '';
  return (
    <DataTable
      caption={t('projects.milestones')}
      captionHidden
      rows={milestones}
      columns={[
        {
          header: t('projects.form.milestone'),
          rowHeader: true,
          cell: (one) => <SafeLink href={officeMilestonePath(project.id, one.id)}>{one.title}</SafeLink>,
        },
        { header: t('projects.form.due_on'), cell: (one) => plainDate(one.due_on, lang) },
        { header: t('projects.form.milestone_responsible'), cell: (one) => one.institution ?? organisation },
        {
          header: t('projects.form.progress'),
          cell: (one) => {
            const { tone, text } = stepWords(reader, one, stopped);
            return <StatusTag tone={tone}>{text}</StatusTag>;
          },
        },
      ]}
      empty={<p class="soft">{t('projects.office.no_milestone')}</p>}
    />
  );
}

function Ways({ t, project, drawn }: OfficeProjectProps): VNode {
  const here = officeProjectPath(project.id);
  const withReason = (what: 'stop' | 'archive', schema: Parameters<typeof fieldsOf>[0]) => (
    <Disclosure summary={t(`projects.office.${what}`)} open={drawn?.what === what}>
      <p>{t(`projects.office.${what}_text`)}</p>
      <SchemaForm
        t={t}
        fields={fieldsOf(schema)}
        state={drawn?.what === what ? drawn.state : BLANK}
        action={here}
        hidden={{ what }}
        prefix={what}
        label={t(`projects.office.${what}`)}
        submit={t(`projects.office.${what}`)}
        danger
      />
    </Disclosure>
  );
  return (
    <Section title={t('projects.office.ways')}>
      {project.status === 'published' ? null : (
        <ActionForm
          action={here}
          fields={{ what: 'publish' }}
          label={t('projects.office.publish')}
          kind="primary"
        />
      )}
      {project.stopped_reason === '' || drawn?.what === 'stop' ? withReason('stop', StopForm) : null}
      {project.stopped_reason === '' ? null : (
        <ActionForm
          action={here}
          fields={{ what: 'resume' }}
          label={t('projects.office.resume')}
          kind="secondary"
        />
      )}
      {project.status === 'published' || drawn?.what === 'archive'
        ? withReason('archive', ArchiveForm)
        : null}
    </Section>
  );
}
