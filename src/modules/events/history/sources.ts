/** The past of editions and of all that belongs to them, for the pages that show it. */
import { run } from '../../../platform/db/outcome.ts';
import type { HistorySource, HistorySubject, Restored } from '../../../platform/history/source.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { editionPath, sessionPath, speakerPath } from '../addresses.ts';
import type { Outcome } from '../commands/inputs.ts';
import { restoreEdition, restoreSession, restoreSpeaker } from '../commands/restore.ts';
import { type VERSION_FIELDS, versionFields } from './version-words.ts';
import {
  editionSpans,
  findPastEdition,
  findPastPart,
  findPastSeries,
  materialSpans,
  type PartKind,
  type PastEdition,
  type PastPart,
} from '../queries/past.ts';

const OFFICE = '/admin/encuentros';

type Kind = keyof typeof VERSION_FIELDS;

const fieldsOf =
  (kind: Kind): HistorySource['fields'] =>
  (content, t, lang, zone) =>
    versionFields(kind, content, t, lang, zone);

const isPublic = ({ visibility }: PastEdition): boolean => visibility === 'published';

const EDITION: HistorySource = {
  kind: 'event',
  word: 'encuentro',
  label: 'events.kind.event',
  readDrafts: 'events.read_drafts',
  find: async (db, id, { drafts }) => {
    const edition = await findPastEdition(db, id);
    if (!edition || !(drafts || isPublic(edition))) return undefined;
    return {
      ...clockOf(edition),
      title: edition.title,
      href: isPublic(edition) ? editionPath(edition.slug) : undefined,
      officeHref: officeOf(edition),
      spans: drafts ? undefined : await editionSpans(db, id),
    };
  },
  fields: fieldsOf('event'),
  restore: {
    policy: 'events.edit',
    note: 'events.version.restore_note',
    run: (deps, act, { id, content }) => {
      const { basedOn, t } = act;
      return restored(
        t,
        run(deps.db, (trx) => restoreEdition(trx, act, { id, content, basedOn })),
      );
    },
  },
};

const SERIES: HistorySource = {
  kind: 'event_series',
  word: 'serie',
  label: 'events.kind.event_series',
  readDrafts: 'events.read_drafts',
  find: async (db, id, { drafts }) => {
    const series = await findPastSeries(db, id);
    if (!series || !(drafts || series.published)) return undefined;
    return { title: series.title, officeHref: `${OFFICE}/series/${id}` };
  },
  fields: fieldsOf('event_series'),
};

const clockOf = ({ timezone, language }: PastEdition) => ({ zone: timezone, lang: language });
const officeOf = ({ slug }: PastEdition, below = ''): string =>
  `${OFFICE}/${encodeURIComponent(slug)}${below}`;

/** Something in an edition. */
function partSource(
  kind: PartKind,
  word: string,
  places: { href?: (edition: string, slug: string) => string; office: (part: PastPart) => string },
  restore?: HistorySource['restore'],
): HistorySource {
  return {
    kind,
    word,
    label: `events.kind.${kind}`,
    readDrafts: 'events.read_drafts',
    find: async (db, id, { drafts }): Promise<HistorySubject | undefined> => {
      const part = await findPastPart(db, kind, id);
      if (!part) return undefined;
      const { edition, slug, title, removed } = part;
      if (!drafts && (part.hidden || !isPublic(edition))) return undefined;
      const isOpen = isPublic(edition) && !removed;
      return {
        ...clockOf(edition),
        title,
        removed,
        href: isOpen && slug !== undefined ? places.href?.(edition.slug, slug) : undefined,
        officeHref: removed ? undefined : officeOf(edition, places.office(part)),
        within: { title: edition.title, href: editionPath(edition.slug), officeHref: officeOf(edition) },
        spans: drafts
          ? undefined
          : kind === 'event_material'
            ? await materialSpans(db, edition.id, id)
            : await editionSpans(db, edition.id),
      };
    },
    fields: fieldsOf(kind),
    ...(restore && { restore }),
  };
}

/** Where each part is edited. */
const below =
  (page: string) =>
  ({ id }: PastPart): string =>
    `/${page}/${id}`;

export const EVENT_HISTORIES: readonly HistorySource[] = [
  EDITION,
  SERIES,
  partSource(
    'event_session',
    'sesion',
    { href: sessionPath, office: below('programa') },
    {
      policy: 'events.edit',
      note: 'events.version.restore_note',
      run: (deps, act, { id, content }) => {
        const { basedOn, t } = act;
        return restored(
          t,
          run(deps.db, (trx) => restoreSession(trx, act, { id, content, basedOn })),
        );
      },
    },
  ),
  partSource(
    'event_speaker',
    'ponente',
    { href: speakerPath, office: below('ponentes') },
    {
      policy: 'events.edit',
      run: (deps, act, { id, content }) => {
        const { basedOn, t } = act;
        return restored(
          t,
          run(deps.db, (trx) => restoreSpeaker(trx, act, { id, content, basedOn })),
        );
      },
    },
  ),
  partSource('event_room', 'sala', { office: below('salas') }),
  partSource('event_track', 'eje', { office: below('ejes') }),
  partSource('event_material', 'material', { office: () => '/materiales' }),
  partSource('event_question', 'pregunta', { office: below('preguntas') }),
];

async function restored(t: Translate, command: Promise<Outcome>): Promise<Restored> {
  const outcome = await command;
  if (outcome.ok) return { ok: true };
  const { refused, detail = {} } = outcome;
  if (refused === 'changed' || refused === 'not_found') return { ok: false, refused };
  return { ok: false, why: t(`events.fault.${refused}`, detail) };
}
