/** What the back-office routes of the module share: who is at the desk, which edition, how a command's refusal reads. */
import { allows } from '../../../platform/access/access.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import type { FormField } from '../../../platform/forms/field.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import type { VNode } from 'preact';
import type { Act, Refusal } from '../commands/inputs.ts';
import type { Desk, EditionDesk } from '../pages/office/frame.tsx';
import { findOfficeEdition } from '../queries/office.ts';

export const ROOT = '/admin/encuentros';

export function deskOf(ctx: Ctx): Desk {
  const { t, lang, actor, query } = ctx;
  return {
    t,
    lang,
    done: query.get('hecho') ?? undefined,
    may: {
      edit: allows(actor, 'events.edit'),
      publish: allows(actor, 'events.publish'),
      readRegistrations: allows(actor, 'events.read_registrations'),
      manageRegistrations: allows(actor, 'events.manage_registrations'),
      purge: allows(actor, 'events.purge_personal_data'),
    },
  };
}

/** @throws not_found */
export async function editionDesk(deps: Deps, ctx: Ctx): Promise<EditionDesk> {
  const edition = await findOfficeEdition(deps.db, ctx.params['slug'] ?? '');
  if (!edition) throw notFound();
  const added = deps.additions.tabs.filter((tab) => tab.of === 'event' && allows(ctx.actor, tab.policy));
  return { ...deskOf(ctx), edition, added };
}

export function actOf(ctx: Ctx): Act {
  return { actor: ctx.actor, now: ctx.now };
}

/** Names of a command's input, where the form has another one. */
const FIELD_OF: Record<string, string> = {
  startsAt: 'starts',
  endsAt: 'ends',
  seriesId: 'series',
  roomId: 'room',
  trackId: 'track',
  shownWhen: 'shown_when',
  'registration.closesAt': 'closes',
  'registration.closesOn': 'closes_on',
  'registration.capacity.total': 'capacity_total',
  'registration.capacity.online': 'capacity_online',
  'registration.capacity.inPerson': 'capacity_in_person',
};

/** A command's refusal as a fault of the form, at the field it is about. */
export function faultOfRefusal(refusal: Refusal, t: Translate, fields: readonly FormField[]): FieldFault {
  const [head = ''] = (refusal.field ?? '').split('.');
  const field = FIELD_OF[refusal.field ?? ''] ?? FIELD_OF[head] ?? head;
  const message = t(`events.fault.${refusal.refused}`, refusal.detail ?? {});
  return { field: fields.some((f) => f.name === field) ? field : '', message };
}

export const { get, post } = officeRoutes(ROOT);

/** A page of the back office. */
export function officePage(title: string, body: VNode, status = 200): Answer {
  return page(body, { title, status });
}
