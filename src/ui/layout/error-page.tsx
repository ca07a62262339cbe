import type { ComponentChildren, VNode } from 'preact';
import { isMessageKey } from '../../platform/i18n/translate.ts';
import type { Translate } from '../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../controls/button.tsx';
import { PageHeading } from './page-heading.tsx';

export interface ErrorPageProps {
  t: Translate;
  status: number;
  /** Instead of the words for the status. */
  title?: string | undefined;
  message?: string | undefined;
  /** Of the request: what to tell the organisation when writing to it. */
  requestId?: string | undefined;
  children?: ComponentChildren;
}

/** Says what happened and where to go. Knows words for 400, 403, 404, 405, 409, 410, 413, 415, 429, 500, 503 and 507; others read as 400 or 500. */
export function ErrorPage({ t, status, title, message, requestId, children }: ErrorPageProps): VNode {
  const known = isMessageKey(`ui.error.${status}.title`) ? status : status < 500 ? 400 : 500;
  const titleKey = `ui.error.${known}.title`;
  const textKey = `ui.error.${known}.text`;
  return (
    <>
      <PageHeading
        eyebrow={t('ui.error.eyebrow', { status: String(status) })}
        title={title ?? (isMessageKey(titleKey) ? t(titleKey) : String(status))}
        lead={message ?? (isMessageKey(textKey) ? t(textKey) : undefined)}
      />
      {children}
      <ButtonRow>
        <Button href="/">{t('ui.error.home')}</Button>
      </ButtonRow>
      {requestId ? <p class="soft">{t('ui.error.request', { id: requestId })}</p> : null}
    </>
  );
}
