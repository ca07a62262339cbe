/** Keeping templates and pictures, and freezing how a certificate looks. */
import { createHash, randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { sealDesign, sealPicture, sealTemplate } from '../kept.ts';
import { findTemplate } from '../queries/templates.ts';
import type { Picture } from '../rules/sheet.ts';
import type { Design, Template } from '../rules/template.ts';
import type { Kind } from '../tables.ts';

interface Doing {
  actor: Actor;
  vault: Vault;
  now: Temporal.Instant;
}

export interface NewPictures {
  logo?: Picture;
  /** By place of the signature, from 0. */
  signatures: ReadonlyMap<number, Picture>;
}

/**
 * @param version of the template when its form was drawn, 0 for none
 * @returns false when somebody else saved it in between
 */
export async function saveTemplate(
  trx: Trx,
  c: Doing,
  eventId: string,
  kind: Kind,
  given: { template: Template; pictures: NewPictures; version: number },
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext(${`certificates.template ${eventId} ${kind}`}))`.execute(
    trx,
  );
  const before = await findTemplate(trx, c.vault, eventId, kind);
  if ((before?.version ?? 0) !== given.version) return false;
  const { logo, signatures } = given.pictures;
  const template: Template = { ...given.template, signatures: [...given.template.signatures] };
  if (logo) template.logoPicture = await putPicture(trx, c, eventId, logo);
  for (const [place, picture] of signatures) {
    const signature = template.signatures[place];
    if (signature)
      template.signatures[place] = { ...signature, picture: await putPicture(trx, c, eventId, picture) };
  }
  const values = {
    sealed: sealTemplate(c.vault, eventId, kind, template),
    version: given.version + 1,
    updated_at: c.now,
  };
  await trx
    .insertInto('certificate_templates')
    .values({ event_id: eventId, kind, ...values })
    .onConflict((oc) => oc.columns(['event_id', 'kind']).doUpdateSet(values))
    .execute();
  await audit(trx, {
    actor: c.actor,
    action: 'certificates.template_saved',
    subject: { kind: 'event', id: eventId },
    detail: { kind, version: given.version + 1 },
  });
  return true;
}

/** @returns its id; the same picture of an edition is kept once */
async function putPicture(trx: Trx, c: Doing, eventId: string, picture: Picture): Promise<string> {
  const print = createHash('sha256').update(picture.bytes).digest('hex');
  const digest = c.vault.lookup('certificate_pictures.digest', `${eventId} ${print}`);
  const id = randomUUIDv7();
  const inserted = await trx
    .insertInto('certificate_pictures')
    .values({
      id,
      event_id: eventId,
      digest,
      sealed: sealPicture(c.vault, id, picture),
      created_at: c.now,
    })
    .onConflict((oc) => oc.columns(['event_id', 'digest']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) return inserted.id;
  const { id: known } = await trx
    .selectFrom('certificate_pictures')
    .select('id')
    .where('event_id', '=', eventId)
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow();
  return known;
}

/**
 * How certificates issued now look, for as long as they are kept: a template or logo changed later changes none
 * that somebody holds already.
 * @param logo of the organisation, reduced, where the template asks for it
 * @returns id of the design; the same look of an edition is kept once
 */
export async function freezeDesign(
  trx: Trx,
  c: Doing,
  eventId: string,
  given: { template: Template; issuer: string; logo: Picture | undefined },
): Promise<string> {
  const { logo: choice, logoPicture, ...words } = given.template;
  const logo =
    choice === 'own' ? logoPicture : given.logo ? await putPicture(trx, c, eventId, given.logo) : undefined;
  const design: Design = { ...words, issuer: given.issuer, ...(logo !== undefined && { logo }) };
  const digest = c.vault.lookup('certificate_designs.digest', `${eventId} ${JSON.stringify(design)}`);
  const id = randomUUIDv7();
  await trx
    .insertInto('certificate_designs')
    .values({ id, event_id: eventId, digest, sealed: sealDesign(c.vault, id, design), created_at: c.now })
    .onConflict((oc) => oc.columns(['event_id', 'digest']).doNothing())
    .execute();
  const found = await trx
    .selectFrom('certificate_designs')
    .select('id')
    .where('event_id', '=', eventId)
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow();
  return found.id;
}
