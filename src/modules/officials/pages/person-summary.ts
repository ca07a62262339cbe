/** The sentence under a name: only what is shown with a source, in the order of weight. Pure. */
import type { Translate } from '../../../platform/i18n/translate.ts';
import type { Tenure } from '../queries/tenures.ts';
import { bodyNamed } from '../rules/choosing-bodies.ts';

export interface Clause {
  words: string;
  /** Of the tenure that it says; undefined: it only counts. */
  id?: string;
}

/** Of each kind, the latest; how many more is said once. */
const KINDS = ['office', 'candidacy', 'commission', 'elector'] as const;
const MOST_OFFICES = 2;

export function summaryOf(tenures: readonly Tenure[], t: Translate): Clause[] {
  const shown = tenures.filter(({ evidence }) => evidence === 'shown');
  return KINDS.flatMap((kind) => {
    const own = shown.filter((one) => one.kind === kind && whatOf(one) !== '');
    const distinct = own.filter((one, at) => own.findIndex((other) => whatOf(other) === whatOf(one)) === at);
    const told = distinct.slice(0, kind === 'office' ? MOST_OFFICES : 1);
    const left = distinct.length - told.length;
    return told.map((one, at): Clause => {
      const words = t(`officials.person.summary.${kind}`, { what: whatOf(one) });
      const more = left > 0 && at === told.length - 1;
      return {
        id: one.id,
        words: more ? `${words} ${t('officials.person.summary.also', { count: left })}` : words,
      };
    });
  });
}

function whatOf(one: Tenure): string {
  const { kind, post, body, process, starts, ends } = one;
  if (kind !== 'office') return bodyNamed(one);
  const years = [starts, ends].map((date) => date?.slice(0, 4)).filter(Boolean);
  const what = [post, body].filter(Boolean).join(', ') || process;
  return what === '' || years.length === 0 ? what : `${what} (${[...new Set(years)].join('–')})`;
}
