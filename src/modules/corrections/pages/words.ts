/** States and days in words. */
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import type { Tone } from '../../../ui/tone.ts';
import type { State } from '../tables.ts';

/** What every page of the module is drawn with. */
export interface Reader {
  t: Translate;
  lang: Lang;
  /** IANA name. */
  zone: string;
}

export const STATE_TONE: Readonly<Record<State, Tone>> = {
  received: 'info',
  in_review: 'info',
  corrected: 'success',
  partly: 'success',
  refused: 'neutral',
  published: 'success',
  withdrawn: 'neutral',
};

/** A record as everybody sees it; undefined: it is not public any more. */
export interface About {
  title: string;
  href: string;
  /** Not named in lists. */
  unlisted?: true | undefined;
}
