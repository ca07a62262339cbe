/** What a stored version of a case, a lesson or a call said, in words. Old shapes are read too. */
import type { HistoryField } from '../../../platform/history/source.ts';
import { isMessageKey, type Lang, type Translate } from '../../../platform/i18n/translate.ts';
import { APPEARANCES } from '../tables.ts';
import { byline } from './library.tsx';
import { topicWords } from './text.tsx';
import { departmentWords, instantWords, languagesWords } from './words.ts';

type Content = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** In the order of the page. A field that the version doesn't speak of is left out. */
export function itemVersionFields(content: Content, t: Translate): HistoryField[] {
  const says: [string, string][] = [
    ['kind', kindWords(t, content['kind'])],
    ['title', textOf(content['title'])],
    ['summary', textOf(content['summary'])],
    ['context', textOf(content['context'])],
    ['done', textOf(content['done'])],
    ['result', textOf(content['result'])],
    ['evidence', evidenceWords(content['evidence'])],
    ['learned', textOf(content['learned'])],
    ['topic', 'topic' in content ? topicWords(t, textOf(content['topic'])) : ''],
    ['languages', languagesWords(t, textsOf(content['languages']))],
    ['country', textOf(content['country'])],
    ['department', departmentWords(t, textOf(content['department']))],
  ];
  const fields = says
    .filter(([name]) => name in content)
    .map(([name, text]) => ({ name, label: labelOf(t, name), text }));
  return [...fields, ...signature(content, t)];
}

/** Who it is from, as they wanted to be named then. */
function signature(content: Content, t: Translate): HistoryField[] {
  const appears = APPEARANCES.find((known) => known === content['appears']);
  if (!appears) return [];
  const who = {
    appears,
    authors: textsOf(content['authors']),
    organization: textOf(content['organization']),
  };
  return [{ name: 'who', label: labelOf(t, 'who'), text: byline(t, who) }];
}

function kindWords(t: Translate, kind: unknown): string {
  const key = `contributions.kind.${textOf(kind)}`;
  return isMessageKey(key) ? t(key) : textOf(kind);
}

function evidenceWords(value: unknown): string {
  if (!Array.isArray(value)) return '';
  return value
    .filter((one): one is Content => typeof one === 'object' && one !== null)
    .map((one) => [one['text'], one['date'], one['link']].map(textOf).filter(Boolean).join('. '))
    .join('\n');
}

/** Dates, what for, the words of the call; how it is reviewed is read by authors too. */
export function callVersionFields(content: Content, t: Translate, lang: Lang, zone: string): HistoryField[] {
  const when = (value: unknown): string => {
    const at = instantOf(value);
    return at ? instantWords({ t, lang }, at, zone) : '';
  };
  const says: [string, string][] = [
    ['opens_at', when(content['opens_at'])],
    ['closes_at', when(content['closes_at'])],
    [
      'kinds',
      textsOf(content['kinds'])
        .map((kind) => kindWords(t, kind))
        .join(', '),
    ],
    ['text', textOf(content['text'])],
    [
      'reviews_wanted',
      typeof content['reviews_wanted'] === 'number' ? String(content['reviews_wanted']) : '',
    ],
  ];
  return says
    .filter(([name]) => name in content)
    .map(([name, text]) => ({ name, label: labelOf(t, name), text }));
}

function labelOf(t: Translate, name: string): string {
  const key = `contributions.version.${name}`;
  return isMessageKey(key) ? t(key) : name;
}

function instantOf(value: unknown): Temporal.Instant | undefined {
  try {
    return typeof value === 'string' ? Temporal.Instant.from(value) : undefined;
  } catch {
    return undefined;
  }
}
