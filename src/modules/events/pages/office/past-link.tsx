/** From where a record is edited to its versions, where one can be restored. */
import type { VNode } from 'preact';
import { officePastPath } from '../../../../platform/history/paths.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';

export function PastLink({ t, word, id }: { t: Translate; word: string; id: string }): VNode {
  return (
    <ButtonRow>
      <Button kind="secondary" href={officePastPath(word, id)}>
        {t('events.office.tab.history')}
      </Button>
    </ButtonRow>
  );
}
