/** Somebody else who may be the same person: found by name, then put beside this one. */
import type { VNode } from 'preact';
import { FilterForm, Form, HiddenFields } from '../../../../ui/controls/form.tsx';
import { Button } from '../../../../ui/controls/button.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { officePersonPath } from '../../addresses.ts';
import type { OfficePerson } from '../../queries/office-people.ts';
import { type Desk, StateTag } from './institution-frame.tsx';
import { PersonFrame } from './person.tsx';

export interface ComparePersonProps {
  desk: Desk;
  row: OfficePerson;
  asked: string;
  /** Undefined: nobody was looked for. */
  found: readonly OfficePerson[] | undefined;
  /** Why two were not put beside each other, in words. */
  refused?: string | undefined;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function ComparePersonPage(props: ComparePersonProps): VNode {
  const { desk, row, asked, found } = props;
  const { t } = desk;
  const here = officePersonPath(row.id, 'comparar');
  return (
    <PersonFrame desk={desk} row={row} title={t('officials.pairs.by_hand')}>
      {props.refused ? <Notice t={t} kind="warning" title={props.refused} /> : null}
      <p>{t('officials.pairs.by_hand_lead')}</p>
      <FilterForm t={t} action={here} label={t('officials.pairs.find')} clearHref={asked ? here : undefined}>
        <TextField t={t} id="f-q" name="q" label={t('officials.form.name')} value={asked} mark={false} />
      </FilterForm>
      {found ? <Found {...props} found={found} /> : null}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
    </PersonFrame>
  );
}

function Found({ desk: { t }, row, found }: ComparePersonProps & { found: readonly OfficePerson[] }): VNode {
  return (
    <DataTable
      caption={t('officials.people.title')}
      captionHidden
      rows={found}
      columns={[
        {
          header: t('officials.form.name'),
          rowHeader: true,
          cell: (one: OfficePerson) => <SafeLink href={officePersonPath(one.id)}>{one.name}</SafeLink>,
        },
        { header: t('officials.people.filter.tipo'), cell: (one) => t(`officials.person_kind.${one.kind}`) },
        { header: t('officials.office.state'), cell: (one) => <StateTag t={t} status={one.status} /> },
        {
          header: t('officials.pairs.compare'),
          cell: (one) => (
            <Form
              action={officePersonPath(row.id, 'comparar')}
              label={t('officials.pairs.question', { one: row.name, other: one.name })}
            >
              <HiddenFields fields={{ con: one.id }} />
              <Button kind="secondary" about={one.name}>
                {t('officials.pairs.compare')}
              </Button>
            </Form>
          ),
        },
      ]}
      empty={<EmptyState title={t('officials.pairs.nobody')}>{t('officials.pairs.nobody_text')}</EmptyState>}
    />
  );
}
