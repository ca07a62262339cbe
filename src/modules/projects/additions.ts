/** What the module adds to search, feeds, site map, share cards and the page of a proposal. */
import type { Additions, NoteAddition } from '../../platform/additions.ts';
import type { CardSource } from '../../platform/cards/source.ts';
import { partStarts } from '../../platform/feeds/parts.ts';
import type { AddressSource, FeedSource } from '../../platform/feeds/source.ts';
import type { SearchSource } from '../../platform/search/source.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { historyPath, newProjectPath, projectPath, PROJECTS, PROJECTS_FEED } from './addresses.ts';
import { relistInProjects } from './commands/listing.ts';
import { EVIDENCE_FILES, EVIDENCE_SOURCES } from './evidence-uses.ts';
import { MILESTONE_HISTORY, PROJECT_HISTORY } from './history-source.ts';
import { PROJECT } from './kind.ts';
import { PROJECT_NEWS } from './news.ts';
import { countWords, lateWords } from './pages/words.ts';
import { countNamedIn } from './queries/choices.ts';
import {
  listShown,
  listShownAddresses,
  listShownIds,
  projectsOf,
  shownByIds,
  shownIds,
  stepsOf,
} from './queries/projects.ts';
import { standingOf } from './rules/standing.ts';

const SEARCH: SearchSource = {
  kind: PROJECT,
  label: 'projects.title',
  find: async (db, ids) =>
    (await shownByIds(db, ids)).map((row) => ({
      id: row.id,
      title: row.title,
      text: [row.summary, row.results].filter(Boolean).join('\n\n'),
      href: projectPath(row.slug),
      ...(row.published_at && { at: row.published_at }),
    })),
  list: listShownIds,
};

const FEED: FeedSource = {
  path: PROJECTS_FEED,
  page: PROJECTS,
  title: 'projects.title',
  list: async (db, limit) =>
    (await listShown(db, {}, { after: undefined, limit })).items.flatMap((row) =>
      row.published_at === null
        ? []
        : [
            {
              id: historyPath(row.id),
              title: row.title,
              path: projectPath(row.slug),
              published: row.published_at,
              updated: row.updated_at,
              summary: row.summary,
            },
          ],
    ),
};

const CARD: CardSource = {
  kind: PROJECT,
  find: async (db, id, t) => {
    const [row] = await shownByIds(db, [id]);
    return row && { title: row.title, eyebrow: t('projects.one'), date: row.institution ?? '' };
  },
};

const ADDRESSES: AddressSource = {
  name: 'proyectos',
  starts: (db, size) => partStarts(db, shownIds(db), size),
  list: async (db, part) =>
    (await listShownAddresses(db, part)).map(({ slug, updated_at: at }) => ({ path: projectPath(slug), at })),
};

/** On the page of a proposal: what became of it. */
const NOTES: readonly NoteAddition[] = [
  {
    of: 'proposal',
    find: async ({ db }, { id, t, now }) => {
      const projects = await projectsOf(db, id);
      if (projects.length === 0) return [];
      const [steps, { timeZone }] = await Promise.all([
        stepsOf(
          db,
          projects.map((one) => one.id),
        ),
        readOrganisation(db),
      ]);
      const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
      return projects.map((one) => {
        const stood = standingOf(steps.get(one.id) ?? [], { stopped: one.stopped_reason !== '', today });
        const words = [t(`projects.standing.${stood.standing}`), countWords(t, stood), lateWords(t, stood)];
        return {
          order: 30,
          title: t('projects.note', { title: one.title }),
          text: words.filter(Boolean).join(' · '),
          links: [{ href: projectPath(one.slug), label: t('projects.note_link') }],
        };
      });
    },
  },
];

export const PROJECT_ADDITIONS: Partial<Additions> = {
  search: [SEARCH],
  feeds: [FEED],
  cards: [CARD],
  addresses: [ADDRESSES],
  histories: [PROJECT_HISTORY, MILESTONE_HISTORY],
  notes: NOTES,
  news: [PROJECT_NEWS],
  relists: [{ of: 'proposal', relist: relistInProjects }],
  uses: [{ of: 'institution', label: 'projects.uses', count: countNamedIn }],
  cited: [EVIDENCE_SOURCES],
  fileUses: [EVIDENCE_FILES],
  tabs: [
    {
      of: 'proposal',
      group: 'projects',
      path: 'proyecto',
      hrefOf: ({ slug }) => newProjectPath(Number(slug)),
      label: 'projects.office.make',
      policy: 'projects.write',
      order: 20,
    },
    {
      of: 'proposals',
      group: 'projects',
      path: 'proyectos',
      hrefOf: () => PROJECTS,
      label: 'projects.title',
      policy: 'public',
      order: 20,
    },
  ],
};
