/** One milestone at the desk: how far it is, what shows it, what it says. */
import type { VNode } from 'preact';
import {
  DOCUMENT_ACCEPT,
  DOCUMENT_KINDS_WORDS,
  PICTURE_ACCEPT,
  PICTURE_KINDS,
  PICTURE_LIMITS,
} from '../../../../platform/files/kinds.ts';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { FileField } from '../../../../ui/controls/file-field.tsx';
import { fieldId } from '../../../../ui/controls/form-fields.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { BLANK, type DrawnForm, type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { officeMilestonePath } from '../../addresses.ts';
import type { EvidenceRow, MilestoneRow } from '../../queries/milestones.ts';
import type { ProjectRow } from '../../queries/projects.ts';
import { EvidenceForm, ProgressForm } from '../../schemas/forms.ts';
import { type Reader, stepWords } from '../words.ts';
import { Changed, type Difference } from './changed.tsx';
import { ProjectFrame } from './project.tsx';

export interface MilestonePageProps extends Reader {
  project: ProjectRow;
  milestone: MilestoneRow;
  evidence: readonly EvidenceRow[];
  form: DrawnForm;
  progress: FormState;
  /** Of something that was not taken. */
  shown: FormState | undefined;
  changed: readonly Difference[];
  told: string;
}

export function MilestonePage(props: MilestonePageProps): VNode {
  const { t, project, milestone, told } = props;
  const here = officeMilestonePath(project.id, milestone.id);
  const { tone, text } = stepWords(props, milestone, project.stopped_reason !== '');
  return (
    <ProjectFrame t={t} project={project} told={told} title={milestone.title}>
      <p>
        <StatusTag tone={tone}>{text}</StatusTag>
      </p>
      <Changed t={t} differences={props.changed} />
      <Shown {...props} here={here} />
      <Section title={t('projects.progress')}>
        <SchemaForm
          t={t}
          fields={fieldsOf(ProgressForm)}
          state={props.progress}
          action={here}
          hidden={{ what: 'progress' }}
          prefix="avance"
          label={t('projects.form.progress')}
          submit={t('projects.office.save_progress')}
        />
      </Section>
      <Disclosure summary={t('projects.office.milestone_says')} open={props.form.faults.length > 0}>
        <SchemaForm
          t={t}
          fields={props.form.fields}
          state={props.form}
          action={here}
          hidden={{ what: 'save' }}
          label={t('projects.office.milestone_says')}
          submit={t('projects.office.save')}
        />
        {project.published_at === null ? (
          <ActionForm
            action={here}
            fields={{ what: 'remove' }}
            label={t('projects.office.remove_milestone')}
            kind="danger"
            confirm={t('projects.office.remove_confirm')}
          />
        ) : null}
      </Disclosure>
    </ProjectFrame>
  );
}

const FILE_KINDS = `${DOCUMENT_KINDS_WORDS}, ${PICTURE_KINDS}`;

function Shown({ t, evidence, shown, here }: MilestonePageProps & { here: string }): VNode {
  return (
    <Section title={t('projects.office.evidence')}>
      <p>{t('projects.office.evidence_text')}</p>
      {evidence.length > 0 ? (
        <ul class="plain-list stack stack-tight">
          {evidence.map((row) => (
            <li>
              <SafeLink href={row.address ?? row.href}>{row.note}</SafeLink>
              {` · ${row.title} `}
              <ActionForm
                action={here}
                fields={{ what: 'remove_evidence', evidence: row.id }}
                label={t('projects.office.remove_evidence')}
                about={row.note}
                kind="link"
                size="small"
              />
            </li>
          ))}
        </ul>
      ) : null}
      <Disclosure
        summary={t('projects.office.add_evidence')}
        open={shown !== undefined || evidence.length === 0}
      >
        <SchemaForm
          t={t}
          fields={fieldsOf(EvidenceForm)}
          state={shown ?? BLANK}
          action={here}
          hidden={{ what: 'evidence' }}
          prefix="prueba"
          label={t('projects.office.add_evidence')}
          submit={t('projects.office.add_evidence')}
          files
        >
          <FileField
            t={t}
            id={fieldId('file', 'prueba')}
            name="file"
            label={t('projects.form.file')}
            hint={t('projects.form.file.hint')}
            faults={(shown?.faults ?? [])
              .filter(({ field }) => field === 'file')
              .map(({ message }) => message)}
            accept={`${DOCUMENT_ACCEPT},${PICTURE_ACCEPT}`}
            kinds={FILE_KINDS}
            maxBytes={PICTURE_LIMITS.maxBytes}
          />
        </SchemaForm>
      </Disclosure>
    </Section>
  );
}
