/** What was just done with a source or citation, or why not: said once after the redirect. */
import type { VNode } from 'preact';
import { isMessageKey, type Translate } from '../../../platform/i18n/translate.ts';
import { Notice } from '../../../ui/layout/notice.tsx';

export function SourceTold({ t, code = '' }: { t: Translate; code?: string | undefined }): VNode | null {
  const done = `site.sources.done.${code}`;
  if (isMessageKey(done))
    return <Notice t={t} kind={code === 'contradicts' ? 'warning' : 'success'} title={t(done)} />;
  const refused = `site.sources.refused.${code}`;
  return isMessageKey(refused) ? <Notice t={t} kind="warning" title={t(refused)} /> : null;
}
