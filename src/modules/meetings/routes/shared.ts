/** What the routes of the module share. */
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { pictureFaultWords } from '../../../platform/files/fault-words.ts';
import { readPicture } from '../../../platform/files/picture.ts';
import type { RawValues } from '../../../platform/forms/read.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { currentPrivacyVersion } from '../../accounts/index.ts';
import { readProposal } from '../../proposals/index.ts';
import { OFFICE_MEETINGS } from '../addresses.ts';
import type { Context, RefusedCode } from '../commands/context.ts';
import type { Said } from '../commands/receive.ts';
import type { Reader } from '../pages/words.ts';
import { findMeeting, type MeetingRow } from '../queries/meetings.ts';
import type { Photo } from '../sealed.ts';

export const RUN = 'meetings.run';
export const STYLES = ['meetings.css'];
export const { get, post } = officeRoutes(OFFICE_MEETINGS);

export function contextOf(deps: Deps, ctx: Ctx): Context {
  return { actor: ctx.actor, vault: deps.vault, now: ctx.now };
}

export async function readerOf(deps: Deps, { t, lang }: Ctx): Promise<Reader> {
  return { t, lang, zone: (await readOrganisation(deps.db)).timeZone };
}

/** @throws not_found */
export async function meetingIn(deps: Deps, ctx: Ctx): Promise<MeetingRow> {
  const id = ctx.params['id'] ?? '';
  const meeting = isUuid(id) ? await findMeeting(deps.db, id) : undefined;
  if (!meeting) throw notFound();
  return meeting;
}

export type SaidReading =
  | { ok: true; said: Said; raw: RawValues }
  | { ok: false; faults: FieldFault[]; raw: RawValues };

/** Why what was typed was not taken: over the form, which is drawn again with it. */
export const refusal = ({ t }: Ctx, code: RefusedCode): FieldFault => ({
  field: '',
  message: t(`meetings.refused.${code === 'entered' ? 'already' : code}`),
});

/** The form of a proposal, of which the meeting fills in the rest. */
export async function readSaid(deps: Deps, ctx: Ctx): Promise<SaidReading> {
  const reading = readProposal('send', ctx.body, ctx.t);
  if (!reading.ok) return reading;
  const { text, authors, visibility, category, email: address } = reading.value;
  const privacyVersion = await currentPrivacyVersion(deps.db);
  const said = { text, authors, visibility, category, lang: ctx.lang, privacyVersion, address };
  return { ok: true, said, raw: reading.raw };
}

/** Made anew before anything is kept: where and with what it was taken is gone. Undefined: none was sent. */
export async function photoIn({ body, t }: Ctx): Promise<{ photo: Photo | undefined; faults: FieldFault[] }> {
  const sent = body.files.get('photo');
  if (!sent || sent.bytes.length === 0) return { photo: undefined, faults: [] };
  const read = await readPicture(sent.bytes);
  return read.ok
    ? { photo: read.picture, faults: [] }
    : { photo: undefined, faults: [{ field: 'photo', message: pictureFaultWords(t, read.fault) }] };
}
