/** One contribution before a reviewer: its text, their own review, and, once that is given, the others'. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { type DrawnForm, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { say } from '../../../../platform/i18n/words.ts';
import { type EditionDesk, EditionFrame, editionHref } from '../../../events/index.ts';
import { asked, meanOf, type Scores, type Summary } from '../../rules/review.ts';
import { criterionWords } from '../../schemas/office.ts';
import type { ContributionText } from '../../sealed.ts';
import type { Criterion, Kind, ReviewState, State } from '../../tables.ts';
import { STATE_TONE } from '../own.tsx';
import { TextParts } from '../text.tsx';
import { meanWords } from '../words.ts';
import { TAB } from './list.tsx';
import { Told } from './told.tsx';

/** A contribution as the back office names it. */
export interface Subject {
  id: string;
  number: number;
  kind: Kind;
  state: State;
}

export interface ShownReview {
  /** Of the reviewer; empty where it is not said. */
  name: string;
  scores: Scores;
  note: string;
  /** The author changed the text since. */
  outdated: boolean;
}

export interface ReviewPageProps {
  desk: EditionDesk;
  subject: Subject;
  mayDecide: boolean;
  own: ReviewState | undefined;
  /** Another reader is wanted, and this person may be it. */
  mayTake: boolean;
  /** Undefined: not for this person. */
  text: ContributionText | undefined;
  /** Who it is from, where names are not hidden. */
  author: string | undefined;
  /** Undefined: nothing to fill in now. */
  form: DrawnForm | undefined;
  textVersion: number;
  criteria: readonly Criterion[];
  others: readonly ShownReview[];
}

export function ContributionFrame({
  desk,
  subject,
  title,
  children,
}: {
  desk: EditionDesk;
  subject: Subject;
  title: string;
  children: VNode | (VNode | null)[];
}): VNode {
  const { t, edition } = desk;
  const name = t('contributions.link_title', { number: subject.number });
  const trail = [{ href: editionHref(edition, TAB), label: t('contributions.tab') }];
  const own = editionHref(edition, TAB, subject.id);
  return (
    <EditionFrame
      desk={desk}
      part={{ added: TAB }}
      title={title}
      trail={title === name ? trail : [...trail, { href: own, label: name }]}
      tabs={false}
      tags={
        <>
          <StatusTag tone="neutral">{t(`contributions.kind.${subject.kind}`)}</StatusTag>
          <StatusTag tone={STATE_TONE[subject.state]}>{t(`contributions.state.${subject.state}`)}</StatusTag>
        </>
      }
    >
      <Told t={t} code={desk.done} />
      {children}
    </EditionFrame>
  );
}

export function ReviewPage(props: ReviewPageProps): VNode {
  const { desk, subject, mayDecide, own, text, author } = props;
  const { t, edition } = desk;
  const here = editionHref(edition, TAB, subject.id);
  return (
    <ContributionFrame
      desk={desk}
      subject={subject}
      title={t('contributions.link_title', { number: subject.number })}
    >
      {mayDecide && own !== 'recused' ? (
        <ButtonRow>
          <Button kind="secondary" href={`${here}/decision`}>
            {t('contributions.office.to_decision')}
          </Button>
        </ButtonRow>
      ) : null}
      {own === 'recused' ? (
        <Notice t={t} kind="info" title={t('contributions.office.recused')}>
          {t('contributions.office.recused_lead')}
        </Notice>
      ) : null}
      <TakeIt {...props} here={here} />
      {text ? (
        <>
          <h2>{text.title || t('contributions.office.content')}</h2>
          <TextParts
            reader={desk}
            kind={subject.kind}
            text={text}
            facts={[
              { label: t('contributions.office.from'), value: author ?? t('contributions.office.hidden') },
            ]}
          />
        </>
      ) : null}
      <OwnReview {...props} here={here} />
      <Others {...props} />
    </ContributionFrame>
  );
}

