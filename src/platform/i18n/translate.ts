/**
 * The words of the interface. One catalogue per language in `locales/`; keys are checked by
 * the compiler against the Spanish one, which is the language everything is first written in.
 * Messages are ICU MessageFormat: `{name}`, `{count, plural, one {…} other {…}}`.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import en from '../../../locales/en.json' with { type: 'json' };
import es from '../../../locales/es.json' with { type: 'json' };

export type MessageKey = keyof typeof es;
export const LANGUAGES = ['es', 'en'] as const;
export type Lang = (typeof LANGUAGES)[number];
export const DEFAULT_LANGUAGE: Lang = 'es';

export type MessageValues = Record<string, string | number>;
/** A word or sentence of the interface in the reader's language. Plain text: never HTML. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;

const catalogues: Record<Lang, Record<string, string>> = { es, en };
// Regional rules of number and date; the words themselves are per language.
export const LOCALE_OF: Record<Lang, string> = { es: 'es-GT', en: 'en-US' };

const compiled = new Map<string, IntlMessageFormat>();

export function isLang(value: unknown): value is Lang {
  return (LANGUAGES as readonly unknown[]).includes(value);
}

export function isMessageKey(value: string): value is MessageKey {
  return Object.hasOwn(es, value);
}

/**
 * @param lang the reader's language
 * @returns the function that gives words in it; a key missing there shows as `⟦key⟧`, so that
 *   it is seen in development (a contract test keeps it from reaching a release).
 */
export function makeTranslate(lang: Lang): Translate {
  const catalogue = catalogues[lang];
  return (key, values) => {
    const text = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
    if (text === undefined) return `⟦${key}⟧`;
    if (!text.includes('{')) return text;
    const id = `${lang}:${key}`;
    let format = compiled.get(id);
    if (!format) {
      format = new IntlMessageFormat(text, LOCALE_OF[lang], undefined, { ignoreTag: true });
      compiled.set(id, format);
    }
    return String(format.format(values));
  };
}

const translators: Record<Lang, Translate> = { es: makeTranslate('es'), en: makeTranslate('en') };

/** The translate function of a language, made once. */
export function translator(lang: Lang): Translate {
  return translators[lang];
}

/** Chooses from `Accept-Language`, by the order and weights written there; Spanish when nothing fits. */
export function negotiateLanguage(header: string | undefined): Lang {
  if (!header) return DEFAULT_LANGUAGE;
  const wanted = header
    .split(',')
    .slice(0, 20)
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';');
      const weight = params.map((p) => /^\s*q=([0-9.]+)\s*$/.exec(p)?.[1]).find(Boolean);
      return { base: tag.trim().toLowerCase().split('-')[0] ?? '', weight: weight ? Number(weight) : 1 };
    })
    .filter((w) => w.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { base } of wanted) if (isLang(base)) return base;
  return DEFAULT_LANGUAGE;
}
