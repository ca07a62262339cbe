/** Court actions, documents and the foot of the page of a process. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Badge, StatusTag, TagRow } from '../../../ui/data/tag.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { API_PROCESSES, selectionPath } from '../addresses.ts';
import type { PublishedSelection, ShownCourtAction, ShownDocument } from '../queries/selections.ts';
import { Marks, type Noted, OtherValues } from './noted.tsx';
import { dateWords, type Reader } from './words.ts';

export interface CourtProps extends Reader {
  selection: Pick<PublishedSelection, 'slug'>;
  courtActions: readonly ShownCourtAction[];
  moreCourtActions: number;
  noted: Noted;
}

export function CourtActions(props: CourtProps): VNode | null {
  const { t, courtActions, moreCourtActions: more, selection } = props;
  if (courtActions.length === 0) return null;
  return (
    <Section title={t('selections.process.courts')} id="tribunales">
      <p class="soft">{t('selections.process.courts_lead')}</p>
      <ul class="plain-list court-actions">
        {courtActions.map((action) => (
          <li>
            <CourtAction {...props} action={action} />
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <p>
          <SafeLink href={selectionPath(selection.slug, 'cronologia')}>
            {t('selections.process.more_courts', { count: more })}
          </SafeLink>
        </p>
      ) : null}
    </Section>
  );
}

export function CourtAction({
  t,
  lang,
  noted,
  action,
}: Reader & { noted: Noted; action: ShownCourtAction }): VNode {
  const filed = dateWords(action.filed_on, lang);
  const decided = dateWords(action.decided_on, lang);
  const place = [
    action.court,
    action.file_number && t('selections.court.file', { number: action.file_number }),
  ];
  return (
    <div class="court-action">
      <p class="eyebrow">{place.filter(Boolean).join(' · ') || t('selections.court.unnamed')}</p>
      <p>
        {action.action}
        <Marks t={t} noted={noted} id={action.id} />
      </p>
      {action.filed_by ? <p class="soft">{t('selections.court.by', { who: action.filed_by })}</p> : null}
      <p class="soft">
        {[
          filed && t('selections.court.filed', { date: filed }),
          decided && t('selections.court.decided', { date: decided }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {action.outcome ? <p>{t('selections.court.outcome', { outcome: action.outcome })}</p> : null}
      {action.effect ? <p>{t('selections.court.effect', { effect: action.effect })}</p> : null}
      <TagRow>
        <StatusTag
          tone={action.effect_kind === 'rejected' || action.effect_kind === 'none' ? 'neutral' : 'info'}
        >
          {t(`selections.court_effect.${action.effect_kind}`)}
        </StatusTag>
      </TagRow>
      <OtherValues t={t} noted={noted} id={action.id} />
    </div>
  );
}

export function Documents({
  t,
  documents,
  moreDocuments,
  noted,
}: Reader & { documents: readonly ShownDocument[]; moreDocuments: number; noted: Noted }): VNode | null {
  if (documents.length === 0) return null;
  return (
    <Section title={t('selections.process.documents')} id="documentos">
      <p class="soft">{t('selections.process.documents_lead')}</p>
      <ul class="stack stack-tight">
        {documents.map(({ id, title }) => (
          <li>
            {title}
            <Marks t={t} noted={noted} id={id} />
          </li>
        ))}
      </ul>
      {moreDocuments > 0 ? (
        <p>
          <Badge>{t('selections.process.more_documents', { count: moreDocuments })}</Badge>
        </p>
      ) : null}
    </Section>
  );
}

export function Foot({
  t,
  selection: { slug },
  historyHref,
}: Pick<Reader, 't'> & { selection: Pick<PublishedSelection, 'slug'>; historyHref: string }): VNode {
  const links = [
    [selectionPath(slug, 'calendario.ics'), t('selections.foot.calendar')],
    [selectionPath(slug, 'feed.xml'), t('selections.foot.feed')],
    [`${API_PROCESSES}/${encodeURIComponent(slug)}/events`, t('selections.foot.json')],
    [historyHref, t('selections.foot.history')],
  ] as const;
  return (
    <Section title={t('selections.foot.title')} id="seguir">
      <ul class="plain-list stack stack-tight">
        {links.map(([href, label]) => (
          <li>
            <SafeLink href={href}>{label}</SafeLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