type Here = ReviewPageProps & { here: string };

/** Nobody reads an unpublished text without having taken it for review. */
function TakeIt({ desk: { t }, subject, own, text, mayTake, here }: Here): VNode | null {
  if (own !== undefined || (text && !mayTake)) return null;
  if (!mayTake)
    return (
      <EmptyState title={t('contributions.office.not_yours')}>
        {t(
          subject.state === 'submitted'
            ? 'contributions.office.not_yours_enough'
            : 'contributions.office.not_yours_over',
        )}
      </EmptyState>
    );
  return (
    <Section title={t('contributions.office.take')}>
      <p>{t('contributions.office.take_lead')}</p>
      <ActionForm action={`${here}/tomar`} label={t('contributions.office.take')} kind="primary" />
    </Section>
  );
}

function OwnReview({ desk: { t }, form, own, textVersion, here }: Here): VNode | null {
  if (!form) return null;
  return (
    <Section title={t('contributions.office.own_review')} id="revision">
      {own === 'given' ? <p>{t('contributions.office.own_given')}</p> : null}
      <SchemaForm
        t={t}
        action={`${here}/revision`}
        fields={form.fields}
        state={form}
        hidden={{ text_version: String(textVersion) }}
        submit={t(own === 'given' ? 'contributions.office.review_again' : 'contributions.office.review_give')}
      />
      <p>{t('contributions.office.recuse_lead')}</p>
      <ButtonRow>
        <ActionForm
          action={`${here}/excusarse`}
          label={t('contributions.office.recuse')}
          confirm={t('contributions.office.recuse_ask')}
        />
        {own === 'assigned' ? (
          <ActionForm action={`${here}/devolver`} label={t('contributions.office.hand_back')} />
        ) : null}
      </ButtonRow>
    </Section>
  );
}

function Others({ desk, others, criteria }: ReviewPageProps): VNode | null {
  if (others.length === 0) return null;
  return (
    <Section title={desk.t('contributions.office.others')}>
      <ReviewList desk={desk} reviews={others} criteria={criteria} />
    </Section>
  );
}

export function ReviewList({
  desk: { t, lang },
  reviews,
  criteria,
}: {
  desk: EditionDesk;
  reviews: readonly ShownReview[];
  criteria: readonly Criterion[];
}): VNode {
  return (
    <>
      {reviews.map((review, at) => {
        const mean = meanOf(review.scores, criteria);
        const title = review.name || t('contributions.office.review_number', { number: at + 1 });
        return (
          <Section level={3} title={title}>
            {review.outdated ? <p>{t('contributions.office.outdated')}</p> : null}
            <SummaryList
              look="facts"
              rows={[
                ...asked(criteria).map((one) => ({
                  label: say(criterionWords(one), t),
                  value: review.scores[one.key] ?? '—',
                })),
                {
                  label: t('contributions.office.mean'),
                  value: mean === undefined ? '—' : meanWords(mean, lang),
                },
              ]}
            />
            <Prose text={review.note} />
          </Section>
        );
      })}
    </>
  );
}

/** Mean and spread, in all and by criterion. */
export function SummaryTable({
  desk: { t, lang },
  summary,
  criteria,
}: {
  desk: EditionDesk;
  summary: Summary;
  criteria: readonly Criterion[];
}): VNode {
  return (
    <SummaryList
      look="facts"
      rows={[
        { label: t('contributions.office.reviews'), value: summary.reviews },
        { label: t('contributions.office.mean'), value: meanWords(summary.mean, lang) },
        { label: t('contributions.office.spread'), value: meanWords(summary.spread, lang) },
        ...summary.byCriterion.flatMap(({ key, mean }) => {
          const criterion = criteria.find((one) => one.key === key);
          return criterion
            ? [{ label: say(criterionWords(criterion), t), value: meanWords(mean, lang) }]
            : [];
        }),
      ]}
    />
  );
}
