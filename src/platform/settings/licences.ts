/** Under which licences others may use what the organisation publishes: said on pages, in feeds and exports. */
import { type Static, Type } from 'typebox';
import type { Read } from '../db/handles.ts';
import { defineSetting } from './setting.ts';
import { readSetting } from './settings.ts';

/** By the ids of SPDX; `reserved`: no licence is given. */
export const LICENCES = ['CC-BY-4.0', 'CC-BY-SA-4.0', 'CC0-1.0', 'ODbL-1.0', 'reserved'] as const;
export type Licence = (typeof LICENCES)[number];

/** Where each is written; undefined for `reserved`. */
export const LICENCE_HREF: Record<Licence, string | undefined> = {
  'CC-BY-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC-BY-SA-4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'CC0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
  'ODbL-1.0': 'https://opendatacommons.org/licenses/odbl/1-0/',
  reserved: undefined,
};

/** One that gives rights. */
export interface GivenLicence {
  /** Of SPDX. */
  id: Licence;
  /** As people write it: "CC BY 4.0". */
  name: string;
  href: string;
}

/** @returns undefined where all rights are reserved */
export function givenLicence(id: Licence): GivenLicence | undefined {
  const href = LICENCE_HREF[id];
  if (href === undefined) return undefined;
  return { id, name: id.replaceAll('-', ' ').replace(/(?<=BY) (?=SA)/, '-'), href };
}

/** What may be licensed apart: texts, pictures and other media, data. */
export const LICENSED = ['texts', 'media', 'data'] as const;

const LicencesSchema = Type.Object({
  texts: Type.Enum(LICENCES),
  media: Type.Enum(LICENCES),
  data: Type.Enum(LICENCES),
});
export type Licences = Static<typeof LicencesSchema>;

export const licencesSetting = defineSetting({
  key: 'site.licences',
  schema: LicencesSchema,
  default: { texts: 'CC-BY-4.0', media: 'CC-BY-4.0', data: 'CC-BY-4.0' },
  summary: 'Licences of texts, media and data that the organisation publishes.',
});

/** As last saved, at most five seconds old. */
export function readLicences(db: Read): Promise<Licences> {
  return readSetting(db, licencesSetting);
}
