/** The public past of a question to an institution: asked, delivered, answered, closed. */
import type { HistorySource } from '../../platform/history/source.ts';
import type { Translate } from '../../platform/i18n/translate.ts';
import { isUuid } from '../../platform/uuid.ts';
import { answersPath, officeAskPath } from './addresses.ts';
import { ASK } from './commands/context.ts';
import { findAsk } from './queries/asks.ts';
import { ANSWER_KINDS, CHANNELS, DELIVERY_KINDS } from './tables.ts';

const FIELDS = [
  'words',
  'due_on',
  'kind',
  'note',
  'channel',
  'person',
  'position',
  'on_date',
  'referred_to',
  'delivery',
  'reason',
] as const;

export const ASK_HISTORY: HistorySource = {
  kind: ASK,
  word: 'respuesta',
  label: 'answers.one',
  readDrafts: 'answers.ask',
  find: async (db, id, { drafts, t }) => {
    const ask = isUuid(id) ? await findAsk(db, id) : undefined;
    if (!ask || (ask.title === null && !drafts)) return undefined;
    return {
      title: `${ask.institution} · ${t('proposals.number', { number: ask.number })}`,
      href: ask.title === null ? undefined : answersPath(ask.number),
      officeHref: officeAskPath(id),
    };
  },
  fields: (content, t: Translate) =>
    FIELDS.flatMap((name) => {
      const text = content[name];
      if (typeof text !== 'string' || text === '') return [];
      return [{ name, label: t(`answers.history.${name}`), text: inWords(t, name, text) }];
    }),
};

/** Codes as everybody knows them. */
function inWords(t: Translate, name: (typeof FIELDS)[number], text: string): string {
  const kind = ANSWER_KINDS.find((one) => one === text);
  const channel = CHANNELS.find((one) => one === text);
  const delivery = [...DELIVERY_KINDS, 'mail' as const].find((one) => one === text);
  if (name === 'kind' && kind) return t(`answers.kind.${kind}`);
  if (name === 'channel' && channel) return t(`answers.channel_said.${channel}`);
  return name === 'delivery' && delivery ? t(`answers.delivery.${delivery}`) : text;
}
