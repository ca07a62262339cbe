/** A draft: to whom it goes, how it will arrive, a test to oneself, and the button that sends it. */
import type { VNode } from 'preact';
import type { Lang } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { EditionFrame } from '../../events/index.ts';
import type { WrittenMail } from '../emails/letter.ts';
import type { GroupCount } from '../group.ts';
import type { MailingRow } from '../queries/mailings.ts';
import { SKIP_REASONS } from '../rules/progress.ts';
import { type MailingDesk, mailingHref, PART, STATE_TONE } from './list.tsx';

/** What should be known before sending; each has its words. */
export type Warning = 'cancelled' | 'postponed' | 'unpublished' | 'no_server' | 'nobody' | 'unreadable';

export interface DraftProps extends MailingDesk {
  mailing: MailingRow;
  audience: readonly string[];
  count: GroupCount;
  warnings: readonly Warning[];
  previews: readonly WrittenMail[];
  /** What was just done, or why it was not. */
  told?: Told | undefined;
}

export const TOLD = [
  'prueba',
  'detenido',
  'seguido',
  'enviado',
  'cambio',
  'grupo',
  'tarde',
  'guardado',
] as const;
export type Told = (typeof TOLD)[number];
const WARNED = new Set<Told>(['cambio', 'grupo', 'tarde']);

export function ToldNotice({
  desk: { t },
  told,
}: Pick<MailingDesk, 'desk'> & { told: Told | undefined }): VNode | null {
  if (!told) return null;
  return <Notice t={t} kind={WARNED.has(told) ? 'warning' : 'success'} title={t(`mailings.told.${told}`)} />;
}

export function DraftPage(props: DraftProps): VNode {
  const { desk, maySend, mailing, warnings, previews, told } = props;
  const { t, edition } = desk;
  return (
    <EditionFrame
      desk={desk}
      part={PART}
      title={mailing.subject_es}
      trail={[{ href: mailingHref(edition), label: t('mailings.tab') }]}
      tags={<StatusTag tone={STATE_TONE.draft}>{t('mailings.state.draft')}</StatusTag>}
      tabs={false}
    >
      <ToldNotice desk={desk} told={told} />
      {warnings.map((warning) => (
        <Notice t={t} kind="warning" title={t(`mailings.warning.${warning}`)} />
      ))}
      <Recipients {...props} />
      <Section title={t('mailings.preview.title')}>
        <p>{t('mailings.preview.lead')}</p>
        {previews.map((mail) => (
          <Preview {...props} mail={mail} />
        ))}
      </Section>
      {maySend ? <Sending {...props} /> : null}
    </EditionFrame>
  );
}

function Recipients({ desk: { t, edition }, maySend, mailing, audience, count }: DraftProps): VNode {
  const change = maySend
    ? { href: mailingHref(edition, mailing.id, 'cambiar'), label: t('mailings.draft.change') }
    : undefined;
  const { es, en, total, skipped } = count;
  const byLang = mailing.body_en ? [es, en] : [es + en, 0];
  return (
    <Section title={t('mailings.draft.to')}>
      <SummaryList
        rows={[
          { label: t('mailings.form.group'), value: audience.join(' · '), action: change },
          { label: t('mailings.draft.people'), value: t('mailings.draft.count', { count: total }) },
          ...(['es', 'en'] as const).flatMap((lang, i) =>
            (byLang[i] ?? 0) > 0 ? [{ label: t(`mailings.lang.${lang}`), value: String(byLang[i]) }] : [],
          ),
          ...SKIP_REASONS.filter((reason) => skipped[reason]).map((reason) => ({
            label: t(`mailings.skipped.${reason}`),
            value: String(skipped[reason]),
          })),
        ]}
      />
    </Section>
  );
}

/** The HTML stands in a frame of its own: it brings its own looks, and runs nothing. */
export function Preview({
  desk: { t, edition },
  mailing,
  mail,
}: Pick<DraftProps, 'desk' | 'mailing'> & { mail: WrittenMail }): VNode {
  const language = t(`mailings.lang.${mail.lang}`);
  return (
    <Section title={language} level={3}>
      <SummaryList
        rows={[{ label: t('mailings.list.subject'), value: <span lang={mail.lang}>{mail.subject}</span> }]}
      />
      <iframe
        class="mail-preview"
        title={t('mailings.preview.frame', { language })}
        src={`${mailingHref(edition, mailing.id, 'vista')}?idioma=${mail.lang}`}
        sandbox=""
      />
      <Disclosure summary={t('mailings.preview.text')}>
        <pre class="mail-text" lang={mail.lang}>
          {mail.text}
        </pre>
      </Disclosure>
    </Section>
  );
}

function Sending({ desk: { t, edition }, mailing, count, warnings, previews }: DraftProps): VNode {
  const href = (step: string) => mailingHref(edition, mailing.id, step);
  const stuck = warnings.includes('nobody') || warnings.includes('unreadable');
  return (
    <>
      <Section title={t('mailings.test.title')}>
        <p>{t('mailings.test.lead')}</p>
        <ButtonRow>
          {previews.map(({ lang }) => (
            <ActionForm
              action={href('prueba')}
              fields={{ idioma: lang }}
              label={
                previews.length > 1
                  ? t('mailings.test.submit_in', { lang: langWord(t, lang) })
                  : t('mailings.test.submit')
              }
            />
          ))}
        </ButtonRow>
      </Section>
      <Section title={t('mailings.send.title')}>
        <p>{stuck ? t('mailings.send.nobody') : t('mailings.send.lead', { count: count.total })}</p>
        <ButtonRow>
          {stuck ? null : (
            <ActionForm
              action={href('enviar')}
              kind="primary"
              fields={{ personas: String(count.total), version: String(mailing.version) }}
              label={t('mailings.send.submit', { count: count.total })}
            />
          )}
          <Button kind="secondary" href={href('cambiar')}>
            {t('mailings.draft.change')}
          </Button>
          <ActionForm
            action={href('borrar')}
            kind="link"
            label={t('mailings.draft.delete')}
            confirm={t('mailings.draft.delete_confirm')}
          />
        </ButtonRow>
      </Section>
    </>
  );
}

const langWord = (t: MailingDesk['desk']['t'], lang: Lang): string =>
  t(`mailings.lang.${lang}`).toLowerCase();
