/** A certificate in the words and pictures that are printed. */
import { translator } from '../../platform/i18n/translate.ts';
import { spellCode } from './rules/code.ts';
import type { Facts } from './rules/content.ts';
import { fillFields } from './rules/fields.ts';
import type { Picture, Sheet } from './rules/sheet.ts';
import type { Design } from './rules/template.ts';
import { dayWords, daysBetween, timeWords } from './words.ts';

export interface Printed {
  code: string;
  facts: Facts;
  proof: string;
  issuedAt: Temporal.Instant;
}

/** @param baseUrl of the site, as the QR names it */
export function sheetOf(
  { code, facts, proof, issuedAt }: Printed,
  design: Design,
  pictures: ReadonlyMap<string, Picture>,
  baseUrl: string,
): Sheet {
  const { language: lang, signatures, logo } = design;
  const t = translator(lang);
  const time = timeWords(t, facts.minutes);
  const sessions = t('certificates.sessions', { count: facts.sessions });
  const issued = dayWords(facts.issued, lang);
  const values = {
    nombre: facts.name,
    encuentro: facts.edition,
    fechas: daysBetween(facts.starts, facts.ends, lang),
    horas: time,
    sesiones: sessions,
    rol: facts.role,
    organizacion: facts.issuer,
    fecha: issued,
  };
  const spelled = spellCode(code);
  const address = `${baseUrl}/verificar`;
  return {
    lang,
    paper: design.paper,
    documentTitle: t('certificates.sheet.document', { title: design.title, name: facts.name }),
    issuer: facts.issuer,
    logo: logo === undefined ? undefined : pictures.get(logo),
    title: design.title,
    lead: fillFields(design.lead, values),
    name: facts.name,
    body: fillFields(design.body, values),
    details: [
      ...(design.details && facts.sessions > 0 ? [sessions] : []),
      ...(design.details && time ? [time] : []),
      t('certificates.sheet.issued', { date: issued }),
    ],
    signatures: signatures.map(({ name, position, picture }) => ({
      name,
      position,
      picture: picture === undefined ? undefined : pictures.get(picture),
    })),
    verify: {
      label: t('certificates.sheet.verify'),
      address: address.replace(/^https?:\/\//, ''),
      code: spelled,
      alt: t('certificates.sheet.qr'),
      url: `${address}/${spelled}#${proof}`,
    },
    issuedAt: issuedAt.epochMilliseconds,
  };
}
