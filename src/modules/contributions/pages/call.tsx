/** The call: what is asked, until when, and the way to each form. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { Card, CardGrid } from '../../../ui/data/card.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { LocalTime } from '../../../ui/data/schedule.tsx';
import { StatusTag, TagRow } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, type Crumb, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { dayAndTime, editionPath, zoneWords } from '../../events/index.ts';
import { askLinkPath, bornPath, callHistoryPath, callPath, sendPath } from '../addresses.ts';
import type { CallWindow } from '../rules/call.ts';
import type { Kind } from '../tables.ts';
import type { Reader } from './words.ts';

export interface Place {
  slug: string;
  title: string;
  timezone: string;
}

export function crumbsTo(t: Reader['t'], edition: Place, here?: string): Crumb[] {
  return [
    { href: '/encuentros', label: t('events.menu') },
    { href: editionPath(edition.slug), label: edition.title },
    here === undefined
      ? { label: t('contributions.call.title') }
      : { href: callPath(edition.slug), label: t('contributions.call.title') },
    ...(here === undefined ? [] : [{ label: here }]),
  ];
}

export interface CallPageProps extends Reader {
  edition: Place & { id: string };
  window: CallWindow;
  opens: Temporal.Instant | null;
  closes: Temporal.Instant;
  kinds: readonly Kind[];
  text: string;
  anonymous: boolean;
  /** How many people read each. */
  reviews: number;
  /** Cases and lessons that were born here. */
  born: number;
}

const TONES: Readonly<Record<CallWindow, Tone>> = {
  none: 'neutral',
  soon: 'info',
  open: 'success',
  closed: 'neutral',
};

export function CallPage(props: CallPageProps): VNode {
  const { t, edition, window, text } = props;
  return (
    <>
      <Breadcrumbs t={t} items={crumbsTo(t, edition)} />
      <PageHeading
        look="band"
        eyebrow={edition.title}
        title={t('contributions.call.title')}
        lead={<Until {...props} />}
      >
        <TagRow>
          <StatusTag tone={TONES[window]}>{t(`contributions.window.${window}`)}</StatusTag>
        </TagRow>
      </PageHeading>
      {text ? (
        <Section title={t('contributions.call.about')}>
          <Prose text={text} />
        </Section>
      ) : null}
      {window === 'none' ? (
        <EmptyState title={t('contributions.call.none')}>{t('contributions.call.none_text')}</EmptyState>
      ) : (
        <>
          <Kinds {...props} />
          <Section title={t('contributions.call.how')}>
            <ol class="steps">
              <li>{t('contributions.call.step_send')}</li>
              <li>{t('contributions.call.step_confirm')}</li>
              <li>
                {t(
                  props.anonymous
                    ? 'contributions.call.step_review_anonymous'
                    : 'contributions.call.step_review',
                  { count: props.reviews },
                )}
              </li>
              <li>{t('contributions.call.step_answer')}</li>
            </ol>
          </Section>
        </>
      )}
      <ButtonRow>
        {props.born > 0 ? (
          <Button kind="secondary" href={bornPath(edition.slug)}>
            {t('contributions.call.born', { count: props.born })}
          </Button>
        ) : null}
        {window === 'none' ? null : (
          <Button kind="link" href={askLinkPath(edition.slug)}>
            {t('contributions.ask_link.title')}
          </Button>
        )}
      </ButtonRow>
      {window === 'none' ? null : (
        <p>
          <a href={callHistoryPath(edition.id)}>{t('events.history.link')}</a>
        </p>
      )}
    </>
  );
}

/** When it opens, until when it is open, or since when it is closed. */
function Until({ t, lang, edition, window, opens, closes }: CallPageProps): VNode {
  const at = window === 'soon' ? (opens ?? closes) : closes;
  if (window === 'none') return <>{t('contributions.call.lead_none')}</>;
  return (
    <>
      {t(`contributions.call.lead_${window}`)}{' '}
      <LocalTime t={t} moment={dayAndTime(at, edition.timezone, lang)} /> (
      {zoneWords(t, edition.timezone, at)})
    </>
  );
}

function Kinds({ t, edition, kinds, window }: CallPageProps): VNode {
  return (
    <Section title={t('contributions.call.asked')}>
      <CardGrid>
        {kinds.map((kind) => (
          <Card
            title={t(`contributions.kind.${kind}`)}
            href={window === 'open' ? sendPath(edition.slug, kind) : undefined}
            footer={window === 'open' ? t(`contributions.call.send_${kind}`) : undefined}
          >
            {t(`contributions.call.what_${kind}`)}
          </Card>
        ))}
      </CardGrid>
    </Section>
  );
}
