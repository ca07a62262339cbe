/** One session: its form, what becomes of it, its materials. */
import type { VNode } from 'preact';
import type { RawValues } from '../../../../platform/forms/read.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { type DrawnForm, type FieldGroup, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { OfficeMaterialRow, OfficeSession } from '../../queries/office-programme.ts';
import { Conflict } from './conflict.tsx';
import { type EditionDesk, EditionFrame, editionHref, zoneWords } from './frame.tsx';
import { Materials } from './materials.tsx';
import { PastLink } from './past-link.tsx';
import { PickList } from './pick-list.tsx';

/** Drawn as lists to pick from in order, not as a long wall of boxes. */
export const PICKED = ['speakers', 'moderators'] as const;

export interface SessionPageProps {
  desk: EditionDesk;
  state: DrawnForm;
  /** Absent for a new one. */
  session?: OfficeSession | undefined;
  materials?: readonly OfficeMaterialRow[] | undefined;
  material?: DrawnForm | undefined;
}

export function SessionPage({ desk, state, session, materials, material }: SessionPageProps): VNode {
  const { t, edition, may } = desk;
  const title = session?.title ?? t('events.office.programme.add');
  const action = editionHref(edition, 'programa', session?.id ?? 'nueva');
  return (
    <EditionFrame
      desk={desk}
      part="programme"
      title={title}
      trail={[{ href: editionHref(edition, 'programa'), label: t('events.office.tab.programme') }]}
      tabs={false}
      actions={session ? <PastLink t={t} word="sesion" id={session.id} /> : null}
    >
      {session && session.status !== 'scheduled' ? (
        <Notice
          t={t}
          kind={session.status === 'cancelled' ? 'danger' : 'warning'}
          title={t(`events.office.session.${session.status}`)}
        >
          <Prose text={session.status_note} />
        </Notice>
      ) : null}
      <SchemaForm
        t={t}
        action={action}
        fields={state.fields}
        state={state}
        submit={t(session ? 'events.office.save' : 'events.office.programme.add')}
        zone={zoneWords(edition)}
        groups={groups(desk)}
        cancelHref={editionHref(edition, 'programa')}
      >
        {PICKED.map((name) => (
          <PickList t={t} state={state} name={name} />
        ))}
      </SchemaForm>
      {session && materials && material ? (
        <Materials
          desk={desk}
          rows={materials}
          state={material}
          title={t('events.office.material.of_session')}
          action={`${action}/materiales`}
        />
      ) : null}
      {session && may.edit ? <SessionChanges desk={desk} session={session} action={action} /> : null}
    </EditionFrame>
  );
}

function groups({ t }: EditionDesk): FieldGroup[] {
  return [
    {
      legend: t('events.office.session.group_what'),
      names: ['title', 'type', 'capacity', 'abstract', 'slug'],
    },
    {
      legend: t('events.office.session.group_when'),
      names: ['starts', 'ends', 'room', 'track'],
    },
    { legend: t('events.office.session.group_language'), names: ['language', 'interpretation'] },
  ];
}

/** What those who signed up are told of, or what takes it away: apart, each with a page that asks. */
function SessionChanges({
  desk: { t, may },
  session,
  action,
}: {
  desk: EditionDesk;
  session: OfficeSession;
  action: string;
}): VNode {
  return (
    <Section title={t('events.office.session.changes')}>
      <ButtonRow>
        {may.publish && session.status === 'scheduled' ? (
          <Button kind="secondary" href={`${action}/aplazar`}>
            {t('events.office.session.postpone')}
          </Button>
        ) : null}
        {may.publish && session.status !== 'scheduled' ? (
          <Button kind="secondary" href={`${action}/reanudar`}>
            {t('events.office.session.resume')}
          </Button>
        ) : null}
        {may.publish && session.status !== 'cancelled' ? (
          <Button kind="danger" href={`${action}/cancelar`}>
            {t('events.office.session.cancel')}
          </Button>
        ) : null}
        <ActionForm
          action={`${action}/quitar`}
          label={t('events.office.session.remove')}
          confirm={t('events.office.remove_ask', { title: session.title })}
        />
      </ButtonRow>
      <p class="hint">{t('events.office.session.remove_hint')}</p>
    </Section>
  );
}

export interface SessionAnnounceProps {
  desk: EditionDesk;
  session: OfficeSession;
  what: 'aplazar' | 'reanudar' | 'cancelar';
  state: DrawnForm;
}

const VERB = { aplazar: 'postpone', reanudar: 'resume', cancelar: 'cancel' } as const;

export function SessionAnnounce({ desk, session, what, state }: SessionAnnounceProps): VNode {
  const { t, edition } = desk;
  const href = editionHref(edition, 'programa', session.id);
  const title = t(`events.office.session.${VERB[what]}`);
  return (
    <EditionFrame
      desk={desk}
      part="programme"
      title={title}
      lead={session.title}
      tabs={false}
      trail={[
        { href: editionHref(edition, 'programa'), label: t('events.office.tab.programme') },
        { href, label: session.title },
      ]}
    >
      <Notice
        t={t}
        kind={what === 'cancelar' ? 'danger' : 'warning'}
        title={t('events.office.session.told')}
      />
      <SchemaForm
        t={t}
        action={`${href}/${what}`}
        fields={state.fields}
        state={state}
        submit={title}
        cancelHref={href}
        danger={what === 'cancelar'}
      />
    </EditionFrame>
  );
}

export interface SessionConflictProps {
  desk: EditionDesk;
  session: OfficeSession;
  state: DrawnForm;
  theirs: RawValues;
}

export function SessionConflict({ desk, session, state, theirs }: SessionConflictProps): VNode {
  const { t, edition } = desk;
  const href = editionHref(edition, 'programa', session.id);
  return (
    <EditionFrame
      desk={desk}
      part="programme"
      title={t('events.office.conflict.heading')}
      tabs={false}
      trail={[{ href, label: session.title }]}
    >
      <Conflict
        t={t}
        action={href}
        backHref={href}
        fields={state.fields}
        mine={state.values}
        theirs={theirs}
        version={state.version ?? 0}
      />
    </EditionFrame>
  );
}
