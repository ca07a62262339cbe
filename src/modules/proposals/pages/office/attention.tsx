/** At the desk: what of one public proposal waits for somebody, and the list of all those. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { longDate } from '../../../../platform/i18n/dates.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { BLANK, type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { officeProposalPath } from '../../addresses.ts';
import type { ToSee } from '../../queries/flags.ts';
import type { ReachedRow } from '../../queries/thresholds.ts';
import { PublishForm } from '../../schemas/moderation.ts';
import { DoneForm } from '../../schemas/settings.ts';
import { reasonWords, type Reader } from '../words.ts';

/** What readers said is answered · what follows from so many supports is done. */
export type AttentionForm = 'kept' | `step_${number}`;

export interface AttentionProps extends Reader {
  row: { number: number; version: number; unread_since: Temporal.Instant | null };
  /** What readers say, with their words opened. */
  flags: readonly { reason: string; words: string; created_at: Temporal.Instant }[];
  reached: readonly ReachedRow[];
  drawn: { what: string; state: FormState } | undefined;
}

const stateOf = (drawn: AttentionProps['drawn'], what: AttentionForm): FormState =>
  drawn?.what === what ? drawn.state : BLANK;

export function Attention(props: AttentionProps): VNode {
  return (
    <>
      <Unread {...props} />
      <Flags {...props} />
      <Due {...props} />
    </>
  );
}

/** Public since it was confirmed; names and files wait for this press. */
function Unread({ t, row, flags }: AttentionProps): VNode | null {
  if (row.unread_since === null) return null;
  return (
    <Notice t={t} kind="warning" title={t('proposals.unread.title')}>
      <p>{t('proposals.unread.text')}</p>
      {flags.length > 0 ? null : (
        <ActionForm
          action={`${officeProposalPath(row.number)}/leida`}
          fields={{ version: String(row.version) }}
          label={t('proposals.unread.read')}
          kind="primary"
        />
      )}
    </Notice>
  );
}

function Flags({ t, lang, zone, row, flags, drawn }: AttentionProps): VNode | null {
  if (flags.length === 0) return null;
  return (
    <Section title={t('proposals.flag.office.title')} id="avisos">
      <p>{t('proposals.flag.office.lead')}</p>
      <ul class="proposal-points">
        {flags.map(({ reason, words, created_at: at }) => (
          <li>
            <strong>{reasonWords(t, reason)}</strong> · {longDate(at, zone, lang)}
            {words ? <Prose text={words} /> : null}
          </li>
        ))}
      </ul>
      <SchemaForm
        t={t}
        fields={fieldsOf(PublishForm)}
        state={{ ...stateOf(drawn, 'kept'), version: row.version }}
        action={`${officeProposalPath(row.number)}/avisos`}
        prefix="avisos"
        submit={t('proposals.flag.office.keep')}
        label={t('proposals.flag.office.keep')}
      />
    </Section>
  );
}

function Due({ t, lang, zone, row, reached, drawn }: AttentionProps): VNode | null {
  const due = reached.filter(({ done_at: done, lost_at: lost }) => done === null && lost === null);
  if (due.length === 0) return null;
  return (
    <Section title={t('proposals.step.office.title')} id="pasos">
      {due.map(({ at_count: count, what, reached_at: at }) => (
        <>
          <p>
            <strong>{t('proposals.step.reached', { count, day: longDate(at, zone, lang) })}</strong> {what}
          </p>
          <SchemaForm
            t={t}
            fields={fieldsOf(DoneForm)}
            state={stateOf(drawn, `step_${count}`)}
            action={`${officeProposalPath(row.number)}/pasos/${count}`}
            prefix={`paso-${count}`}
            submit={t('proposals.step.office.done')}
            label={`${t('proposals.step.office.done')}: ${count}`}
          />
        </>
      ))}
    </Section>
  );
}

export interface ToSeeProps {
  t: Translate;
  items: readonly ToSee[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function ToSeeList({ t, items, firstHref, nextHref }: ToSeeProps): VNode {
  if (items.length === 0)
    return <EmptyState title={t('proposals.office.empty')}>{t('proposals.to_see.empty')}</EmptyState>;
  return (
    <>
      <DataTable
        caption={t('proposals.office.tab.to_see')}
        captionHidden
        rows={items}
        columns={[
          { header: t('proposals.office.number'), cell: ({ number }) => number, numeric: true },
          {
            header: t('proposals.form.title'),
            rowHeader: true,
            cell: ({ number, title }) => <SafeLink href={officeProposalPath(number)}>{title}</SafeLink>,
          },
          { header: t('proposals.to_see.what'), cell: (row) => waitingWords(t, row).join(' · ') },
        ]}
      />
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
    </>
  );
}

const waitingWords = (t: Translate, { unread, flags, files, due }: ToSee): string[] => [
  ...(unread ? [t('proposals.to_see.unread')] : []),
  ...(flags > 0 ? [t('proposals.to_see.flags', { count: flags })] : []),
  ...(files > 0 ? [t('proposals.to_see.files', { count: files })] : []),
  ...(due > 0 ? [t('proposals.to_see.due', { count: due })] : []),
];
