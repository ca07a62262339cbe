/** Which languages people ask for, and which sessions offer them: in time to find interpreters. */
import type { ComponentChildren, VNode } from 'preact';
import { plainDate } from '../../../../platform/i18n/dates.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { Button } from '../../../../ui/controls/button.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import type { Tone } from '../../../../ui/tone.ts';
import type { LanguageNeed, Offering } from '../../rules/language-need.ts';
import { languageWords } from '../words.ts';
import { type EditionDesk, EditionFrame, editionHref } from './frame.tsx';

export interface LanguagesPageProps {
  desk: EditionDesk;
  needs: readonly LanguageNeed[];
  hireBy: Temporal.PlainDate;
  /** The edition is still to come. */
  isAhead: boolean;
}

const TONE: Record<LanguageNeed['unmet'], Tone> = { all: 'danger', workshops: 'warning', none: 'success' };
const MOST_TITLES = 4;

export function LanguagesPage({ desk, needs, hireBy, isAhead }: LanguagesPageProps): VNode {
  const { t, lang, edition } = desk;
  const unmet = needs.filter((need) => need.unmet !== 'none');
  const link = (session: Offering): VNode => (
    <a href={editionHref(edition, 'programa', session.id)}>{session.title}</a>
  );
  return (
    <EditionFrame
      desk={desk}
      part="languages"
      title={t('events.office.languages.title')}
      lead={t('events.office.languages.lead')}
    >
      {isAhead && unmet.length > 0 ? (
        <Notice
          t={t}
          kind="warning"
          title={t('events.office.languages.unmet', { count: unmet.length, list: names(t, unmet) })}
        >
          <p>{t('events.office.languages.hire_by', { date: plainDate(hireBy, lang) })}</p>
        </Notice>
      ) : null}
      <DataTable
        caption={t('events.office.languages.caption')}
        captionHidden
        rows={needs}
        columns={[
          {
            header: t('events.office.languages.language'),
            rowHeader: true,
            cell: (need) => languageWords(t, need.language),
          },
          { header: t('events.office.languages.asked'), numeric: true, cell: (need) => need.total },
          {
            header: t('events.attendance.in_person'),
            numeric: true,
            cell: (need) => need.in_person,
          },
          { header: t('events.attendance.online'), numeric: true, cell: (need) => need.online },
          {
            header: t('events.office.languages.offered'),
            cell: (need) => titles(t, need.offered, link),
          },
          {
            header: t('events.office.languages.state'),
            cell: (need) => <State t={t} need={need} link={link} />,
          },
        ]}
        empty={
          <EmptyState
            title={t('events.office.languages.empty')}
            action={
              desk.may.edit ? (
                <Button kind="secondary" href={editionHref(edition, 'inscripcion')}>
                  {t('events.office.overview.registration')}
                </Button>
              ) : undefined
            }
          >
            {t('events.office.languages.empty_lead')}
          </EmptyState>
        }
      />
    </EditionFrame>
  );
}

function State({
  t,
  need,
  link,
}: {
  t: Translate;
  need: LanguageNeed;
  link: (session: Offering) => VNode;
}): VNode {
  return (
    <>
      <StatusTag tone={TONE[need.unmet]}>{t(`events.office.languages.state_${need.unmet}`)}</StatusTag>
      {need.workshops.length > 0 ? (
        <ul class="plain-list">
          {need.workshops.map(({ session, asked }) => (
            <li>
              {link(session)} ({t('events.office.languages.people', { count: asked })})
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** The first few by title, the others as a number. */
function titles(
  t: Translate,
  sessions: readonly Offering[],
  link: (session: Offering) => VNode,
): ComponentChildren {
  if (sessions.length === 0) return t('events.office.languages.nowhere');
  const shown = sessions.slice(0, MOST_TITLES);
  const more = sessions.length - shown.length;
  return (
    <ul class="plain-list">
      {shown.map((session) => (
        <li>{link(session)}</li>
      ))}
      {more > 0 ? <li>{t('events.office.languages.more', { count: more })}</li> : null}
    </ul>
  );
}

/** On the overview, in the two weeks before. */
export function LanguageWarning({
  desk,
  needs,
  hireBy,
}: Pick<LanguagesPageProps, 'desk' | 'needs' | 'hireBy'>): VNode | null {
  const { t, lang, edition } = desk;
  const unmet = needs.filter((need) => need.unmet !== 'none');
  if (unmet.length === 0) return null;
  return (
    <Notice
      t={t}
      kind="warning"
      title={t('events.office.languages.unmet', { count: unmet.length, list: names(t, unmet) })}
    >
      <p>
        {t('events.office.languages.hire_by', { date: plainDate(hireBy, lang) })}{' '}
        <a href={editionHref(edition, 'idiomas')}>{t('events.office.languages.see')}</a>
      </p>
    </Notice>
  );
}

function names(t: Translate, needs: readonly LanguageNeed[]): string {
  return needs.map((need) => languageWords(t, need.language)).join(', ');
}
