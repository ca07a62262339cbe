/**
 * One answer a person, and nobody's answer. The ticket in the address says whose it is, so that it is used
 * once; what is written down of it is a keyed hash that stands beside no answer.
 */
import type { Vault } from '../../platform/vault/vault.ts';

const TICKET = 'survey_ticket';

/** The link's token. Not stored; void when the link of the registration is made void. */
export function ticketToken(vault: Vault, registration: { id: string; link_version: number }): string {
  return vault.token(TICKET, registration.id, registration.link_version);
}

export function isTicketOf(
  vault: Vault,
  token: string,
  registration: { id: string; link_version: number },
): boolean {
  return vault.checkToken(TICKET, registration.id, registration.link_version, token);
}

/** Differs from survey to survey, so that a dump can't tell who answers always. */
export function ticketHash(vault: Vault, surveyId: string, registrationId: string): Buffer {
  return vault.lookup('survey_tickets.ticket_hash', `${surveyId} ${registrationId}`);
}
