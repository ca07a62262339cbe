/** Versions of sources, and of what a record cites, for the pages of history. */
import { resolveLinks } from '../../platform/links.ts';
import type { HistoryField, HistorySource } from '../../platform/history/source.ts';
import { isMessageKey, type MessageKey } from '../../platform/i18n/translate.ts';
import { publicUses } from '../../platform/sources/citations.ts';
import { CITATIONS_RECORD } from '../../platform/sources/cite.ts';
import { citationsPath, officeSourcePath, sourcePath } from '../../platform/sources/paths.ts';
import { findSource } from '../../platform/sources/queries.ts';
import { SOURCE_RECORD } from '../../platform/sources/save.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const SOURCE_FIELDS = [
  'title',
  'publisher',
  'address',
  'date',
  'date_printed',
  'accessed_on',
  'lang',
  'kind',
  'note',
  'archive',
] as const;
/** Codes that have words. */
const CODED: ReadonlySet<string> = new Set(['lang', 'kind', 'archive']);

const sources: HistorySource = {
  kind: SOURCE_RECORD,
  word: 'fuentes',
  label: 'site.sources.past.source',
  readDrafts: 'site.edit_sources',
  find: async (db, id, { drafts, deps }) => {
    const source = await findSource(db, id);
    if (!source) return undefined;
    const uses = await publicUses(db, deps.additions.cited, [source.id]);
    const isPublic = (uses.get(source.id) ?? []).length > 0;
    if (!isPublic && !drafts) return undefined;
    const href = isPublic ? sourcePath(source.id) : undefined;
    return { title: source.title, href, officeHref: officeSourcePath(source.id) };
  },
  fields: (content, t) =>
    SOURCE_FIELDS.map((name): HistoryField => {
      const said = text(content[name]);
      const key = `site.sources.${name}.${said}`;
      return {
        name,
        label: t(`site.sources.past.${name}`),
        text: CODED.has(name) && isMessageKey(key) ? t(key) : said,
      };
    }),
};

const RECORD = /^([a-z_]{1,40}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

const citations: HistorySource = {
  kind: CITATIONS_RECORD,
  word: 'citas',
  label: 'site.sources.past.citations',
  readDrafts: 'site.cite_sources',
  find: async (db, citationsId, { drafts, deps, t }) => {
    const [, kind = '', id = ''] = RECORD.exec(citationsId) ?? [];
    const slot = deps.additions.cited.find((one) => one.kind === kind);
    if (!slot) return undefined;
    const seen = (await slot.find(db, [id])).get(id);
    const officeHref = citationsPath({ kind, id });
    if (seen) {
      // What it cited while only the office saw it stays there.
      const past = deps.additions.histories.find((one) => one.kind === kind);
      const subject = await past?.find(db, id, { drafts: false, t, deps });
      const spans = typeof subject === 'object' ? subject.spans : undefined;
      return { title: seen.title, href: `${seen.href}#fuentes`, officeHref, spans };
    }
    if (!drafts) return undefined;
    const draft = (await resolveLinks(db, deps.links, [{ kind, id }], t)).get(`${kind}:${id}`);
    return draft && { title: draft.title, officeHref };
  },
  fields: (content, t) => {
    const list: unknown[] = Array.isArray(content['citations']) ? content['citations'] : [];
    const lines = list.map((one, at) => line(at + 1, one as Record<string, unknown>));
    const label: MessageKey = 'site.sources.past.notes';
    return [{ name: 'citations', label: t(label), text: lines.join('\n') }];
  },
};

/** “2. Acta — votes: 5,085 · p. 4 · Lo dice el acta.” */
function line(number: number, one: Record<string, unknown>): string {
  const value = [text(one['field']), text(one['value'])].filter(Boolean).join(': ');
  const rest = [value, text(one['page']), text(one['passage']), text(one['reason'])].filter(Boolean);
  const shown = one['shown'] === false ? ' ✕' : '';
  return [`${number}. ${text(one['title'])}${shown}`, ...rest].join(' · ');
}

export const SOURCE_HISTORIES: readonly HistorySource[] = [sources, citations];
