/** What lies in the vault for this module, and under which names. */
import type { Vault } from '../../platform/vault/vault.ts';
import type { Facts } from './rules/content.ts';
import type { Picture } from './rules/sheet.ts';
import type { Design, Template } from './rules/template.ts';
import type { Kind } from './tables.ts';

/** What one certificate says, and its proof: made once, so that it stays the same whichever key signs today. */
export interface Sealed {
  facts: Facts;
  proof: string;
  /** Where it was sent to when its holder did not register. */
  email?: string;
}

export const sealCertificate = (vault: Vault, id: string, sealed: Sealed): Buffer =>
  vault.seal(`certificates:${id}`, sealed);
export const openCertificate = (vault: Vault, id: string, blob: Uint8Array): Sealed =>
  vault.open<Sealed>(`certificates:${id}`, blob);

const templateContext = (eventId: string, kind: Kind) => `certificate_templates:${eventId} ${kind}`;
export const sealTemplate = (vault: Vault, eventId: string, kind: Kind, template: Template): Buffer =>
  vault.seal(templateContext(eventId, kind), template);
export const openTemplate = (vault: Vault, eventId: string, kind: Kind, blob: Uint8Array): Template =>
  vault.open<Template>(templateContext(eventId, kind), blob);

export const sealDesign = (vault: Vault, id: string, design: Design): Buffer =>
  vault.seal(`certificate_designs:${id}`, design);
export const openDesign = (vault: Vault, id: string, blob: Uint8Array): Design =>
  vault.open<Design>(`certificate_designs:${id}`, blob);

type StoredPicture = Omit<Picture, 'bytes'> & { bytes: string };

export const sealPicture = (vault: Vault, id: string, picture: Picture): Buffer =>
  vault.seal(`certificate_pictures:${id}`, {
    ...picture,
    bytes: Buffer.from(picture.bytes).toString('base64'),
  } satisfies StoredPicture);
export function openPicture(vault: Vault, id: string, blob: Uint8Array): Picture {
  const stored = vault.open<StoredPicture>(`certificate_pictures:${id}`, blob);
  return { ...stored, bytes: Buffer.from(stored.bytes, 'base64') };
}

export const sealKey = (vault: Vault, id: string, secret: string): Buffer =>
  vault.seal(`certificate_keys:${id}`, secret);
export const openSecret = (vault: Vault, id: string, blob: Uint8Array): string =>
  vault.open<string>(`certificate_keys:${id}`, blob);

/** Of the link under which somebody who did not register downloads what was made out to them. */
export const HANDED_LINK = 'certificate';
