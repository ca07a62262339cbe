/** Programme, sessions and speakers of an edition. */
import { cardPath } from '../../../platform/cards/source.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { speakersPath } from '../addresses.ts';
import { editionJsonLd, sessionJsonLd } from '../formats/json-ld.ts';
import { ProgrammePage } from '../pages/public/programme.tsx';
import { SessionPage } from '../pages/public/session.tsx';
import { SpeakerPage, SpeakersPage } from '../pages/public/speakers.tsx';
import {
  SPEAKER_CURSOR,
  findSession,
  findSpeaker,
  listDaySpeakers,
  listMaterials,
  listProgrammeParts,
  listSessionSpeakers,
  listSlots,
  listSpeakerSlots,
  listSpeakers,
  listTracks,
} from '../queries/programme.ts';
import { programmeDays, shownDay } from '../rules/programme-days.ts';
import { editionOf, programmeFiles, readerOf } from './public-answer.ts';

const PER_SPEAKERS = 60;
const MOST_DESCRIBED = 40;

export function programmeRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage('/encuentros/:slug/programa', 'The programme by day, track and language.', (ctx) =>
      showProgramme(deps, ctx),
    ),
    publicPage('/encuentros/:slug/sesiones/:session', 'One session.', (ctx) => showSession(deps, ctx)),
    publicPage('/encuentros/:slug/ponentes', 'The speakers of an edition.', (ctx) => showSpeakers(deps, ctx)),
    publicPage('/encuentros/:slug/ponentes/:speaker', 'One speaker with their sessions.', (ctx) =>
      showSpeaker(deps, ctx),
    ),
  ];
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map((row) => row.id);

async function showProgramme(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { db } = deps;
  const edition = await editionOf(deps, ctx);
  const { timezone } = edition;
  const [parts, tracks] = await Promise.all([
    listProgrammeParts(db, edition.id, timezone),
    listTracks(db, edition.id),
  ]);
  const today = ctx.now.toZonedDateTimeISO(timezone).toPlainDate();
  const days = programmeDays(parts, ctx.query.get('dia'), today);
  const languages = [...new Set(parts.flatMap((p) => [p.language, ...p.interpretation]))].sort();
  // Only what the edition has can be asked for; anything else is as not asked.
  const filter = {
    track: tracks.find((track) => track.slug === ctx.query.get('eje'))?.slug ?? '',
    language: languages.find((code) => code === ctx.query.get('idioma')) ?? '',
  };
  const part = { day: shownDay(days), timezone, ...filter };
  const [sessions, speakers] = await Promise.all([
    listSlots(db, edition.id, part),
    listDaySpeakers(db, edition.id, part),
  ]);
  return page(
    ProgrammePage({
      ...readerOf(ctx),
      edition,
      days,
      filter,
      sessions,
      speakers,
      tracks,
      languages,
    }),
    {
      title: `${ctx.t('events.programme.title')} · ${edition.title}`,
      description: edition.summary,
      card: cardPath('event', edition.id),
      alternates: programmeFiles(ctx, edition.slug),
      // A long day would double its page; for it machines have the calendar and the API.
      jsonLd: ({ name }) =>
        sessions.length > MOST_DESCRIBED
          ? undefined
          : editionJsonLd({
              edition,
              sessions,
              sessionSpeakers: speakers,
              speakers: [],
              organisation: name,
              baseUrl: deps.config.baseUrl,
            }),
    },
  );
}

async function showSession(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { db } = deps;
  const edition = await editionOf(deps, ctx);
  const session = await findSession(db, edition.id, ctx.params['session'] ?? '');
  if (!session) throw notFound();
  const [speakers, materials] = await Promise.all([
    listSessionSpeakers(db, [session.id]),
    listMaterials(db, edition.id, [session.id]),
  ]);
  return page(SessionPage({ ...readerOf(ctx), edition, session, speakers, materials }), {
    title: `${session.title} · ${edition.title}`,
    description: session.abstract || edition.summary,
    card: cardPath('event_session', session.id),
    alternates: programmeFiles(ctx, edition.slug),
    jsonLd: () => sessionJsonLd(edition, session, speakers, deps.config.baseUrl),
  });
}

async function showSpeakers(deps: Deps, ctx: Ctx): Promise<Answer> {
  const edition = await editionOf(deps, ctx);
  const { after } = readPageRequest(ctx.query, SPEAKER_CURSOR);
  const { items, next } = await listSpeakers(deps.db, edition.id, { after, limit: PER_SPEAKERS });
  const path = speakersPath(edition.slug);
  return page(
    SpeakersPage({
      ...readerOf(ctx),
      edition,
      speakers: items,
      firstHref: after && path,
      nextHref: next && `${path}?after=${next}`,
    }),
    {
      title: `${ctx.t('events.speakers.title')} · ${edition.title}`,
      description: edition.summary,
    },
  );
}

async function showSpeaker(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { db } = deps;
  const edition = await editionOf(deps, ctx);
  const speaker = await findSpeaker(db, edition.id, ctx.params['speaker'] ?? '');
  if (!speaker) throw notFound();
  const [sessions, tracks] = await Promise.all([
    listSpeakerSlots(db, edition.id, speaker.id),
    listTracks(db, edition.id),
  ]);
  const sessionSpeakers = await listSessionSpeakers(db, idsOf(sessions));
  return page(SpeakerPage({ ...readerOf(ctx), edition, speaker, sessions, sessionSpeakers, tracks }), {
    title: `${speaker.name} · ${edition.title}`,
    description: speaker.bio || speaker.organization,
  });
}
