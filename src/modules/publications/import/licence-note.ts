/** The file at the top of an export that says under which licences its content may be used. An import passes over it. */
import type { Read } from '../../../platform/db/handles.ts';
import type { FrontMatter } from '../../../platform/front-matter/parse.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { LICENCE_HREF, LICENSED, type Licences, readLicences } from '../../../platform/settings/licences.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { textIn } from './names.ts';

/** Its path in the folder: no publication is written there. */
export const LICENCE_NOTE = 'LICENCIA.md';
/** Somebody's own text may lie in a file of the same name: this says that it is the note. */
const TYPE = 'licencia';

/** @returns the whole file: the ids of SPDX for programs, then the words in Spanish and in English */
export async function licenceNote(db: Read): Promise<string> {
  const [{ name }, licences] = await Promise.all([readOrganisation(db), readLicences(db)]);
  const { texts, media, data } = licences;
  const front = ['---', `type: ${TYPE}`, `textos: ${texts}`, `medios: ${media}`, `datos: ${data}`, '---'];
  return [...front, ...said('es', name, licences), '', ...said('en', name, licences), ''].join('\n');
}

function said(lang: 'es' | 'en', organisation: string, licences: Licences): string[] {
  const t = translator(lang);
  const lines = LICENSED.map((what) => {
    const name = t(`ui.licence.${licences[what]}`);
    const href = LICENCE_HREF[licences[what]];
    return `- ${t(`site.licences.${what}`)}: ${href === undefined ? name : `[${name}](${href})`}`;
  });
  const heading = `# ${t('site.licences.title')}`;
  return [heading, '', t('publications.export.licences', { organisation }), '', ...lines];
}

/** @param fileName with or without the folders that it lies in */
export function isLicenceNote(fileName: string, front: FrontMatter): boolean {
  return fileName.split('/').at(-1) === LICENCE_NOTE && textIn(front, 'type') === TYPE;
}
