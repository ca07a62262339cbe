/** Whose installation this is: shown in the head and foot of every page, in mails, feeds and calendars. */
import { type Static, Type } from 'typebox';
import type { Read } from '../db/handles.ts';
import { defineSetting } from './setting.ts';
import { readSetting } from './settings.ts';

const text = (max: number) => Type.String({ maxLength: max });

export const OrganisationSchema = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 120 }),
  /** Id and name of the file with the logo; absent: the name is written out instead. */
  logo: Type.Optional(Type.Object({ id: Type.String(), name: Type.String() })),
  email: text(254),
  phone: text(60),
  address: text(300),
  website: text(300),
  /** IANA name; new editions start with it. */
  timeZone: Type.String({ minLength: 1, maxLength: 60 }),
});

export type Organisation = Static<typeof OrganisationSchema>;

export const organisationSetting = defineSetting({
  key: 'accounts.organisation',
  schema: OrganisationSchema,
  default: {
    name: 'Justicia Abierta',
    email: '',
    phone: '',
    address: '',
    website: '',
    timeZone: 'America/Guatemala',
  },
  summary: 'The organisation: name, logo, contact, time zone.',
});

/** The organisation as last saved, at most five seconds old. */
export function readOrganisation(db: Read): Promise<Organisation> {
  return readSetting(db, organisationSetting);
}
