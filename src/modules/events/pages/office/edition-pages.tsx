/** The pages that make and change an edition as a whole. */
import type { VNode } from 'preact';
import type { RawValues } from '../../../../platform/forms/read.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { type DrawnForm, type FieldGroup, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { type Desk, type EditionDesk, EditionFrame, editionHref, LIST_HREF, zoneWords } from './frame.tsx';
import { Conflict } from './conflict.tsx';

export interface NewEditionProps {
  desk: Desk;
  /** The edition a copy is offered of; absent on an empty installation. */
  copyOf?: { slug: string; title: string } | undefined;
  state: DrawnForm;
}

/** A copy of the last edition comes first: that is what an organisation makes every year. */
export function NewEdition({ desk, copyOf, state }: NewEditionProps): VNode {
  const { t } = desk;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: LIST_HREF, label: t('events.menu') }, { label: t('events.office.new.title') }]}
      />
      <PageHeading
        eyebrow={t('events.office.eyebrow')}
        title={t('events.office.new.title')}
        lead={t('events.office.new.lead')}
      >
        {copyOf ? (
          <ButtonRow>
            <Button kind="secondary" href={editionHref(copyOf, 'copiar')}>
              {t('events.office.new.copy', { title: copyOf.title })}
            </Button>
          </ButtonRow>
        ) : null}
      </PageHeading>
      <SchemaForm
        t={t}
        action={`${LIST_HREF}/nueva`}
        fields={state.fields}
        state={state}
        submit={t('events.office.new.submit')}
        groups={detailGroups(desk)}
        cancelHref={LIST_HREF}
      />
    </>
  );
}

export function CopyEdition({ desk, state }: { desk: EditionDesk; state: DrawnForm }): VNode {
  const { t, edition } = desk;
  return (
    <EditionFrame
      desk={desk}
      part="overview"
      title={t('events.office.new.copy', { title: edition.title })}
      lead={t('events.office.new.copy_lead')}
      trail={[]}
      tabs={false}
    >
      <SchemaForm
        t={t}
        action={editionHref(edition, 'copiar')}
        fields={state.fields}
        state={state}
        submit={t('events.office.new.copy_submit')}
        zone={zoneWords(edition)}
        cancelHref={editionHref(edition)}
      />
    </EditionFrame>
  );
}

export function EditEdition({ desk, state }: { desk: EditionDesk; state: DrawnForm }): VNode {
  const { t, edition } = desk;
  return (
    <EditionFrame
      desk={desk}
      part="overview"
      title={t('events.office.overview.details')}
      trail={[]}
      tabs={false}
    >
      <SchemaForm
        t={t}
        action={editionHref(edition, 'editar')}
        fields={state.fields}
        state={state}
        submit={t('events.office.save')}
        zone={zoneWords(edition)}
        groups={detailGroups(desk, edition.visibility === 'published' && edition.status === 'scheduled')}
        cancelHref={editionHref(edition)}
      />
    </EditionFrame>
  );
}

export function EditRegistration({ desk, state }: { desk: EditionDesk; state: DrawnForm }): VNode {
  const { t, edition } = desk;
  return (
    <EditionFrame
      desk={desk}
      part="overview"
      title={t('events.office.overview.registration')}
      lead={t('events.office.registration.lead')}
      trail={[]}
      tabs={false}
    >
      <SchemaForm
        t={t}
        action={editionHref(edition, 'inscripcion')}
        fields={state.fields}
        state={state}
        submit={t('events.office.save')}
        zone={zoneWords(edition)}
        groups={registrationGroups(desk)}
        cancelHref={editionHref(edition)}
      />
    </EditionFrame>
  );
}

/** @param tells somebody may be registered who has to know of a change */
function detailGroups({ t }: Desk, tells = false): FieldGroup[] {
  return [
    {
      legend: t('events.office.edition.group_what'),
      names: ['title', 'slug', 'series', 'series_title', 'summary', 'description'],
    },
    { legend: t('events.office.edition.group_when'), names: ['timezone', 'starts', 'ends'] },
    { legend: t('events.office.edition.group_where'), names: ['mode', 'venue', 'venue_address', 'language'] },
    { legend: t('events.office.edition.group_who'), names: ['organizer', 'contact_email', 'sources'] },
    ...(tells ? [{ legend: t('events.office.edition.group_tell'), names: ['tell'] }] : []),
  ];
}

function registrationGroups({ t, edition }: EditionDesk): FieldGroup[] {
  const byMode = edition.mode === 'hybrid' ? ['capacity_in_person', 'capacity_online'] : [];
  return [
    {
      legend: t('events.office.registration.group_when'),
      names: ['opens', 'deadline', 'closes', 'closes_on'],
    },
    { legend: t('events.office.registration.capacity'), names: ['capacity_total', ...byMode] },
    {
      legend: t('events.office.registration.group_how'),
      names: ['confirm_email', 'hold_minutes', 'approval', 'offer_hours'],
    },
    {
      legend: t('events.office.registration.group_fields'),
      hint: t('events.office.registration.fields_hint'),
      names: ['asked_fields', 'required_fields'],
    },
    { legend: t('events.office.registration.group_after'), names: ['reminders', 'retention_days'] },
  ];
}

export interface EditConflictProps {
  desk: EditionDesk;
  action: string;
  backHref: string;
  state: DrawnForm;
  theirs: RawValues;
}

/** Two editors at once. Answered with 409: nothing was saved. */
export function EditConflict({ desk, action, backHref, state, theirs }: EditConflictProps): VNode {
  const { t } = desk;
  return (
    <EditionFrame
      desk={desk}
      part="overview"
      title={t('events.office.conflict.heading')}
      trail={[]}
      tabs={false}
    >
      <Conflict
        t={t}
        action={action}
        backHref={backHref}
        fields={state.fields}
        mine={state.values}
        theirs={theirs}
        version={state.version ?? 0}
      />
    </EditionFrame>
  );
}

export type Announcing = 'aplazar' | 'reanudar' | 'cancelar';

export interface AnnounceProps {
  desk: EditionDesk;
  what: Announcing;
  state: DrawnForm;
  /** How many people get a mail about it. */
  told: number;
}

const ANNOUNCE = { aplazar: 'postpone', reanudar: 'resume', cancelar: 'cancel' } as const;

/** Asks before many people are told, and says how many. */
export function Announce({ desk, what, state, told }: AnnounceProps): VNode {
  const { t, edition } = desk;
  const verb = ANNOUNCE[what];
  return (
    <EditionFrame
      desk={desk}
      part="overview"
      title={t(`events.office.${verb}.title`)}
      lead={t(`events.office.${verb}.lead`)}
      trail={[]}
      tabs={false}
    >
      <Notice
        t={t}
        kind={what === 'cancelar' ? 'danger' : 'warning'}
        title={t('events.office.told', { count: told })}
      >
        <p>{t('events.office.told_lead')}</p>
      </Notice>
      <SchemaForm
        t={t}
        action={editionHref(edition, what)}
        fields={state.fields}
        state={state}
        submit={t(`events.office.${verb}.submit`)}
        zone={zoneWords(edition)}
        cancelHref={editionHref(edition)}
        danger={what === 'cancelar'}
      />
    </EditionFrame>
  );
}
