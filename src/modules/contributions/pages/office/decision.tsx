/** Who sent it, what the reviews say, what is decided, and what becomes of it. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { CheckboxGroup } from '../../../../ui/controls/choice-fields.tsx';
import { ActionForm, Form } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type DrawnForm, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { type EditionDesk, editionHref } from '../../../events/index.ts';
import { itemPath } from '../../addresses.ts';
import { isAccepted } from '../../rules/contribution.ts';
import type { Summary } from '../../rules/review.ts';
import type { Author } from '../../sealed.ts';
import type { Criterion, Decision, ReviewState } from '../../tables.ts';
import { departmentWords } from '../words.ts';
import { TAB } from './list.tsx';
import { ContributionFrame, ReviewList, type ShownReview, type Subject, SummaryTable } from './review.tsx';

export interface DecisionPageProps {
  desk: EditionDesk;
  subject: Subject;
  author: Author | undefined;
  title: string;
  consent: boolean;
  mailRefused: boolean;
  reviews: readonly ShownReview[];
  summary: Summary | undefined;
  criteria: readonly Criterion[];
  /** Everybody who may be asked, with what they have to do; `state`: asked already. */
  reviewers: readonly { id: string; name: string; open: number; state: ReviewState | undefined }[];
  form: DrawnForm;
  decision: Decision | undefined;
  words: string;
  told: boolean;
  session: { id: string; title: string } | undefined;
  item: { id: string; slug: string; withdrawn: boolean } | undefined;
}

export function DecisionPage(props: DecisionPageProps): VNode {
  const { desk, subject, reviews, summary, criteria } = props;
  const { t } = desk;
  return (
    <ContributionFrame desk={desk} subject={subject} title={t('contributions.office.decision_title')}>
      <From {...props} />
      <Becomes {...props} />
      <Section title={t('contributions.office.reviews')}>
        {summary ? (
          <SummaryTable desk={desk} summary={summary} criteria={criteria} />
        ) : (
          <p>{t('contributions.office.no_reviews')}</p>
        )}
        <ReviewList desk={desk} reviews={reviews} criteria={criteria} />
      </Section>
      <Assign {...props} />
      <Decide {...props} />
    </ContributionFrame>
  );
}

/** Before one's own review, or after declaring an interest, nothing of it is shown. */
export function BarredPage({
  desk,
  subject,
  recused,
}: Pick<DecisionPageProps, 'desk' | 'subject'> & { recused: boolean }): VNode {
  const { t, edition } = desk;
  return (
    <ContributionFrame desk={desk} subject={subject} title={t('contributions.office.decision_title')}>
      <Notice
        t={t}
        kind="info"
        title={t(recused ? 'contributions.refused.recused_before' : 'contributions.refused.review_first')}
      />
      <ButtonRow>
        <Button href={editionHref(edition, TAB, subject.id)}>{t('contributions.office.to_review')}</Button>
      </ButtonRow>
    </ContributionFrame>
  );
}

function From({ desk, subject, author, title, consent, mailRefused }: DecisionPageProps): VNode {
  const { t, edition } = desk;
  if (!author) return <p>{t('contributions.office.not_kept')}</p>;
  const place = [departmentWords(t, author.department), author.country].filter(Boolean).join(', ');
  const rows = [
    { label: t('contributions.form.name'), value: author.name },
    { label: t('contributions.form.email'), value: author.email },
    { label: t('contributions.form.organization'), value: author.organization ?? '' },
    { label: t('contributions.form.coauthors'), value: author.coauthors.join(', ') },
    { label: t('contributions.item.where'), value: place },
    { label: t('contributions.form.appears'), value: t(`contributions.appears.${author.appears}`) },
    {
      label: t('contributions.own.consent'),
      value: t(consent ? 'contributions.own.consent_yes' : 'contributions.own.consent_no'),
    },
  ];
  return (
    <Section
      title={title || t('contributions.office.content')}
      action={
        <SafeLink href={editionHref(edition, TAB, subject.id)}>{t('contributions.office.read')}</SafeLink>
      }
    >
      {mailRefused ? <Notice t={t} kind="warning" title={t('contributions.office.mail_refused')} /> : null}
      <SummaryList rows={rows.filter(({ value }) => value !== '')} />
    </Section>
  );
}

