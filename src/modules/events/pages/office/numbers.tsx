/** How many, by state, by day and by answer. */
import type { VNode } from 'preact';
import { plainDate } from '../../../../platform/i18n/dates.ts';
import { BarList, type BarItem } from '../../../../ui/data/figures.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { StateCounts } from '../../queries/office.ts';
import { REGISTRATION_STATES } from '../../tables.ts';
import { type EditionDesk, EditionFrame, editionHref } from './frame.tsx';

export interface AnswerNumbers {
  label: string;
  items: readonly BarItem[];
  answered: number;
}

export interface NumbersPageProps {
  desk: EditionDesk;
  counts: StateCounts;
  days: readonly { day: Temporal.PlainDate; count: number }[];
  answers: readonly AnswerNumbers[];
  /** So many registrations were opened; set when there are more. */
  bound?: number | undefined;
}

export function NumbersPage({ desk, counts, days, answers, bound }: NumbersPageProps): VNode {
  const { t, lang, edition } = desk;
  const states = REGISTRATION_STATES.filter((state) => (counts[state] ?? 0) > 0);
  const trail = [
    { href: editionHref(edition, 'inscripciones'), label: t('events.office.tab.registrations') },
  ];
  const people = t('events.office.numbers.people');
  return (
    <EditionFrame
      desk={desk}
      part="registrations"
      title={t('events.office.numbers.title')}
      lead={t('events.office.numbers.lead')}
      trail={trail}
      tabs={false}
    >
      {states.length === 0 ? (
        <EmptyState title={t('events.office.people.empty')}>
          {t('events.office.people.empty_lead')}
        </EmptyState>
      ) : (
        <>
          <Section title={t('events.office.tab.registrations')}>
            <BarList
              caption={t('events.office.numbers.by_state')}
              labelHeader={t('events.office.people.state')}
              valueHeader={people}
              items={states.map((state) => ({
                label: t(`events.state.${state}`),
                value: counts[state] ?? 0,
              }))}
            />
            <BarList
              caption={t('events.office.numbers.by_day_caption')}
              labelHeader={t('events.office.numbers.day')}
              valueHeader={people}
              items={days.map(({ day, count }) => ({ label: plainDate(day, lang), value: count }))}
            />
          </Section>
          {answers.length > 0 ? (
            <Section title={t('events.office.numbers.by_answer')}>
              {bound === undefined ? null : (
                <Notice t={t} kind="info" title={t('events.office.numbers.bound', { count: bound })} />
              )}
              {answers.map(({ label, items, answered }) => (
                <BarList
                  caption={t('events.office.numbers.answered', { label, count: answered })}
                  labelHeader={label}
                  valueHeader={people}
                  items={items}
                  max={answered}
                />
              ))}
            </Section>
          ) : null}
        </>
      )}
    </EditionFrame>
  );
}
