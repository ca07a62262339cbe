/** One's own registration: how it stands, what was said, what can be done. */
import type { VNode } from 'preact';
import type { Note } from '../../../../platform/additions.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { Notes } from '../../../../ui/data/notes.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { Tone } from '../../../../ui/tone.ts';
import { editionPath, ownDataPath, ownPath, sessionPath } from '../../addresses.ts';
import type { RegistrationEvent, RegistrationRow, WorkshopPlace } from '../../queries/registrations.ts';
import type { OwnAction } from '../../rules/registration.ts';
import type { RegistrationState } from '../../tables.ts';

export interface OwnProps {
  /** What other parts of the program have for this person: the room, the certificate, the survey. */
  notes: readonly Note[];
  t: Translate;
  token: string;
  event: RegistrationEvent;
  registration: RegistrationRow;
  workshops: readonly WorkshopPlace[];
  actions: readonly OwnAction[];
  /** What was said, as label and text, in the order of the form. */
  answers: readonly { label: string; value: string }[];
  /** When the edition is, in words. */
  when: string;
  /** End of a held place or an offer, in words. */
  heldUntil: string | undefined;
  /** People ahead in the waiting list. */
  ahead: number | undefined;
  /** What just happened, after an action: key of the notice. */
  done: 'confirm' | 'change' | 'accept' | 'rejoin' | 'workshop' | 'refused' | undefined;
}

export const STATE_TONE: Record<RegistrationState, Tone> = {
  pending: 'warning',
  awaiting_approval: 'info',
  confirmed: 'success',
  waitlisted: 'info',
  offered: 'warning',
  lapsed: 'neutral',
  declined: 'neutral',
  cancelled: 'neutral',
};

export function OwnPage(props: OwnProps): VNode {
  const { t, token, event, registration, actions, done } = props;
  return (
    <>
      <PageHeading
        eyebrow={event.title}
        title={t(`events.own.title.${registration.state}`)}
        lead={stateWords(props)}
      >
        <p>
          <StatusTag tone={STATE_TONE[registration.state]}>
            {t(`events.state.${registration.state}`)}
          </StatusTag>
        </p>
      </PageHeading>
      {done ? (
        <Notice t={t} kind={done === 'refused' ? 'warning' : 'success'}>
          {t(`events.own.done.${done}`)}
        </Notice>
      ) : null}
      {event.status === 'scheduled' ? null : (
        <Notice t={t} kind="danger" title={t(`events.own.event.${event.status}`)}>
          {event.status_note}
        </Notice>
      )}
      <MainAction {...props} />
      <Section title={t('events.own.facts')}>
        <SummaryList
          rows={[
            { label: t('events.own.edition'), value: <a href={editionPath(event.slug)}>{event.title}</a> },
            { label: t('events.own.when'), value: props.when },
            { label: t('events.form.attendance'), value: t(`events.attendance.${registration.attendance}`) },
            ...props.answers,
          ]}
        />
      </Section>
      <Workshops {...props} />
      <Notes notes={props.notes} />
      {actions.includes('change') || actions.includes('cancel') ? (
        <ButtonRow>
          {actions.includes('change') ? (
            <Button kind="secondary" href={`${ownPath(token)}/cambiar`}>
              {t('events.own.change')}
            </Button>
          ) : null}
          {registration.state === 'confirmed' ? (
            <Button kind="secondary" href={`${ownPath(token)}/calendario.ics`}>
              {t('events.own.calendar')}
            </Button>
          ) : null}
          {actions.includes('cancel') ? (
            <Button kind="link" href={`${ownPath(token)}/cancelar`}>
              {t('events.own.cancel')}
            </Button>
          ) : null}
        </ButtonRow>
      ) : null}
      <p>
        <a href={ownDataPath(token)}>{t('events.own.data')}</a>
      </p>
    </>
  );
}

function stateWords({ t, registration, event, heldUntil, ahead }: OwnProps): string {
  switch (registration.state) {
    case 'pending':
      return heldUntil
        ? t('events.own.lead.pending_held', { until: heldUntil })
        : t('events.own.lead.pending');
    case 'offered':
      return t('events.own.lead.offered', { until: heldUntil ?? '' });
    case 'waitlisted':
      return t('events.own.lead.waitlisted', { ahead: ahead ?? 0 });
    case 'awaiting_approval':
      return t('events.own.lead.awaiting_approval', { organizer: event.organizer || event.title });
    default:
      return t(`events.own.lead.${registration.state}`);
  }
}

/** The one thing to do in this state, first and large. */
function MainAction({ t, token, actions }: OwnProps): VNode | null {
  const main = (['confirm', 'accept', 'rejoin'] as const).find((a) => actions.includes(a));
  if (!main) return null;
  return (
    <ButtonRow>
      <ActionForm
        action={ownPath(token)}
        fields={{ action: main }}
        label={t(`events.own.action.${main}`)}
        kind="primary"
      />
    </ButtonRow>
  );
}

const PLACE_TONE = {
  wanted: 'neutral',
  held: 'success',
  waitlisted: 'info',
  offered: 'warning',
  lapsed: 'neutral',
} as const;

function Workshops({ t, token, event, workshops }: OwnProps): VNode | null {
  if (workshops.length === 0) return null;
  return (
    <Section title={t('events.form.workshops')}>
      <ul class="plain-list stack stack-normal">
        {workshops.map((w) => (
          <li key={w.slug}>
            <a href={sessionPath(event.slug, w.slug)}>{w.title}</a>{' '}
            <StatusTag tone={PLACE_TONE[w.state]}>{t(`events.workshop_state.${w.state}`)}</StatusTag>
            {w.state === 'offered' ? (
              <ActionForm
                action={ownPath(token)}
                fields={{ action: 'accept_workshop', workshop: w.slug }}
                label={t('events.own.action.accept')}
                about={w.title}
                size="small"
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function CancelPage({ t, token, event }: Pick<OwnProps, 't' | 'token' | 'event'>): VNode {
  return (
    <>
      <PageHeading eyebrow={event.title} title={t('events.cancel.title')} lead={t('events.cancel.lead')} />
      <ButtonRow>
        <ActionForm
          action={ownPath(token)}
          fields={{ action: 'cancel' }}
          label={t('events.cancel.submit')}
          kind="danger"
        />
        <Button kind="link" href={ownPath(token)}>
          {t('events.cancel.back')}
        </Button>
      </ButtonRow>
    </>
  );
}
