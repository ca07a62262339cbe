/** What a template says before anybody wrote one: good enough to be issued as it is. */
import { type Lang, translator } from '../../platform/i18n/translate.ts';
import type { Template } from './rules/template.ts';
import type { Kind } from './tables.ts';

export function defaultTemplate(kind: Kind, language: Lang): Template {
  const t = translator(language);
  return {
    language,
    paper: 'a4',
    title: t(`certificates.default.title.${kind}`),
    lead: t('certificates.default.lead'),
    body: t(`certificates.default.body.${kind}`),
    details: kind === 'attendance',
    logo: 'organisation',
    signatures: [],
  };
}
