/** The vote of each member, made for a thumb: one press each, and a reason where somebody gave one. */
import type { VNode } from 'preact';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { RadioGroup } from '../../../../ui/controls/choice-fields.tsx';
import { FieldSet } from '../../../../ui/controls/field-set.tsx';
import { fieldId } from '../../../../ui/controls/form-fields.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import type { FormState } from '../../../../ui/controls/schema-form.tsx';
import { TextArea } from '../../../../ui/controls/text-field.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { officeCommissionPath } from '../../addresses.ts';
import type { Recorded } from '../../queries/office-votes.ts';
import { BALLOT_CHOICES } from '../../schemas/vote-forms.ts';

export const DESK_STYLES = 'selection-desk.css';

export interface Voter {
  id: string;
  name: string;
  /** The place they hold. */
  seat: string;
  alternate: boolean;
  /** On the day of the round, as far as it is known. */
  seated: boolean;
}

interface BallotsProps {
  t: Translate;
  row: { id: string };
  voters: readonly Voter[];
  /** As they are kept now. */
  stored: readonly Recorded[];
  state: FormState;
}

export function Ballots(props: BallotsProps): VNode {
  const { t, row, voters } = props;
  return (
    <FieldSet legend={t('selections.form.group.ballots')} hint={t('selections.office.ballots_hint')}>
      {voters.length === 0 ? (
        <p>
          {t('selections.office.no_voters')}{' '}
          <SafeLink href={officeCommissionPath(row.id)}>{t('selections.office.commission')}</SafeLink>
        </p>
      ) : null}
      <div class="ballots">
        {voters.map((voter) => (
          <Ballot {...props} voter={voter} />
        ))}
      </div>
    </FieldSet>
  );
}

function Ballot({ t, voter, stored, state }: BallotsProps & { voter: Voter }): VNode {
  const name = `ballots.${voter.id}`;
  const reasonName = `reasons.${voter.id}`;
  const value = state.values.get(name)?.[0] ?? 'unrecorded';
  const reason = state.values.get(reasonName)?.[0] ?? '';
  const faultsOf = (field: string) =>
    state.faults.flatMap((fault) => (fault.field === field ? [fault.message] : []));
  const kept = stored.find(({ holder_id: holder }) => holder === voter.id)?.choice ?? 'unrecorded';
  const words = (choice: string) =>
    choice === 'unrecorded'
      ? t('selections.office.unrecorded')
      : t(`selections.choice.${choice as Recorded['choice']}`);
  const hints = [
    voter.alternate ? `${voter.seat} (${t('selections.seat.alternate')})` : voter.seat,
    voter.seated ? '' : t('selections.office.was_not_seated'),
    // Somebody else may have written it meanwhile: what would be overwritten stands there.
    state.faults.length > 0 && kept !== value ? t('selections.office.kept_now', { value: words(kept) }) : '',
  ];
  return (
    <div class="ballot">
      <RadioGroup
        t={t}
        id={fieldId(name)}
        name={name}
        label={voter.name}
        hint={hints.filter(Boolean).join(' · ')}
        faults={faultsOf(name)}
        mark={false}
        value={value}
        options={BALLOT_CHOICES.map((choice) => ({ value: choice, label: words(choice) }))}
      />
      <Disclosure
        summary={t('selections.office.ballot_reason')}
        open={reason !== '' || faultsOf(reasonName).length > 0}
      >
        <TextArea
          t={t}
          id={fieldId(reasonName)}
          name={reasonName}
          label={t('selections.office.ballot_reason_of', { name: voter.name })}
          value={reason}
          rows={2}
          faults={faultsOf(reasonName)}
          mark={false}
        />
      </Disclosure>
    </div>
  );
}
