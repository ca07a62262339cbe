/** One check at the desk: the answer of who was there, and what somebody else says of it. */
import type { VNode } from 'preact';
import { PICTURE_ACCEPT, PICTURE_KINDS, PICTURE_LIMITS } from '../../../../platform/files/kinds.ts';
import type { PictureFacts } from '../../../../platform/files/pictures.ts';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { plainDate } from '../../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../../platform/i18n/translate.ts';
import { FileField } from '../../../../ui/controls/file-field.tsx';
import { fieldId } from '../../../../ui/controls/form-fields.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { Figure } from '../../../../ui/data/picture.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Told } from '../../../../ui/layout/record-frame.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { StampedProcess } from '../../../selections/index.ts';
import { OFFICE, officeCheckPath, officeListPath } from '../../addresses.ts';
import type { KindCheck, KindStage } from '../../checks.ts';
import type { Observation } from '../../queries/observations.ts';
import { AnswerForm, ReviewForm } from '../../schemas/forms.ts';
import { AnswerTag } from '../words.tsx';
import { StateTag } from './lists.tsx';

export interface CheckPageProps {
  t: Translate;
  lang: Lang;
  process: StampedProcess;
  stage: KindStage;
  check: KindCheck;
  observation: Observation | undefined;
  picture: PictureFacts | undefined;
  /** Whether who is at the desk may look at it: it waits, and somebody else has written it. */
  mayReview: boolean;
  answer: FormState;
  review: FormState;
  /** Code of what was just done, or why not. */
  done: string | undefined;
}

export function CheckPage(props: CheckPageProps): VNode {
  const { t, process, stage, check, observation } = props;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE, label: t('observations.office.title') },
          { href: officeListPath(process.id), label: process.title },
          { label: stage.title },
        ]}
      />
      <PageHeading eyebrow={stage.title} title={check.question} />
      <Told
        t={t}
        told={{
          done: `observations.done.${props.done ?? ''}`,
          refused: `observations.refused.${props.done ?? ''}`,
        }}
      />
      {observation ? <Written {...props} observation={observation} /> : null}
      {props.mayReview ? <Review {...props} /> : null}
      {observation && props.answer.faults.length === 0 ? (
        <Disclosure summary={t('observations.office.again')}>
          {observation.state === 'confirmed' ? <p>{t('observations.office.again_text')}</p> : null}
          <Answer {...props} />
        </Disclosure>
      ) : (
        <Section title={t(observation ? 'observations.office.again' : 'observations.office.answer')}>
          <Answer {...props} />
        </Section>
      )}
    </>
  );
}

function Written({ t, lang, observation, picture }: CheckPageProps & { observation: Observation }): VNode {
  const { source } = observation;
  return (
    <>
      <SummaryList
        rows={[
          {
            label: t('observations.form.answer'),
            value: (
              <>
                <AnswerTag t={t} answer={observation.answer} /> <StateTag t={t} state={observation.state} />
              </>
            ),
          },
          ...(observation.evidence
            ? [{ label: t('observations.form.evidence'), value: <Prose text={observation.evidence} /> }]
            : []),
          { label: t('observations.form.observed_on'), value: plainDate(observation.observed_on, lang) },
          ...(source
            ? [
                {
                  label: t('observations.office.source'),
                  value: source.address ? (
                    <SafeLink href={source.address}>{source.title}</SafeLink>
                  ) : (
                    source.title
                  ),
                },
              ]
            : []),
          ...(observation.review_note
            ? [{ label: t('observations.form.note'), value: <Prose text={observation.review_note} /> }]
            : []),
        ]}
      />
      {picture ? <Figure picture={picture} sizes="(min-width: 48rem) 30rem, 100vw" /> : null}
    </>
  );
}

function Review({ t, process, stage, check, review }: CheckPageProps): VNode {
  return (
    <Section title={t('observations.office.review')}>
      <p>{t('observations.office.review_text')}</p>
      <SchemaForm
        t={t}
        fields={fieldsOf(ReviewForm)}
        state={review}
        action={`${officeCheckPath(process.id, stage.key, check.key)}/revisar`}
        submit={t('observations.office.review_submit')}
        prefix="revision"
      />
    </Section>
  );
}

function Answer({ t, process, stage, check, answer, observation }: CheckPageProps): VNode {
  return (
    <SchemaForm
      t={t}
      fields={fieldsOf(AnswerForm)}
      state={{ ...answer, version: observation?.version ?? 0 }}
      action={officeCheckPath(process.id, stage.key, check.key)}
      submit={t('observations.office.submit')}
      cancelHref={officeListPath(process.id)}
      files
    >
      <FileField
        t={t}
        id={fieldId('photo')}
        name="photo"
        label={t('observations.form.photo')}
        hint={t(observation?.file_id ? 'observations.form.photo.again' : 'observations.form.photo.hint')}
        faults={answer.faults.filter(({ field }) => field === 'photo').map(({ message }) => message)}
        accept={PICTURE_ACCEPT}
        kinds={PICTURE_KINDS}
        maxBytes={PICTURE_LIMITS.maxBytes}
      />
    </SchemaForm>
  );
}
