/** Asks before a row of a process is no longer linked to a record of Justiciapedia, and says what goes with the link. */
import type { VNode } from 'preact';
import type { FormField } from '../../../../platform/forms/field.ts';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import type { Crumb } from '../../../../ui/layout/page-heading.tsx';
import type { OfficeSelection } from '../../queries/office.ts';
import { type Desk, SelectionFrame } from './frame.tsx';

export interface LinkedPerson {
  name: string;
  /** Of their page; undefined while nobody may see it. */
  href: string | undefined;
}

function NameOf({ person: { name, href } }: { person: LinkedPerson }): VNode {
  return href === undefined ? <>{name}</> : <SafeLink href={href}>{name}</SafeLink>;
}

export interface LinkPageProps {
  desk: Desk;
  row: OfficeSelection;
  between: readonly Crumb[];
  /** As printed in the process. */
  name: string;
  /** Undefined: it is linked to nobody. */
  person: LinkedPerson | undefined;
  /** What the link said on that record, in words. */
  said: readonly string[];
  next: 'before' | 'own' | 'none';
  action: string;
  cancelHref: string;
  form: { fields: readonly FormField[]; state: FormState };
}

export function LinkPage(props: LinkPageProps): VNode {
  const { desk, row, between, person } = props;
  const { t } = desk;
  return (
    <SelectionFrame
      desk={desk}
      row={row}
      title={t('selections.link.title')}
      lead={person ? t('selections.link.lead') : undefined}
      between={between}
    >
      {person ? (
        <Ask {...props} person={person} />
      ) : (
        <EmptyState title={props.name} level={2}>
          <p>{t('selections.link.none')}</p>
        </EmptyState>
      )}
    </SelectionFrame>
  );
}

function Ask({
  desk: { t },
  row,
  name,
  person,
  said,
  next,
  action,
  cancelHref,
  form,
}: LinkPageProps & { person: LinkedPerson }): VNode {
  return (
    <>
      <SummaryList
        rows={[
          { label: t('selections.link.here'), value: name },
          {
            label: t('selections.link.record'),
            value: <NameOf person={person} />,
          },
          {
            label: t('selections.link.goes'),
            value:
              said.length === 0 ? (
                t('selections.link.goes_nothing')
              ) : (
                <ul class="plain-list">
                  {said.map((words) => (
                    <li>{words}</li>
                  ))}
                </ul>
              ),
          },
          { label: t('selections.link.after'), value: t(`selections.link.after_${next}`) },
        ]}
      />
      <Notice t={t} kind="info">
        <p>{t('selections.link.file')}</p>
      </Notice>
      <SchemaForm
        t={t}
        action={action}
        fields={form.fields}
        state={{ ...form.state, version: row.version }}
        submit={t('selections.link.submit')}
        cancelHref={cancelHref}
        danger
      />
    </>
  );
}

/** On the page of the row: to whom it is linked, and the way to undo it. */
export function LinkedTo({
  desk: { t },
  person,
  href,
}: {
  desk: Desk;
  person: LinkedPerson;
  href: string;
}): VNode {
  return (
    <p>
      {t('selections.link.linked_to')} <NameOf person={person} />.{' '}
      <SafeLink href={href}>{t('selections.link.submit')}</SafeLink>
    </p>
  );
}
