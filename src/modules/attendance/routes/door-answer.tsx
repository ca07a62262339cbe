/** From what a scan came to, to the card that tells it. */
import type { VNode } from 'preact';
import type { Deps } from '../../../platform/deps.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import { clockTime } from '../../../platform/i18n/dates.ts';
import { listWorkshopPlaces, tryOpenPerson } from '../../events/index.ts';
import { CardActions, type CardKind, DoorCard } from '../pages/door-card.tsx';
import { findScan, type ScanFound } from '../queries/door.ts';
import { ANSWERS, answerOf, type DoorAnswer, entryOf } from '../rules/door-outcome.ts';
import type { AtDoor } from './door-desk.tsx';

export function plainCard(ctx: Ctx, answer: DoorAnswer): VNode {
  return <DoorCard t={ctx.t} kind={answer} />;
}

/** The card of a scan that this phone made; undefined when it made none such. */
export async function scanCard(deps: Deps, ctx: Ctx, at: AtDoor, scanId: string): Promise<VNode | undefined> {
  const scan = await findScan(deps.db, at.phone.id, scanId);
  if (!scan) return undefined;
  return cardOf(deps, ctx, at, scan, kindOf(scan));
}

function kindOf(scan: ScanFound): CardKind {
  switch (scan.outcome) {
    case 'arrived':
      return 'welcome';
    case 'double':
      return scan.arrival_id === null ? 'undone' : 'already';
    case 'undone':
      return scan.arrival_id === null ? 'undone' : 'already';
    case 'refused':
      return answerOf(entryOf(scan.state ?? '', scan.attendance ?? ''), false);
    default:
      return 'unknown';
  }
}

async function cardOf(deps: Deps, ctx: Ctx, at: AtDoor, scan: ScanFound, kind: CardKind): Promise<VNode> {
  const { t, lang } = ctx;
  const { phone, path } = at;
  const id = scan.registration_id ?? '';
  const workshops = id ? await listWorkshopPlaces(deps.db, id) : [];
  const held = workshops.filter((w) => w.state === 'held').map((w) => w.title);
  const facts = [
    ...(scan.attendance === 'online' || scan.attendance === 'in_person'
      ? [t(`events.attendance.${scan.attendance}`)]
      : []),
    ...held,
  ];
  const arrival =
    kind === 'already' && scan.arrived_at
      ? {
          time: clockTime(scan.arrived_at, phone.timezone, lang),
          here: scan.arrival_phone_id === phone.id,
          label: scan.arrival_label ?? '',
        }
      : undefined;
  return (
    <DoorCard t={t} kind={kind} name={nameOf(deps, id, scan.sealed)} facts={facts} arrival={arrival}>
      <CardActions t={t} path={path} registrationId={id} kind={kind} byStaff={phone.by_staff} />
    </DoorCard>
  );
}

/** Sealed under another key: the door goes on without the name. */
export const nameOf = (deps: Deps, registrationId: string, sealed: Buffer | null): string | undefined =>
  tryOpenPerson(deps.vault, registrationId, sealed)?.name;

export function isAnswer(text: string | null): text is DoorAnswer {
  return (ANSWERS as readonly (string | null)[]).includes(text);
}