/** Once it is accepted and told: the programme, the library. */
function Becomes({ desk, subject, consent, session, item }: DecisionPageProps): VNode | null {
  const { t, edition } = desk;
  const accepted = isAccepted(subject.state);
  if (!accepted && !session) return null;
  const here = editionHref(edition, TAB, subject.id);
  return (
    <Section title={t('contributions.office.publish')}>
      {session && !accepted ? (
        <Notice t={t} kind="warning" title={t('contributions.office.session_stays')} />
      ) : null}
      <SummaryList
        rows={[
          {
            label: t('contributions.office.programme'),
            value: session ? (
              <SafeLink href={editionHref(edition, 'programa', session.id)}>{session.title}</SafeLink>
            ) : (
              <SafeLink href={`${here}/sesion`}>{t('contributions.office.make_session')}</SafeLink>
            ),
          },
          ...(accepted
            ? [
                {
                  label: t('contributions.library.title'),
                  value: <InLibrary t={t} here={here} item={item} consent={consent} />,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function InLibrary({
  t,
  here,
  item,
  consent,
}: Pick<DecisionPageProps, 'item' | 'consent'> & { t: EditionDesk['t']; here: string }): VNode {
  if (item?.withdrawn) return <>{t('contributions.link.withdrawn')}</>;
  if (item) return <SafeLink href={itemPath(item.slug)}>{t('contributions.own.in_library')}</SafeLink>;
  if (!consent) return <>{t('contributions.refused.no_consent')}</>;
  return <SafeLink href={`${here}/biblioteca`}>{t('contributions.office.make_item')}</SafeLink>;
}

function Assign({ desk, subject, reviewers }: DecisionPageProps): VNode | null {
  const { t, edition } = desk;
  if (subject.state !== 'submitted') return null;
  const free = reviewers.filter((one) => one.state === undefined);
  const asked = reviewers.filter((one) => one.state !== undefined);
  return (
    <Section title={t('contributions.office.assign')}>
      {asked.length > 0 ? (
        <SummaryList
          rows={asked.map(({ name, state }) => ({
            label: name,
            value: state ? t(`contributions.review_state.${state}`) : '',
          }))}
        />
      ) : null}
      {free.length > 0 ? (
        <Form
          action={editionHref(edition, TAB, subject.id, 'asignar')}
          label={t('contributions.office.assign')}
        >
          <CheckboxGroup
            t={t}
            id="f-reviewers"
            name="reviewers"
            label={t('contributions.office.assign_whom')}
            mark={false}
            options={free.map(({ id, name, open }) => ({
              value: id,
              label: name,
              hint: t('contributions.office.open_reviews', { count: open }),
            }))}
          />
          <ButtonRow>
            <Button kind="secondary">{t('contributions.office.assign')}</Button>
          </ButtonRow>
        </Form>
      ) : null}
    </Section>
  );
}

function Decide({ desk, subject, form, decision, words, told }: DecisionPageProps): VNode | null {
  const { t, edition } = desk;
  const here = editionHref(edition, TAB, subject.id);
  if (told)
    return (
      <Section title={t('contributions.office.decision')}>
        <p>{decision ? t(`contributions.decision.${decision}`) : null}</p>
        {words ? <Prose text={words} /> : null}
        <p class="soft">{t('contributions.office.told')}</p>
      </Section>
    );
  if (subject.state !== 'submitted') return null;
  return (
    <Section title={t('contributions.office.decision')}>
      <SchemaForm
        t={t}
        action={`${here}/decision`}
        fields={form.fields}
        state={form}
        submit={t('contributions.office.decide')}
      />
      {decision ? (
        <>
          <p>{t('contributions.office.tell_lead', { decision: t(`contributions.decision.${decision}`) })}</p>
          <ActionForm
            action={`${here}/decision/enviar`}
            label={t('contributions.office.tell')}
            kind="primary"
            confirm={t('contributions.office.tell_ask')}
          />
        </>
      ) : null}
    </Section>
  );
}
