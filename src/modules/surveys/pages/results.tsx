/** What was answered, for the organiser. */
import type { VNode } from 'preact';
import { say } from '../../../platform/i18n/words.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { HiddenFields } from '../../../ui/controls/form.tsx';
import { BarList, Stat, StatGrid } from '../../../ui/data/figures.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { type EditionDesk, EditionFrame, editionHref } from '../../events/index.ts';
import type { QuestionFigures } from '../rules/figures.ts';
import type { AnswerSource } from '../tables.ts';
import { SURVEY_TAB } from './office.tsx';

export interface ShownTexts {
  key: string;
  label: string;
  texts: readonly { text: string; source: AnswerSource }[];
  firstHref: string | undefined;
  nextHref: string | undefined;
}

export interface ResultsPageProps {
  desk: EditionDesk;
  invited: number;
  ticket: { people: number; figures: readonly QuestionFigures[] };
  open: { people: number; figures: readonly QuestionFigures[] };
  texts: readonly ShownTexts[];
}

/** The words of what can be chosen. */
export function choiceWords(
  t: Translate,
  type: QuestionFigures['type'],
  value: string,
  label: string,
): string {
  if (type === 'scale' && /^[1-5]$/.test(value)) return say(`surveys.scale.${value as '1'}`, t);
  if (type === 'yes_no') return t(value === 'yes' ? 'form.yes' : 'form.no');
  return label;
}

export function ResultsPage({ desk, invited, ticket, open, texts }: ResultsPageProps): VNode {
  const { t, edition } = desk;
  const href = editionHref(edition, SURVEY_TAB);
  const any = ticket.people + open.people > 0;
  return (
    <EditionFrame
      desk={desk}
      part={{ added: SURVEY_TAB }}
      title={t('surveys.office.results.title')}
      tabs={false}
      trail={[{ href, label: t('surveys.office.tab') }]}
      lead={t('surveys.office.results.lead')}
      actions={
        any ? (
          <ButtonRow>
            <Export action={`${href}/resultados/exportar`} label={t('surveys.office.results.export')} />
            <Export action={`${href}/resultados/textos`} label={t('surveys.office.results.export_texts')} />
          </ButtonRow>
        ) : null
      }
    >
      <StatGrid>
        <Stat
          label={t('surveys.office.results.people')}
          value={ticket.people}
          note={t('surveys.office.results.of', { count: invited })}
        />
        {open.people > 0 ? <Stat label={t('surveys.office.results.open')} value={open.people} /> : null}
      </StatGrid>
      {any ? (
        <>
          <Figures t={t} title={t('surveys.office.results.by_ticket')} figures={ticket.figures} />
          {open.people > 0 ? (
            <>
              <p class="soft">{t('surveys.office.results.open_lead')}</p>
              <Figures t={t} title={t('surveys.office.results.by_open')} figures={open.figures} />
            </>
          ) : null}
          <Texts t={t} texts={texts} />
        </>
      ) : (
        <EmptyState title={t('surveys.office.results.none')}>
          {t('surveys.office.results.none_lead')}
        </EmptyState>
      )}
    </EditionFrame>
  );
}

function Export({ action, label }: { action: string; label: string }): VNode {
  return (
    <form class="action-form" method="post" action={action}>
      <HiddenFields fields={{}} />
      <Button kind="secondary">{label}</Button>
    </form>
  );
}

function Figures({
  t,
  title,
  figures,
}: {
  t: Translate;
  title: string;
  figures: readonly QuestionFigures[];
}): VNode {
  return (
    <Section title={title}>
      {figures
        .filter((f) => f.options.length > 0)
        .map((f) => (
          <Section title={f.label} level={3}>
            <BarList
              caption={captionOf(t, f)}
              labelHeader={t('surveys.office.results.option')}
              valueHeader={t('surveys.office.results.count')}
              items={f.options.map((o) => ({
                label: choiceWords(t, f.type, o.value, o.label),
                value: o.count,
              }))}
              max={Math.max(f.answered, 1)}
            />
          </Section>
        ))}
    </Section>
  );
}

/** “12 respuestas · promedio 4.5” */
function captionOf(t: Translate, { answered, mean }: QuestionFigures): string {
  const words = t('surveys.office.results.answered', { count: answered });
  return mean === undefined ? words : `${words} · ${t('surveys.office.results.mean', { mean })}`;
}

function Texts({ t, texts }: { t: Translate; texts: readonly ShownTexts[] }): VNode | null {
  if (texts.length === 0) return null;
  return (
    <Section title={t('surveys.office.results.texts')}>
      <p class="soft">{t('surveys.office.results.texts_lead')}</p>
      {texts.map((question) => (
        <Section title={question.label} level={3} id={question.key}>
          {question.texts.length === 0 ? (
            <p class="soft">{t('surveys.office.results.no_texts')}</p>
          ) : (
            <ul class="stack">
              {question.texts.map(({ text, source }) => (
                <li>
                  <p class="pre-line">{text}</p>
                  {source === 'open' ? <p class="soft">{t('surveys.office.results.from_open')}</p> : null}
                </li>
              ))}
            </ul>
          )}
          <Pagination t={t} firstHref={question.firstHref} nextHref={question.nextHref} />
        </Section>
      ))}
    </Section>
  );
}
