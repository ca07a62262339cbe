/** Whose secret link was followed: for every page behind it, also those that other modules add. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import { isLinkOf } from '../person.ts';
import {
  findRegistration,
  findRegistrationEvent,
  type RegistrationEvent,
  type RegistrationRow,
} from '../queries/registrations.ts';

export interface OwnFound {
  event: RegistrationEvent;
  registration: RegistrationRow;
  token: string;
}

/**
 * The registration behind `/registro/:token…`.
 * @throws AppError `not_found`: a wrong, old or mutilated link is simply not there
 */
export async function findOwn(deps: Deps, ctx: Ctx): Promise<OwnFound> {
  const token = ctx.params['token'] ?? '';
  const id = deps.vault.peekToken(token);
  const registration = id === undefined ? undefined : await findRegistration(deps.db, id);
  if (!registration || !isLinkOf(deps.vault, token, registration)) throw notFound();
  const event = await findRegistrationEvent(deps.db, { id: registration.event_id });
  if (!event) throw notFound();
  return { event, registration, token };
}
