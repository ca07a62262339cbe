/** A mailing that was sent: how far it got, with the buttons to stop and to go on. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Progress as ProgressBar, Stat, StatGrid } from '../../../ui/data/figures.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section, Stack } from '../../../ui/layout/section.tsx';
import { dayAndTime, EditionFrame } from '../../events/index.ts';
import type { WrittenMail } from '../emails/letter.ts';
import type { MailingRow } from '../queries/mailings.ts';
import { type Progress, SKIP_REASONS } from '../rules/progress.ts';
import type { MailingState } from '../tables.ts';
import { Preview, type Told, ToldNotice } from './draft.tsx';
import { type MailingDesk, mailingHref, PART, STATE_TONE } from './list.tsx';

export interface ProgressProps extends MailingDesk {
  mailing: MailingRow;
  state: MailingState;
  progress: Progress;
  audience: readonly string[];
  previews: readonly WrittenMail[];
  told?: Told | undefined;
}

export function ProgressPage(props: ProgressProps): VNode {
  const { desk, mailing, state, audience, previews, told } = props;
  const { t, edition } = desk;
  return (
    <EditionFrame
      desk={desk}
      part={PART}
      title={mailing.subject_es}
      trail={[{ href: mailingHref(edition), label: t('mailings.tab') }]}
      tags={<StatusTag tone={STATE_TONE[state]}>{t(`mailings.state.${state}`)}</StatusTag>}
      tabs={false}
    >
      <ToldNotice desk={desk} told={told} />
      <Numbers {...props} />
      <Section title={t('mailings.sent.what')}>
        <SummaryList
          rows={[{ label: t('mailings.form.group'), value: audience.join(' · ') }, ...moments(props)]}
        />
        <Disclosure summary={t('mailings.sent.preview')}>
          {previews.map((mail) => (
            <Preview desk={desk} mailing={mailing} mail={mail} />
          ))}
        </Disclosure>
      </Section>
    </EditionFrame>
  );
}

function Numbers(props: ProgressProps): VNode {
  const { desk, mailing, state, progress, maySend } = props;
  const { t, edition } = desk;
  const { total, sent, waiting, underWay, refused, failed, skipped, skippedTotal } = progress;
  const href = (step: string) => mailingHref(edition, mailing.id, step);
  const toGo = waiting + underWay;
  return (
    <Section title={t('mailings.progress.title')}>
      <div data-live={state}>
        <Stack>
          <ProgressBar
            id="avance"
            label={t('mailings.progress.sent')}
            value={total - skippedTotal - toGo}
            max={total - skippedTotal}
            text={t('mailings.progress.sent_of', { sent, total: total - skippedTotal })}
          />
          <StatGrid>
            <Stat label={t('mailings.progress.sent')} value={sent} />
            <Stat label={t('mailings.progress.waiting')} value={waiting} />
            {underWay > 0 ? <Stat label={t('mailings.progress.under_way')} value={underWay} /> : null}
            <Stat label={t('mailings.progress.refused')} value={refused} />
            <Stat label={t('mailings.progress.failed')} value={failed} />
            <Stat label={t('mailings.progress.skipped')} value={skippedTotal} />
          </StatGrid>
          {skippedTotal > 0 ? (
            <SummaryList
              rows={SKIP_REASONS.filter((reason) => skipped[reason]).map((reason) => ({
                label: t(`mailings.skipped.${reason}`),
                value: String(skipped[reason]),
              }))}
            />
          ) : null}
          {state === 'sending' && mailing.listed_at === null ? <p>{t('mailings.progress.listing')}</p> : null}
        </Stack>
      </div>
      {state === 'stopped' ? (
        <Notice t={t} kind="warning" title={t('mailings.stopped.title')}>
          <p>{t('mailings.stopped.lead', { count: toGo })}</p>
        </Notice>
      ) : null}
      {state === 'done' ? null : (
        <ButtonRow>
          {state === 'sending' ? (
            <Button kind="secondary" href={mailingHref(edition, mailing.id)}>
              {t('mailings.progress.refresh')}
            </Button>
          ) : null}
          {maySend && state === 'sending' ? (
            <ActionForm action={href('detener')} kind="danger" label={t('mailings.stop.submit')} />
          ) : null}
          {maySend && state === 'stopped' ? (
            <ActionForm action={href('seguir')} kind="primary" label={t('mailings.resume.submit')} />
          ) : null}
        </ButtonRow>
      )}
      {refused + failed > 0 ? <p>{t('mailings.progress.refused_hint')}</p> : null}
    </Section>
  );
}

function moments({ desk: { t, lang, edition }, mailing }: ProgressProps) {
  const at = (when: Temporal.Instant) => dayAndTime(when, edition.timezone, lang).text;
  return [
    ...(mailing.started_at ? [{ label: t('mailings.sent.started'), value: at(mailing.started_at) }] : []),
    ...(mailing.finished_at ? [{ label: t('mailings.sent.finished'), value: at(mailing.finished_at) }] : []),
  ];
}
