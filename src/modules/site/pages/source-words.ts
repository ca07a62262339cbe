/** How sources and their copies are put into words. */
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { isMessageKey } from '../../../platform/i18n/translate.ts';
import type { ListedCopy } from '../../../platform/sources/copies.ts';
import type { Source } from '../../../platform/sources/queries.ts';
import { partialDateWords } from '../../../ui/data/partial-date.ts';

type Dated = Pick<Source, 'date_printed' | 'date_from' | 'date_precision'>;

export function sourceDate(source: Dated, lang: Lang): string {
  return partialDateWords(
    { printed: source.date_printed, from: source.date_from, precision: source.date_precision },
    lang,
  );
}

/** “Diario de Prueba · 18 de marzo de 2026 · sin enlace”. */
export function sourceLine(
  source: Dated & Pick<Source, 'publisher' | 'address'>,
  t: Translate,
  lang: Lang,
): string {
  return [source.publisher, sourceDate(source, lang), source.address ? '' : t('ui.notes.no_link')]
    .filter(Boolean)
    .join(' · ');
}

export function dayWords(day: Temporal.PlainDate | null, lang: Lang): string {
  return partialDateWords({ from: day, precision: day && 'day' }, lang);
}

export function languageWords(t: Translate, code: string): string {
  const key = `site.sources.lang.${code}`;
  return isMessageKey(key) ? t(key) : code;
}

/** Why a copy could not be had. */
export function faultWords(fault: string, t: Translate): string {
  const status = /^http_(\d{3})$/.exec(fault)?.[1];
  if (status !== undefined) return t('site.sources.fault.http', { status });
  const key = `site.sources.fault.${fault}`;
  return t(isMessageKey(key) ? key : 'site.sources.fault.unreachable');
}

/** “2 CUI, 1 NIT”. */
export function findingWords(findings: ListedCopy['findings'], t: Translate): string {
  return Object.entries(findings)
    .map(([kind, count]) => {
      const key = `site.sources.number.${kind}`;
      return `${count} ${t(isMessageKey(key) ? key : 'site.sources.number.other')}`;
    })
    .join(', ');
}
