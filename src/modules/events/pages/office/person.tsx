/** Everything known of one person who registered, what can be done, and what was done. */
import type { ComponentChildren, VNode } from 'preact';
import { clockTime, longDate } from '../../../../platform/i18n/dates.ts';
import { isMessageKey } from '../../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { type DrawnForm, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { SummaryList, type SummaryRow } from '../../../../ui/data/summary-list.tsx';
import { Timeline } from '../../../../ui/data/timeline.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { OpenRegistration } from '../../people.ts';
import type { WorkshopPlace } from '../../queries/registrations.ts';
import { type EditionDesk, EditionFrame, editionHref, STATE_TONE } from './frame.tsx';

/** What was said in the form: the question, the answer in words. */
export interface Said {
  label: string;
  value: string;
}

export interface AuditLine {
  at: Temporal.Instant;
  action: string;
  by: 'staff' | 'system' | 'anonymous';
}

/** Actions as the addresses name them. */
export type PersonAction =
  | 'aprobar'
  | 'rechazar'
  | 'confirmar'
  | 'ofrecer'
  | 'esperar'
  | 'cancelar'
  | 'reenviar';

export interface PersonPageProps {
  desk: EditionDesk;
  registration: OpenRegistration;
  said: readonly Said[];
  workshops: readonly WorkshopPlace[];
  actions: readonly PersonAction[];
  log: readonly AuditLine[];
}

/** Each asks first where scripts run; ending somebody's registration has a page of its own. */
const ASKS_ON_A_PAGE = new Set<PersonAction>(['rechazar', 'cancelar']);

export function PersonPage({ desk, registration: r, said, workshops, actions, log }: PersonPageProps): VNode {
  const { t, edition } = desk;
  const trail = [
    { href: editionHref(edition, 'inscripciones'), label: t('events.office.tab.registrations') },
  ];
  return (
    <EditionFrame
      desk={desk}
      part="registrations"
      title={r.person?.name ?? t('events.office.person.unreadable')}
      trail={trail}
      tabs={false}
      tags={<StatusTag tone={STATE_TONE[r.state]}>{t(`events.state.${r.state}`)}</StatusTag>}
      actions={<Actions desk={desk} id={r.id} actions={actions} />}
    >
      {r.person ? null : <Notice t={t} kind="danger" title={t('events.office.person.unreadable_lead')} />}
      {r.mail_refused_at ? (
        <Notice t={t} kind="warning" title={t('events.office.person.refused_title')}>
          <p>{t('events.office.person.refused_lead', { when: at(desk, r.mail_refused_at) })}</p>
        </Notice>
      ) : null}
      <Section title={t('events.office.person.said')}>
        <SummaryList rows={said} />
      </Section>
      {workshops.length > 0 ? (
        <Section title={t('events.form.workshops')}>
          <SummaryList
            rows={workshops.map((w) => ({ label: w.title, value: t(`events.office.workshop.${w.state}`) }))}
          />
        </Section>
      ) : null}
      <Section title={t('events.office.person.registration')}>
        <SummaryList rows={facts(desk, r)} />
      </Section>
      <Section title={t('events.office.person.log')}>
        <Timeline
          t={t}
          entries={log.map((line) => ({
            date: at(desk, line.at),
            dateTime: line.at.toString(),
            title: auditWords(desk, line.action),
            body: t(`events.office.by.${line.by}`),
          }))}
        />
      </Section>
    </EditionFrame>
  );
}

function at({ lang, edition }: EditionDesk, when: Temporal.Instant): string {
  return `${longDate(when, edition.timezone, lang)}, ${clockTime(when, edition.timezone, lang)}`;
}

function Actions({
  desk: { t, edition },
  id,
  actions,
}: {
  desk: EditionDesk;
  id: string;
  actions: readonly PersonAction[];
}): VNode | null {
  if (actions.length === 0) return null;
  const href = editionHref(edition, 'inscripciones', id);
  return (
    <ButtonRow>
      {actions.map((action, index) => {
        const label = t(`events.office.person.do.${action}`);
        if (ASKS_ON_A_PAGE.has(action))
          return (
            <Button kind="danger" href={`${href}/${action}`}>
              {label}
            </Button>
          );
        return (
          <ActionForm
            action={`${href}/${action}`}
            label={label}
            kind={index === 0 ? 'primary' : 'secondary'}
          />
        );
      })}
    </ButtonRow>
  );
}

function facts(desk: EditionDesk, r: OpenRegistration): SummaryRow[] {
  const { t, edition } = desk;
  const yesNo = (value: boolean) => t(value ? 'form.yes' : 'form.no');
  const rows: SummaryRow[] = [
    { label: t('events.office.people.since'), value: at(desk, r.created_at) },
    { label: t('events.office.person.origin'), value: t(`events.office.origin.${r.origin}`) },
    {
      label: t('events.office.person.confirmed'),
      value: r.address_confirmed_at ? at(desk, r.address_confirmed_at) : t('form.no'),
    },
    { label: t('events.office.person.language'), value: t(`events.language.${r.lang}`) },
    { label: t('events.form.consent_directory'), value: yesNo(r.consent_directory) },
    { label: t('events.form.consent_photo'), value: yesNo(r.consent_photo) },
    { label: t('events.form.consent_recording'), value: yesNo(r.consent_recording) },
    {
      label: t('events.office.person.privacy'),
      value:
        r.privacy_version === null
          ? t('events.office.not_said')
          : t('events.office.person.privacy_version', { version: r.privacy_version }),
    },
  ];
  if (edition.mode === 'hybrid')
    rows.unshift({
      label: t('events.office.people.attendance'),
      value: t(`events.attendance.${r.attendance}`),
    });
  if (r.held_until) rows.push({ label: t('events.office.person.held_until'), value: at(desk, r.held_until) });
  return rows;
}

function auditWords({ t }: EditionDesk, action: string): string {
  const key = `events.office.audit.${action.replace(/^events\./, '')}`;
  return isMessageKey(key) ? t(key) : action;
}

export interface PersonFormProps {
  desk: EditionDesk;
  title: string;
  lead?: ComponentChildren;
  action: string;
  backHref: string;
  submit: string;
  state: DrawnForm;
  danger?: boolean;
}

/** Adding somebody by hand; and the question before a registration is ended. */
export function PersonForm({
  desk,
  title,
  lead,
  action,
  backHref,
  submit,
  state,
  danger = false,
}: PersonFormProps): VNode {
  const { t, edition } = desk;
  const trail = [
    { href: editionHref(edition, 'inscripciones'), label: t('events.office.tab.registrations') },
  ];
  return (
    <EditionFrame desk={desk} part="registrations" title={title} lead={lead} trail={trail} tabs={false}>
      <SchemaForm
        t={t}
        action={action}
        fields={state.fields}
        state={state}
        submit={submit}
        cancelHref={backHref}
        danger={danger}
      />
    </EditionFrame>
  );
}
