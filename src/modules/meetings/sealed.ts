/** What nobody but the desk may see, and how it lies in the vault: photos of sheets, lists that wait, addresses. */
import { tryOpen, type Vault } from '../../platform/vault/vault.ts';

/** A clean picture (`platform/files/picture.ts`): no place, camera or date inside. */
export interface Photo {
  mediaType: 'image/jpeg' | 'image/png';
  bytes: Buffer;
}

interface Sealed {
  mediaType: string;
  /** base64 */
  bytes: string;
}

const address = (proposalId: string): string => `meeting_proposals:${proposalId}`;
const photo = (sheetId: string): string => `meeting_sheet_photos:${sheetId}`;
const upload = (id: string): string => `meeting_uploads:${id}`;

const packed = (mediaType: string, bytes: Buffer): Sealed => ({
  mediaType,
  bytes: bytes.toString('base64'),
});

export const sealPhoto = (vault: Vault, sheetId: string, { mediaType, bytes }: Photo): Buffer =>
  vault.seal(photo(sheetId), packed(mediaType, bytes));

export const sealUpload = (vault: Vault, id: string, bytes: Buffer): Buffer =>
  vault.seal(upload(id), packed('', bytes));

export const sealAddress = (vault: Vault, proposalId: string, value: string): Buffer =>
  vault.seal(address(proposalId), value);

/** Undefined also when none is kept. */
export const openAddress = (
  vault: Vault,
  proposalId: string,
  sealed: Uint8Array | null,
): string | undefined => tryOpen(vault, address(proposalId), sealed);

const CONFIRM = 'meeting_address';

/** The secret of the mail: whoever photographed the link of the proposal does not have it. Stored nowhere. */
export const confirmToken = (vault: Vault, row: { id: string; link_version: number }): string =>
  vault.token(CONFIRM, row.id, row.link_version);

export const isConfirmToken = (
  vault: Vault,
  token: string,
  row: { id: string; link_version: number },
): boolean => vault.checkToken(CONFIRM, row.id, row.link_version, token);

export function openPhoto(vault: Vault, sheetId: string, sealed: Uint8Array) {
  const kept = tryOpen<Sealed>(vault, photo(sheetId), sealed);
  return kept && { mediaType: kept.mediaType, bytes: Buffer.from(kept.bytes, 'base64') };
}

export function openUpload(vault: Vault, id: string, sealed: Uint8Array): Buffer | undefined {
  const kept = tryOpen<Sealed>(vault, upload(id), sealed);
  return kept && Buffer.from(kept.bytes, 'base64');
}
