/** What candidacies and seats add to the search and to the pages of people. */
import type { NoteAddition } from '../../platform/additions.ts';
import type { SearchDocument, SearchSource } from '../../platform/search/source.ts';
import { candidacyPath, commissionerPath, selectionPath } from './addresses.ts';
import { CANDIDACY, SEAT_HOLDER } from './kinds.ts';
import { stateWords } from './pages/words.ts';
import {
  candidacyIds,
  foundCandidacies,
  foundHolders,
  holderIds,
  type PartOfPerson,
  partsOfPerson,
} from './queries/records-additions.ts';

const CANDIDACIES: SearchSource = {
  kind: CANDIDACY,
  label: 'selections.candidacies.title',
  find: async (db, ids) =>
    (await foundCandidacies(db, ids)).map((one): SearchDocument => ({
      id: one.id,
      title: one.name,
      lang: 'es',
      href: candidacyPath(one.selection_slug, one.slug),
      text: one.selection_title,
      at: one.updated_at,
    })),
  list: candidacyIds,
};

const HOLDERS: SearchSource = {
  kind: SEAT_HOLDER,
  label: 'selections.commissioners.title',
  find: async (db, ids) =>
    (await foundHolders(db, ids)).map((one): SearchDocument => ({
      id: one.id,
      title: one.name,
      lang: 'es',
      href: commissionerPath(one.person_slug ?? one.id),
      text: `${one.selection_title}\n${one.place}`,
      at: one.updated_at,
    })),
  list: holderIds,
};

export const RECORD_SEARCH: readonly SearchSource[] = [CANDIDACIES, HOLDERS];

/** On the page of a person: every candidacy and seat that somebody has found to be theirs. */
export const PERSON_NOTES: NoteAddition = {
  of: 'person',
  find: async (deps, { id, ids, slug, t }) => {
    const parts = await partsOfPerson(deps.db, ids ?? [id]);
    if (parts.length === 0) return [];
    const hasSeat = parts.some(({ part }) => part === 'seat');
    const labelOf = (one: PartOfPerson): string => {
      if (one.part === 'candidacy')
        return t('selections.person.candidacy', {
          process: one.selection_title,
          state: stateWords(one.state, t),
        });
      return t(one.alternate ? 'selections.person.seat_alternate' : 'selections.person.seat', {
        process: one.selection_title,
        place: one.place,
      });
    };
    return [
      {
        order: 20,
        title: t('selections.person.title'),
        text: t('selections.person.text'),
        links: [
          ...parts.map((one) => ({
            href:
              one.part === 'candidacy'
                ? candidacyPath(one.selection_slug, one.slug)
                : selectionPath(one.selection_slug, 'comision'),
            label: labelOf(one),
          })),
          ...(hasSeat && slug !== undefined
            ? [{ href: commissionerPath(slug), label: t('selections.person.votes') }]
            : []),
        ],
      },
    ];
  },
};
