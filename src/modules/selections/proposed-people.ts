/** People who were proposed for an office, or elected: their pages are for search engines too. */
import type { FigureSource } from '../../platform/additions.ts';
import { partStarts } from '../../platform/feeds/parts.ts';
import type { AddressSource } from '../../platform/feeds/source.ts';
import { personPath } from '../officials/index.ts';
import { proposedAmong, proposedPeople, proposedRecords } from './queries/proposed.ts';

export const PROPOSED_FIGURES: FigureSource = { of: 'person', among: proposedAmong };

export const PROPOSED_ADDRESSES: AddressSource = {
  name: 'propuestas-a-cargos',
  starts: (db, size) => partStarts(db, proposedRecords(db), size),
  list: async (db, part) =>
    (await proposedPeople(db, part)).map(({ slug, updated_at: at }) => ({ path: personPath(slug), at })),
};
