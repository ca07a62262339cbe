/** What the back-office routes of the module share: who is at the desk, which edition, how a command's refusal reads. */
import { allows } from '../../../platform/access/access.ts';
import type { Db, Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import type { FormField } from '../../../platform/forms/field.ts';
import type { RawValues } from '../../../platform/forms/read.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec, Submission } from '../../../platform/http/route.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import type { Words } from '../../../platform/i18n/words.ts';
import type { VNode } from 'preact';
import type { Act, Outcome, Refusal } from '../commands/inputs.ts';
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

/** One command in a transaction of its own; what it refused is rolled back. */
export async function run<T extends object>(
  db: Db,
  command: (trx: Trx) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    return await withTransaction(db, async (trx) => {
      const outcome = await command(trx);
      if (!outcome.ok) throw new Refused(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
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

/** The version of the record that the form was drawn from; 0 when it says none. */
export function versionOf(submission: Submission): number {
  const text = submission.fields.get('version')?.[0] ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

/** After the page that shows both values: where the person keeps the other one's, that stands in for what they typed. */
export function keepTheirs(submission: Submission, theirs: RawValues): Submission {
  const fields = new Map(submission.fields);
  for (const [name, [choice]] of submission.fields) {
    if (!name.startsWith('keep.') || choice !== 'theirs') continue;
    const field = name.slice('keep.'.length);
    const value = theirs.get(field);
    if (value) fields.set(field, value);
    else fields.delete(field);
  }
  return { ...submission, fields };
}

/** Fields with what only the database knows to choose from. */
export function withOptions(
  fields: readonly FormField[],
  options: Record<string, readonly { value: string; label: Words }[]>,
): FormField[] {
  return fields.map((field) => {
    const own = options[field.name];
    return own && field.ui ? { ...field, ui: { ...field.ui, options: own } } : field;
  });
}

/** Typed values of a form from plain ones; empty ones are left out. */
export function rawOf(
  values: Record<string, string | number | boolean | null | readonly string[]>,
): RawValues {
  const raw = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(values)) {
    if (value === true) raw.set(name, ['yes']);
    else if (typeof value === 'number') raw.set(name, [String(value)]);
    else if (typeof value === 'string' && value !== '') raw.set(name, [value]);
    else if (Array.isArray(value) && value.length > 0) raw.set(name, value);
  }
  return raw;
}

type Handler = (ctx: Ctx) => Promise<Answer>;

/** @param path below `/admin/encuentros` */
export function get(path: string, policy: RouteSpec['policy'], summary: string, handle: Handler): RouteSpec {
  return { method: 'GET', url: ROOT + path, kind: 'office', policy, summary, handle };
}

export function post(path: string, policy: RouteSpec['policy'], summary: string, handle: Handler): RouteSpec {
  return { method: 'POST', url: ROOT + path, kind: 'office', policy, summary, handle };
}

/** A page of the back office. */
export function officePage(title: string, body: VNode, status = 200): Answer {
  return page(body, { title, status });
}
