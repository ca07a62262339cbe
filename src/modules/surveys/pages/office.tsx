/** The organiser's survey: its questions, its hours, its state. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { type DrawnForm, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { type EditionDesk, EditionFrame, editionHref } from '../../events/index.ts';
import type { Survey, SurveyQuestion } from '../queries/surveys.ts';
import type { SurveyWindow } from '../rules/window.ts';

export const SURVEY_TAB = 'encuesta';

/** Codes of what could not be done, told once after the redirect. */
export const UNDONE = ['answered', 'no_questions'] as const;
export type Undone = (typeof UNDONE)[number];

export interface SurveyOfficeProps {
  desk: EditionDesk;
  mayRead: boolean;
  survey: Survey;
  window: SurveyWindow;
  opens: string;
  closes: string;
  questions: readonly SurveyQuestion[];
  /** With answers the questions stay as they are. */
  locked: boolean;
  answers: number;
  openHref: string | undefined;
  undone: Undone | undefined;
}

export function NoSurveyPage({ desk }: { desk: EditionDesk }): VNode {
  const { t, edition } = desk;
  const action = editionHref(edition, SURVEY_TAB, 'crear');
  return (
    <EditionFrame desk={desk} part={{ added: SURVEY_TAB }} title={t('surveys.office.tab')}>
      <EmptyState
        title={t('surveys.office.none')}
        action={
          <ButtonRow>
            <ActionForm
              action={action}
              fields={{ from: 'default' }}
              label={t('surveys.office.create_default')}
              kind="primary"
            />
            <ActionForm action={action} fields={{ from: 'empty' }} label={t('surveys.office.create_empty')} />
          </ButtonRow>
        }
      >
        {t('surveys.office.none_lead')}
      </EmptyState>
    </EditionFrame>
  );
}

const TONE: Record<SurveyWindow, Tone> = {
  draft: 'neutral',
  early: 'info',
  open: 'success',
  over: 'neutral',
};

export function SurveyOfficePage(props: SurveyOfficeProps): VNode {
  const { desk, mayRead, survey, window, undone, answers } = props;
  const { t, edition } = desk;
  const href = editionHref(edition, SURVEY_TAB);
  return (
    <EditionFrame
      desk={desk}
      part={{ added: SURVEY_TAB }}
      title={t('surveys.office.tab')}
      lead={t('surveys.office.lead')}
      actions={
        <ButtonRow>
          <StateButtons t={t} href={href} state={survey.state} />
          {mayRead ? (
            <Button kind="secondary" href={`${href}/resultados`}>
              {t('surveys.office.results.title')}
            </Button>
          ) : null}
        </ButtonRow>
      }
    >
      {undone ? <Notice t={t} kind="warning" title={t(`surveys.office.undone.${undone}`)} /> : null}
      <Section
        title={t('surveys.office.facts')}
        action={<SafeLink href={`${href}/ajustes`}>{t('surveys.office.settings')}</SafeLink>}
      >
        <SummaryList
          rows={[
            {
              label: t('surveys.office.state'),
              value: <StatusTag tone={TONE[window]}>{t(`surveys.window.${window}`)}</StatusTag>,
            },
            { label: t('surveys.office.opens'), value: props.opens },
            { label: t('surveys.office.closes'), value: props.closes },
            { label: t('surveys.office.answers'), value: String(answers) },
            {
              label: t('surveys.office.open_link'),
              value: props.openHref ? (
                <SafeLink href={props.openHref}>{t('surveys.office.open_link_see')}</SafeLink>
              ) : (
                t('form.no')
              ),
            },
          ]}
        />
      </Section>
      <Questions {...props} href={href} />
    </EditionFrame>
  );
}

function StateButtons({
  t,
  href,
  state,
}: {
  t: EditionDesk['t'];
  href: string;
  state: Survey['state'];
}): VNode {
  const button = (to: Survey['state'], kind: 'primary' | 'secondary') => (
    <ActionForm action={`${href}/estado`} fields={{ to }} label={t(`surveys.office.to.${to}`)} kind={kind} />
  );
  if (state === 'open') return button('closed', 'secondary');
  return (
    <>
      {button('open', 'primary')}
      {state === 'closed' ? button('draft', 'secondary') : null}
    </>
  );
}

function Questions({ desk, questions, locked, href }: SurveyOfficeProps & { href: string }): VNode {
  const { t } = desk;
  return (
    <Section
      title={t('surveys.office.questions')}
      action={
        locked ? null : (
          <Button kind="secondary" size="small" href={`${href}/preguntas/nueva`}>
            {t('surveys.office.question.add')}
          </Button>
        )
      }
    >
      {locked ? <p class="soft">{t('surveys.office.locked')}</p> : null}
      <DataTable
        caption={t('surveys.office.questions')}
        captionHidden
        rows={questions}
        columns={[
          {
            header: t('surveys.office.question.label'),
            rowHeader: true,
            cell: (q) =>
              locked ? q.label : <SafeLink href={`${href}/preguntas/${q.id}`}>{q.label}</SafeLink>,
          },
          { header: t('surveys.office.question.type'), cell: (q) => t(`surveys.type.${q.type}`) },
          {
            header: t('surveys.office.question.required'),
            cell: (q) => t(q.required ? 'form.yes' : 'form.no'),
          },
          {
            header: t('surveys.office.question.order'),
            cell: (q) => <Moves t={t} href={href} question={q} questions={questions} />,
          },
        ]}
        empty={
          <EmptyState title={t('surveys.office.question.none')} level={3}>
            {t('surveys.office.question.none_lead')}
          </EmptyState>
        }
      />
    </Section>
  );
}

function Moves({
  t,
  href,
  question,
  questions,
}: {
  t: EditionDesk['t'];
  href: string;
  question: SurveyQuestion;
  questions: readonly SurveyQuestion[];
}): VNode {
  const move = (to: 'arriba' | 'abajo') => (
    <ActionForm
      action={`${href}/preguntas/${question.id}/mover`}
      fields={{ hacia: to }}
      label={t(`surveys.office.question.${to === 'arriba' ? 'up' : 'down'}`)}
      about={question.label}
      size="small"
    />
  );
  return (
    <div class="button-row">
      {question === questions[0] ? null : move('arriba')}
      {question === questions.at(-1) ? null : move('abajo')}
    </div>
  );
}

export interface SurveyFormPageProps {
  desk: EditionDesk;
  title: string;
  action: string;
  state: DrawnForm;
  zone?: string | undefined;
  /** Of a question that is there. */
  removeAction?: string | undefined;
}

/** The page of one of its forms: settings, or a question. */
export function SurveyFormPage({
  desk,
  title,
  action,
  state,
  zone,
  removeAction,
}: SurveyFormPageProps): VNode {
  const { t, edition } = desk;
  const href = editionHref(edition, SURVEY_TAB);
  return (
    <EditionFrame
      desk={desk}
      part={{ added: SURVEY_TAB }}
      title={title}
      tabs={false}
      trail={[{ href, label: t('surveys.office.tab') }]}
    >
      <SchemaForm
        t={t}
        action={action}
        fields={state.fields}
        state={state}
        submit={t('surveys.office.save')}
        cancelHref={href}
        zone={zone}
      />
      {removeAction ? (
        <ActionForm
          action={removeAction}
          label={t('surveys.office.question.remove')}
          kind="danger"
          confirm={t('surveys.office.question.remove_ask')}
        />
      ) : null}
    </EditionFrame>
  );
}
