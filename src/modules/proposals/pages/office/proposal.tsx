/** One proposal at the desk: what it says, from whom, and whether it is shown. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { longDate } from '../../../../platform/i18n/dates.ts';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import {
  OFFICE_PROPOSALS,
  officeAuthorsPath,
  officeProposalPath,
  officeSupportsPath,
  proposalPath,
} from '../../addresses.ts';
import type { DecisionRow } from '../../queries/decisions.ts';
import type { ProposalFile } from '../../queries/files.ts';
import type { ProposalRow } from '../../queries/own.ts';
import { type Decision, decisionsIn } from '../../rules/moderation.ts';
import { isPublic } from '../../rules/proposal.ts';
import { JudgeForm, KeepBackForm, PublishForm } from '../../schemas/moderation.ts';
import type { ProposalText } from '../../sealed.ts';
import { categoryWords, departmentWords, type Reader, STATE_TONE } from '../words.ts';
import { Attention, type AttentionForm, type AttentionProps } from './attention.tsx';
import { OfficeFiles } from './files.tsx';

export const NOTED = [
  'decided',
  'judged',
  'changed',
  'not_now',
  'unreadable',
  'own_decision',
  'appealed',
  'file_decided',
  'file_reason',
  'read',
  'kept',
  'step_done',
] as const;

const DONE: ReadonlySet<string> = new Set(['decided', 'judged', 'file_decided', 'read', 'kept', 'step_done']);

/** A form that came back with faults, by what it was to do. */
export type Drawn = { what: Decision | 'judge' | AttentionForm; state: FormState };

export interface OfficeProposalProps extends Reader {
  row: ProposalRow & { number: number };
  text: ProposalText | undefined;
  /** What other modules do with a public proposal. */
  ways: readonly { href: string; label: string }[];
  /** What they do with one that nobody may read, too. */
  deskWays: readonly { href: string; label: string }[];
  /** May ask who it is from. */
  mayKnow: boolean;
  decisions: readonly DecisionRow[];
  files: readonly ProposalFile[];
  flags: AttentionProps['flags'];
  reached: AttentionProps['reached'];
  /** What its authors say against the last decision. */
  appeal: { words: string; own: boolean } | undefined;
  drawn: Drawn | undefined;
  noted: (typeof NOTED)[number] | undefined;
}

export function OfficeProposalPage(props: OfficeProposalProps): VNode {
  const { t, row, text, noted } = props;
  const number = t('proposals.number', { number: row.number });
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OFFICE_PROPOSALS, label: t('proposals.office.title') }, { label: number }]}
      />
      <PageHeading eyebrow={number} title={text?.title ?? t('proposals.office.not_kept')}>
        <p>
          <StatusTag tone={STATE_TONE[row.state]}>{t(`proposals.state.${row.state}`)}</StatusTag>
        </p>
      </PageHeading>
      {noted ? (
        <Notice
          t={t}
          kind={DONE.has(noted) ? 'success' : 'warning'}
          title={t(`proposals.office.noted.${noted}`)}
        />
      ) : null}
      {isPublic(row.state) ? (
        <p>
          <SafeLink href={proposalPath(row.number)}>{t('proposals.own.see_public')}</SafeLink>
          {' · '}
          <SafeLink href={officeSupportsPath(row.number)}>{t('proposals.attest.title')}</SafeLink>
          {props.ways.map(({ href, label }) => (
            <>
              {' · '}
              <SafeLink href={href}>{label}</SafeLink>
            </>
          ))}
        </p>
      ) : null}
      {row.state === 'withdrawn'
        ? null
        : props.deskWays.map(({ href, label }) => (
            <p>
              <SafeLink href={href}>{label}</SafeLink>
            </p>
          ))}
      {isPublic(row.state) ? <Attention {...props} /> : null}
      <Said {...props} />
      <OfficeFiles {...props} number={row.number} />
      {props.appeal ? <Appeal {...props} appeal={props.appeal} /> : null}
      <Decide {...props} />
      <Decided {...props} />
    </>
  );
}

