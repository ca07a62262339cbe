/** The milestones in the order in which they are due. What citizens say of them will stand below each, in its own words. */
import type { VNode } from 'preact';
import { plainDate } from '../../../platform/i18n/dates.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Timeline, type TimelineEntry } from '../../../ui/data/timeline.tsx';
import { institutionPath } from '../../officials/index.ts';
import type { EvidenceRow, MilestoneRow } from '../queries/milestones.ts';
import { type Reader, stepWords } from './words.ts';

export interface MilestonesProps extends Reader {
  milestones: readonly MilestoneRow[];
  /** The last days that they had before. */
  formerDays: ReadonlyMap<string, readonly Temporal.PlainDate[]>;
  evidence: ReadonlyMap<string, readonly EvidenceRow[]>;
  stopped: boolean;
}

export function Milestones(props: MilestonesProps): VNode {
  const { t, milestones } = props;
  if (milestones.length === 0) return <p class="soft">{t('projects.none_yet')}</p>;
  return <Timeline t={t} entries={milestones.map((one) => entryOf(props, one))} />;
}

function entryOf(props: MilestonesProps, one: MilestoneRow): TimelineEntry {
  const { t, lang, today, evidence } = props;
  const isLate = Temporal.PlainDate.compare(one.due_on, today) < 0;
  const open = isLate ? 'past' : 'future';
  return {
    date: t('projects.due', { day: plainDate(one.due_on, lang) }),
    dateTime: String(one.due_on),
    title: one.title,
    body: <Body {...props} one={one} evidence={evidence.get(one.id) ?? []} />,
    state: one.progress === 'under_way' ? 'current' : one.progress === 'pending' ? open : 'past',
  };
}

function Body({
  one,
  evidence,
  ...reader
}: Omit<MilestonesProps, 'evidence'> & { one: MilestoneRow; evidence: readonly EvidenceRow[] }): VNode {
  const { t, lang, organisation } = reader;
  const before = (reader.formerDays.get(one.id) ?? []).map((day) => plainDate(day, lang));
  const { tone, text } = stepWords(reader, one, reader.stopped);
  return (
    <div id={`hito-${one.id}`}>
      <p>
        <StatusTag tone={tone}>{text}</StatusTag>
      </p>
      <p class="soft">
        {t('projects.owner')}{' '}
        {one.institution_slug ? (
          <SafeLink href={institutionPath(one.institution_slug)}>{one.institution}</SafeLink>
        ) : (
          (one.institution ?? organisation)
        )}
      </p>
      {before.length > 0 ? (
        <p class="soft">{t('projects.due_before', { count: before.length, days: before.join('; ') })}</p>
      ) : null}
      {one.reason ? <p>{t('projects.dropped_reason', { reason: one.reason })}</p> : null}
      {evidence.length > 0 ? <Evidence t={t} rows={evidence} /> : null}
    </div>
  );
}

/** What each shows, leading to where it can be looked up. */
function Evidence({ t, rows }: { t: Translate; rows: readonly EvidenceRow[] }): VNode {
  return (
    <>
      <p>{t('projects.evidence')}</p>
      <ul class="plain-list stack stack-tight">
        {rows.map(({ note, href, file, publisher }) => (
          <li>
            <SafeLink href={href} download={file === 'document'}>
              {note}
            </SafeLink>
            {publisher ? ` · ${publisher}` : ''}
          </li>
        ))}
      </ul>
    </>
  );
}
