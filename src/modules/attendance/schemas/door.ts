/** What the door is told: how a phone is called; the scans that a phone kept. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { KeptTime } from '../rules/door-time.ts';

const label = Type.String({
  minLength: 2,
  maxLength: 60,
  ...ui({
    control: 'text',
    label: 'attendance.door.office.label',
    hint: 'attendance.door.office.label_hint',
  }),
});

export const START_FORM = Type.Object({ label });

export const INVITE_FORM = Type.Object({
  label,
  may_search: Type.Optional(
    Type.Boolean(
      ui({
        control: 'checkbox',
        label: 'attendance.door.office.may_search',
        hint: 'attendance.door.office.may_search_hint',
      }),
    ),
  ),
});

/** A scan as the phone kept it: no code and no name, the hash under its own key. */
export interface PhoneScan extends KeptTime {
  id: string;
  /** 20 hexadecimal digits. */
  hash: string;
  anyway: boolean;
}

/** In one message. The phone sends the rest in the next. */
export const MOST_SCANS = 200;
const HASH = /^[0-9a-f]{20}$/;
/** Years 1901 to 2243: whatever a clock may say. */
const MOST_MS = 2 ** 53 / 1000;

/** @returns undefined when it is no list of scans */
export function readPhoneScans(text: string): PhoneScan[] | undefined {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(list) || list.length > MOST_SCANS) return undefined;
  const scans = list.map(readPhoneScan);
  return scans.every((scan) => scan !== undefined) ? scans : undefined;
}

function readPhoneScan(one: unknown): PhoneScan | undefined {
  if (typeof one !== 'object' || one === null) return undefined;
  const { id, hash, device, offset, contact, since, anyway } = one as Record<string, unknown>;
  const isMs = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= MOST_MS;
  const orNone = (value: unknown) => (isMs(value) ? value : value === null ? null : undefined);
  const [o, c, s] = [orNone(offset), orNone(contact), orNone(since)];
  if (typeof id !== 'string' || !isUuid(id) || typeof hash !== 'string' || !HASH.test(hash)) return undefined;
  if (!isMs(device) || o === undefined || c === undefined || s === undefined) return undefined;
  return { id, hash, device, offset: o, contact: c, since: s, anyway: anyway === true };
}