function Said({ t, row, text, mayKnow }: OfficeProposalProps): VNode {
  return (
    <SummaryList
      rows={[
        ...(text
          ? [
              { label: t('proposals.form.problem'), value: <Prose text={text.problem} /> },
              { label: t('proposals.form.summary'), value: <Prose text={text.summary} /> },
            ]
          : []),
        ...(text?.affected
          ? [{ label: t('proposals.form.affected'), value: <Prose text={text.affected} /> }]
          : []),
        { label: t('proposals.form.category'), value: categoryWords(t, row.category) },
        ...(row.department
          ? [{ label: t('proposals.form.department'), value: departmentWords(t, row.department) }]
          : []),
        {
          label: t('proposals.form.visibility'),
          value: t(`proposals.visibility.${row.visibility}`),
          ...(mayKnow && {
            action: {
              href: officeAuthorsPath(row.number),
              label: t('proposals.office.authors'),
            },
          }),
        },
        { label: t('proposals.office.origin'), value: t(`proposals.origin.${row.origin}`) },
      ]}
    />
  );
}

function Decide(props: OfficeProposalProps): VNode | null {
  const possible = decisionsIn(props.row.state);
  if (possible.length === 0) return null;
  return (
    <Section title={props.t('proposals.office.decide')}>
      {possible.map((decision) => (
        <Choice {...props} decision={decision} />
      ))}
    </Section>
  );
}

function Choice({ t, row, drawn, decision }: OfficeProposalProps & { decision: Decision }): VNode {
  const state = drawn?.what === decision ? drawn.state : { values: new Map(), faults: [] };
  const title = t(`proposals.office.do.${decision}`);
  return (
    <Disclosure summary={title} open={drawn?.what === decision || decision === 'publish'}>
      <p>{t(`proposals.office.do.${decision}_text`)}</p>
      <SchemaForm
        t={t}
        fields={fieldsOf(decision === 'publish' ? PublishForm : KeepBackForm)}
        state={{ ...state, version: row.version }}
        action={`${officeProposalPath(row.number)}/decidir`}
        hidden={{ decision }}
        prefix={decision}
        submit={title}
        danger={decision !== 'publish'}
        label={title}
      />
    </Disclosure>
  );
}

function Appeal({
  t,
  row,
  appeal,
  drawn,
}: OfficeProposalProps & { appeal: { words: string; own: boolean } }): VNode {
  return (
    <Section title={t('proposals.appeal.title')}>
      <Prose text={appeal.words || t('proposals.office.not_kept')} />
      {appeal.own ? (
        <p>{t('proposals.office.noted.own_decision')}</p>
      ) : (
        <SchemaForm
          t={t}
          fields={fieldsOf(JudgeForm)}
          state={{
            ...(drawn?.what === 'judge' ? drawn.state : { values: new Map(), faults: [] }),
            version: row.version,
          }}
          action={`${officeProposalPath(row.number)}/apelacion`}
          prefix="judge"
          submit={t('proposals.appeal.judge')}
          label={t('proposals.appeal.judge')}
        />
      )}
    </Section>
  );
}

function Decided({ t, lang, zone, decisions }: OfficeProposalProps): VNode | null {
  if (decisions.length === 0) return null;
  return (
    <Section title={t('proposals.office.decided')}>
      <ul class="proposal-points">
        {decisions.map((one) => (
          <li>
            {longDate(one.at, zone, lang)}: {t(`proposals.ledger.did.${one.decision}`)}
            {one.reason ? ` (${t(`proposals.reason.${one.reason}`)})` : ''}
            {one.note ? ` · ${one.note}` : ''}
            {one.appeal ? ` · ${t(`proposals.appeal.state.${one.appeal}`)}` : ''}
          </li>
        ))}
      </ul>
    </Section>
  );
}
