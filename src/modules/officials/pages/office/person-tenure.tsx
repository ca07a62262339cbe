/** What somebody held or took part in, written at the desk. */
import type { VNode } from 'preact';
import type { FormField } from '../../../../platform/forms/field.ts';
import { Select } from '../../../../ui/controls/choice-fields.tsx';
import { FilterForm, HiddenFields } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { officePersonPath } from '../../addresses.ts';
import type { AtOnce } from '../../queries/at-once.ts';
import type { OfficePerson } from '../../queries/office-people.ts';
import type { OfficeTenure } from '../../queries/office-tenures.ts';
import { TENURE_GROUPS } from '../../schemas/tenure-form.ts';
import { spanWords } from '../person-words.ts';
import { FactDecisions } from './fact-decisions.tsx';
import type { Desk } from './institution-frame.tsx';
import { PersonFrame } from './person.tsx';

export interface PersonTenureProps {
  desk: Desk;
  row: OfficePerson;
  title: string;
  fields: readonly FormField[];
  state: FormState;
  /** The page of the form. */
  here: string;
  source: VNode;
  institutions: readonly { id: string; name: string }[];
  /** The one whose posts can be chosen. */
  institution: { id: string; name: string } | undefined;
  /** Source that was asked for in the address. */
  chosenSource: string;
  /** Others who held the one seat at the same time. */
  others: readonly AtOnce[];
  /** Whether the form asks what to do about them. */
  isAsked: boolean;
  one?: OfficeTenure | undefined;
}

export function PersonTenurePage(props: PersonTenureProps): VNode {
  const { desk, row, title, one, others, institution, here } = props;
  const { t } = desk;
  return (
    <PersonFrame desk={desk} row={row} title={title}>
      {one ? (
        <FactDecisions
          desk={desk}
          here={here}
          statement={one}
          against={others.map((other) => againstWords(desk, other))}
        />
      ) : null}
      {one ? <h2>{t('officials.office.correct')}</h2> : null}
      <InstitutionChoice {...props} />
      {props.source}
      {others.length > 0 ? <TwoAtOnce {...props} /> : null}
      <SchemaForm
        t={t}
        action={here}
        fields={props.fields}
        state={props.state}
        groups={TENURE_GROUPS.map(({ legend, names }) => ({ legend: t(legend), names }))}
        hidden={institution ? { institution: institution.id } : {}}
        submit={t(one ? 'officials.office.save' : 'officials.office.save_tenure')}
        cancelHref={officePersonPath(row.id)}
      />
    </PersonFrame>
  );
}

/** Before the form: which posts there are to choose from depends on it. */
function InstitutionChoice({
  desk: { t },
  here,
  institutions,
  institution,
  chosenSource,
}: PersonTenureProps): VNode {
  return (
    <FilterForm
      t={t}
      action={here}
      label={t('officials.office.choose_institution')}
      submit={t('officials.office.see_posts')}
    >
      <HiddenFields fields={chosenSource === '' ? {} : { fuente: chosenSource }} />
      <Select
        t={t}
        id="institucion"
        name="institucion"
        label={t('officials.form.tenure_institution')}
        hint={t('officials.form.tenure_institution.hint')}
        mark={false}
        empty={t('officials.form.as_printed')}
        value={institution?.id}
        options={institutions.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </FilterForm>
  );
}

function TwoAtOnce({ desk, others, isAsked }: PersonTenureProps): VNode {
  const { t } = desk;
  return (
    <Notice t={t} kind="warning" title={t('officials.two.title')}>
      <p>{t(isAsked ? 'officials.two.ask' : 'officials.two.there')}</p>
      <ul>
        {others.map((other) => (
          <li>
            <SafeLink href={officePersonPath(other.person.id)}>{other.person.name}</SafeLink>
            {`: ${placeWords(desk, other)}`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function placeWords({ t, lang }: Desk, { starts, ends, source }: AtOnce): string {
  return [spanWords({ t, lang }, starts, ends), source?.title ?? ''].filter(Boolean).join(' · ');
}

const againstWords = (desk: Desk, other: AtOnce): string =>
  `${other.person.name}: ${placeWords(desk, other)}`;
