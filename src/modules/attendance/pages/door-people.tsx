/** At the door: who was found by name, somebody new, a new phone. */
import type { VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { ActionForm, Form } from '../../../ui/controls/form.tsx';
import { type DrawnForm, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { type DoorFacts, DoorFrame, SearchForm } from './door-phone.tsx';

export interface FoundPerson {
  id: string;
  name: string;
  facts: readonly string[];
  /** In words, when they have come. */
  arrived: string | undefined;
}

export function DoorSearchPage(props: {
  door: DoorFacts;
  q: string;
  people: readonly FoundPerson[];
  more: boolean;
  tooShort: boolean;
}): VNode {
  const { door, q, people } = props;
  const { t, path } = door;
  return (
    <DoorFrame door={door} title={t('attendance.door.search')}>
      <p>
        <a href={path}>{t('attendance.door.back')}</a>
      </p>
      <SearchForm door={door} value={q} />
      {props.tooShort ? <p class="hint">{t('attendance.door.search_short')}</p> : null}
      {people.length === 0 && !props.tooShort ? (
        <EmptyState
          title={t('attendance.door.nobody')}
          action={<Button href={`${path}/agregar`}>{t('attendance.door.add')}</Button>}
        >
          <p>{t('attendance.door.nobody_lead')}</p>
        </EmptyState>
      ) : null}
      <ul class="door-people">
        {people.map((person) => (
          <li>
            <p class="door-person-name">{person.name}</p>
            <p class="hint">{person.facts.join(' · ')}</p>
            {person.arrived ? (
              <p>{person.arrived}</p>
            ) : (
              <ActionForm
                action={`${path}/entrar`}
                fields={{ registration: person.id }}
                label={t('attendance.door.mark')}
                about={person.name}
                kind="primary"
              />
            )}
          </li>
        ))}
      </ul>
      {props.more ? <p class="hint">{t('attendance.door.search_more')}</p> : null}
    </DoorFrame>
  );
}

export function DoorAddPage({ door, state }: { door: DoorFacts; state: DrawnForm }): VNode {
  const { t, path } = door;
  return (
    <DoorFrame door={door} title={t('attendance.door.add')}>
      <p>{t('attendance.door.add_lead')}</p>
      <SchemaForm
        t={t}
        action={`${path}/agregar`}
        fields={state.fields}
        state={state}
        submit={t('attendance.door.add_submit')}
        cancelHref={path}
      />
    </DoorFrame>
  );
}

export interface InvitationProps {
  t: Translate;
  edition: string;
  label: string;
  /** Undefined: used or too old. */
  action: string | undefined;
}

/** Behind the link: one more press, so that a program that looks at links uses nothing up. */
export function InvitationPage({ t, edition, label, action }: InvitationProps): VNode {
  return (
    <>
      <PageHeading
        eyebrow={edition}
        title={t('attendance.invitation.title')}
        lead={action ? t('attendance.invitation.lead', { label }) : undefined}
      />
      {action ? (
        <Form action={action}>
          <Button>{t('attendance.invitation.accept')}</Button>
        </Form>
      ) : (
        <Notice t={t} kind="warning" title={t('attendance.invitation.gone')}>
          <p>{t('attendance.invitation.gone_lead')}</p>
        </Notice>
      )}
    </>
  );
}
