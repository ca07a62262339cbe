/** Whether a row rests on something: what does not is not shown to the public. */
import type { VNode } from 'preact';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { Badge } from '../../../../ui/data/tag.tsx';

export function Cited({ t, cited }: { t: Translate; cited: boolean }): VNode {
  return cited ? (
    <>{t('selections.office.with_source')}</>
  ) : (
    <Badge>{t('selections.office.not_shown')}</Badge>
  );
}
