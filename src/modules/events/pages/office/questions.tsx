/** The organiser's own questions, in the order in which they are asked. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { OfficeQuestionRow } from '../../queries/office-programme.ts';
import { type EditionDesk, EditionFrame, editionHref } from './frame.tsx';

export function QuestionsPage({
  desk,
  questions,
}: {
  desk: EditionDesk;
  questions: readonly OfficeQuestionRow[];
}): VNode {
  const { t, edition, may } = desk;
  const href = editionHref(edition, 'preguntas');
  return (
    <EditionFrame
      desk={desk}
      part="questions"
      title={t('events.office.tab.questions')}
      lead={t('events.office.question.lead')}
      actions={
        may.edit ? (
          <ButtonRow>
            <Button href={`${href}/nueva`}>{t('events.office.question.add')}</Button>
          </ButtonRow>
        ) : null
      }
    >
      <Section title={t('events.office.question.list')}>
        <DataTable
          caption={t('events.office.question.list')}
          captionHidden
          rows={questions}
          columns={[
            {
              header: t('events.office.question.label'),
              rowHeader: true,
              cell: (q) => (may.edit ? <SafeLink href={`${href}/${q.id}`}>{q.label}</SafeLink> : q.label),
            },
            { header: t('events.office.question.type'), cell: (q) => t(`events.question_type.${q.type}`) },
            {
              header: t('events.office.question.required'),
              cell: (q) => t(q.required ? 'form.yes' : 'form.no'),
            },
            {
              header: t('events.office.question.condition'),
              cell: (q) => conditionWords(desk, q, questions),
            },
            {
              header: t('events.office.question.order'),
              cell: (q) =>
                may.edit ? (
                  <Moves desk={desk} question={q} first={q === questions[0]} last={q === questions.at(-1)} />
                ) : null,
            },
          ]}
          empty={
            <EmptyState title={t('events.office.question.empty')} level={3}>
              {t('events.office.question.empty_lead')}
            </EmptyState>
          }
        />
      </Section>
    </EditionFrame>
  );
}

function conditionWords(
  { t }: EditionDesk,
  question: OfficeQuestionRow,
  all: readonly OfficeQuestionRow[],
): string {
  const when = question.shown_when;
  const other = when && all.find((q) => q.key === when.key);
  if (!other) return '—';
  const words = when.values.map((value) =>
    other.type === 'yes_no'
      ? t(value === 'yes' ? 'form.yes' : 'form.no')
      : (other.options.find((o) => o.value === value)?.label ?? value),
  );
  return `${other.label}: ${words.join(', ')}`;
}

function Moves({
  desk: { t, edition },
  question,
  first,
  last,
}: {
  desk: EditionDesk;
  question: OfficeQuestionRow;
  first: boolean;
  last: boolean;
}): VNode {
  const action = editionHref(edition, 'preguntas', question.id, 'mover');
  return (
    <span class="button-row">
      {first ? null : (
        <ActionForm
          action={action}
          fields={{ hacia: 'arriba' }}
          label={t('events.office.question.up')}
          about={question.label}
          size="small"
        />
      )}
      {last ? null : (
        <ActionForm
          action={action}
          fields={{ hacia: 'abajo' }}
          label={t('events.office.question.down')}
          about={question.label}
          size="small"
        />
      )}
    </span>
  );
}
