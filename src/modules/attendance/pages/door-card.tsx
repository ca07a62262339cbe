/** What the door says to a ticket: a card with a colour, a sign, a word, and what can be done. */
import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import type { Tone } from '../../../ui/tone.ts';
import type { DoorAnswer } from '../rules/door-outcome.ts';

/** Beside the answers: a mark that was taken back. */
export type CardKind = DoorAnswer | 'undone';

export interface DoorCardProps {
  t: Translate;
  kind: CardKind;
  /** Of the person, when the answer comes from the server. */
  name?: string | undefined;
  /** How they take part, their workshops. */
  facts?: readonly string[] | undefined;
  /** Since when, and by which phone, somebody has been in with it. */
  arrival?: { time: string; here: boolean; label: string } | undefined;
  /** Instead of the usual sentence. */
  words?: string | undefined;
  /** What can be done about it. */
  children?: ComponentChildren;
}

const TONE: Record<CardKind, Tone> = {
  welcome: 'success',
  already: 'warning',
  online: 'warning',
  waiting: 'warning',
  cancelled: 'danger',
  other_event: 'danger',
  unknown: 'danger',
  mistyped: 'info',
  not_a_ticket: 'info',
  undone: 'info',
};

/** Told apart by form too, for those who see no green and red. */
const SIGN: Record<'yes' | 'wait' | 'no' | 'look', string> = {
  yes: 'M10 26l10 10 20-24',
  wait: 'M25 12v16M25 36v2',
  no: 'M13 13l24 24M37 13L13 37',
  look: 'M17 18a8 8 0 1 1 12 7c-3 2-4 3-4 6M25 37v2',
};

function signOf(tone: Tone): string {
  return tone === 'success'
    ? SIGN.yes
    : tone === 'warning'
      ? SIGN.wait
      : tone === 'danger'
        ? SIGN.no
        : SIGN.look;
}

export function DoorCard(props: DoorCardProps): VNode {
  const { t, kind, name, facts = [], arrival, words } = props;
  const tone = TONE[kind];
  return (
    <div class={`door-card tone-${tone}`} data-answer={kind}>
      <p class="door-card-title">
        <svg viewBox="0 0 50 50" aria-hidden="true" width="50" height="50">
          <circle cx="25" cy="25" r="23" />
          <path d={signOf(tone)} />
        </svg>
        <span>{t(`attendance.door.answer.${kind}`)}</span>
      </p>
      {name ? <p class="door-card-name">{name}</p> : null}
      <p>{words ?? (arrival ? arrivalWords(t, arrival) : t(`attendance.door.words.${kind}`))}</p>
      {facts.length > 0 ? (
        <ul class="door-card-facts">
          {facts.map((fact) => (
            <li>{fact}</li>
          ))}
        </ul>
      ) : null}
      {props.children}
    </div>
  );
}

function arrivalWords(t: Translate, { time, here, label }: NonNullable<DoorCardProps['arrival']>): string {
  return here ? t('attendance.door.since_here', { time }) : t('attendance.door.since_there', { time, label });
}

export interface CardActionsProps {
  t: Translate;
  /** Address of the door. */
  path: string;
  registrationId: string;
  kind: CardKind;
  byStaff: boolean;
}

/** Letting in on purpose, and taking a mark back. */
export function CardActions({ t, path, registrationId, kind, byStaff }: CardActionsProps): VNode | null {
  const registration = { registration: registrationId };
  if (kind === 'online')
    return (
      <ButtonRow>
        <ActionForm
          action={`${path}/entrar`}
          fields={{ ...registration, anyway: 'yes' }}
          label={t('attendance.door.anyway')}
        />
      </ButtonRow>
    );
  if (!byStaff) return null;
  if (kind === 'waiting')
    return (
      <ButtonRow>
        <ActionForm
          action={`${path}/dar-lugar`}
          fields={registration}
          label={t('attendance.door.give_place')}
          confirm={t('attendance.door.give_place_confirm')}
        />
      </ButtonRow>
    );
  if (kind === 'welcome' || kind === 'already')
    return (
      <ButtonRow>
        <ActionForm
          action={`${path}/deshacer`}
          fields={registration}
          label={t('attendance.door.undo')}
          size="small"
          confirm={t('attendance.door.undo_confirm')}
        />
      </ButtonRow>
    );
  return null;
}
