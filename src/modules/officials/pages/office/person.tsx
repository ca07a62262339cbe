/** One record of a person at the desk: everything that is said of it, also what is kept for editors. */
import type { ComponentChildren, VNode } from 'preact';
import { fieldsOf, type FormField } from '../../../../platform/forms/field.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { BLANK, type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { Badge, StatusTag, TagRow } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { RecordFrame } from '../../../../ui/layout/record-frame.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { OFFICE_PEOPLE, officePersonHistoryPath, officePersonPath, personPath } from '../../addresses.ts';
import type { OfficePerson } from '../../queries/office-people.ts';
import type { Statement } from '../../queries/statements.ts';
import type { Tenure } from '../../queries/tenures.ts';
import { WhyForm } from '../../schemas/institution-forms.ts';
import { heldWords, spanWords } from '../person-words.ts';
import { personField } from '../person-field.ts';
import { FactDecisions } from './fact-decisions.tsx';
import { type Desk, EvidenceTag, StateTag, toldKeys } from './institution-frame.tsx';

export function PersonFrame({
  desk: { t, done },
  row,
  ...page
}: {
  desk: Desk;
  row: OfficePerson;
  /** Of a page below its own. */
  title?: string;
  children: ComponentChildren;
}): VNode {
  return (
    <RecordFrame
      {...page}
      t={t}
      list={{ href: OFFICE_PEOPLE, label: t('officials.people.title') }}
      record={{
        href: officePersonPath(row.id),
        title: row.name,
        eyebrow: t(`officials.person_kind.${row.kind}`),
      }}
      tag={
        <>
          <StateTag t={t} status={row.status} />
          {row.delisted ? <StatusTag tone="warning">{t('officials.person.field.delisted')}</StatusTag> : null}
        </>
      }
      links={[
        row.status === 'published'
          ? { href: personPath(row.root?.slug ?? row.slug), label: t('officials.office.see') }
          : undefined,
        row.status === 'draft'
          ? undefined
          : { href: officePersonHistoryPath(row.id), label: t('officials.person.history_label') },
      ]}
      told={toldKeys(done)}
    />
  );
}

export interface OfficePersonProps {
  desk: Desk;
  row: OfficePerson;
  statements: readonly Statement[];
  tenures: readonly Tenure[];
}

export function OfficePersonPage(props: OfficePersonProps): VNode {
  const { desk, row } = props;
  const { t } = desk;
  return (
    <PersonFrame desk={desk} row={row}>
      {row.root ? (
        <p>
          {t('officials.office.shown_under')}{' '}
          <SafeLink href={officePersonPath(row.root.id)}>{row.root.name}</SafeLink>
        </p>
      ) : null}
      <Section
        title={t('officials.office.facts')}
        id="datos"
        action={
          <Button href={officePersonPath(row.id, 'datos/nuevo')}>{t('officials.office.add_fact')}</Button>
        }
      >
        <Facts {...props} />
      </Section>
      <Section
        title={t('officials.office.tenures')}
        id="cargos"
        action={
          <Button href={officePersonPath(row.id, 'cargos/nuevo')}>{t('officials.office.add_tenure')}</Button>
        }
      >
        <Held {...props} />
      </Section>
      <Section title={t('officials.pairs.title')} id="parecidos">
        <p>{t('officials.pairs.by_hand_text')}</p>
        <ButtonRow>
          <Button kind="secondary" href={officePersonPath(row.id, 'comparar')}>
            {t('officials.pairs.by_hand')}
          </Button>
        </ButtonRow>
      </Section>
      <State {...props} />
    </PersonFrame>
  );
}

const placeOf = ({ source, page }: Pick<Statement, 'source' | 'page'>): string =>
  [source?.title ?? '', page].filter(Boolean).join(', ');

function Facts({ desk: { t, lang }, row, statements }: OfficePersonProps): VNode {
  return (
    <DataTable
      caption={t('officials.office.facts')}
      captionHidden
      rows={statements}
      columns={[
        { header: t('officials.form.property'), cell: (one) => personField(one.property, t) },
        {
          header: t('officials.form.text'),
          rowHeader: true,
          cell: (one) => (
            <SafeLink href={officePersonPath(row.id, `datos/${one.id}`)}>
              {one.printed || one.value.text}
            </SafeLink>
          ),
        },
        {
          header: t('officials.form.source'),
          cell: (one) => placeOf(one) || t('officials.office.without_source'),
        },
        {
          header: t('officials.office.what_happens'),
          cell: (one) => (
            <TagRow>
              <EvidenceTag t={t} evidence={one.evidence} />
              {spanWords({ t, lang }, one.starts, one.ends) ? (
                <Badge>{spanWords({ t, lang }, one.starts, one.ends)}</Badge>
              ) : null}
            </TagRow>
          ),
        },
      ]}
      empty={
        <EmptyState title={t('officials.office.no_facts')}>{t('officials.office.no_facts_text')}</EmptyState>
      }
    />
  );
}

function Held({ desk: { t, lang }, row, tenures }: OfficePersonProps): VNode {
  return (
    <DataTable
      caption={t('officials.office.tenures')}
      captionHidden
      rows={tenures}
      columns={[
        {
          header: t('officials.office.tenure_column'),
          rowHeader: true,
          cell: (one) => (
            <SafeLink href={officePersonPath(row.id, `cargos/${one.id}`)}>
              {heldWords(one, t) || t('officials.office.one_tenure')}
            </SafeLink>
          ),
        },
        {
          header: t('officials.office.when'),
          cell: (one) => spanWords({ t, lang }, one.starts, one.ends) || t('officials.person.unknown_date'),
        },
        {
          header: t('officials.form.source'),
          cell: (one) => placeOf(one) || t('officials.office.without_source'),
        },
        {
          header: t('officials.office.what_happens'),
          cell: (one) => <EvidenceTag t={t} evidence={one.evidence} />,
        },
      ]}
      empty={<p class="soft">{t('officials.office.no_tenures')}</p>}
    />
  );
}

/** To the public and back, out of lists and back. */
function State({ desk: { t }, row }: OfficePersonProps): VNode {
  const here = officePersonPath(row.id);
  const withWhy = (path: string, title: string, prefix: string) => (
    <Disclosure summary={title}>
      <SchemaForm
        t={t}
        action={`${here}/${path}`}
        fields={fieldsOf(WhyForm)}
        state={BLANK}
        submit={title}
        prefix={prefix}
        label={title}
        danger
      />
    </Disclosure>
  );
  return (
    <Section title={t('officials.office.public')} id="publicar">
      {row.status === 'published' ? (
        withWhy('retirar', t('officials.office.archive'), 'r')
      ) : (
        <ButtonRow>
          <ActionForm
            action={`${here}/publicar`}
            fields={{ version: String(row.version) }}
            label={t('officials.office.publish')}
            kind="primary"
          />
        </ButtonRow>
      )}
      {row.delisted
        ? withWhy('listar', t('officials.office.relist'), 'l')
        : withWhy('deslistar', t('officials.office.delist'), 'd')}
    </Section>
  );
}

export interface PersonFactProps {
  desk: Desk;
  row: OfficePerson;
  title: string;
  fields: readonly FormField[];
  state: FormState;
  action: string;
  submit: string;
  source: VNode;
  /** The statement, where it is there already, and what contradicts it. */
  one?: { statement: Statement; against: readonly string[] } | undefined;
}

export function PersonFactPage(props: PersonFactProps): VNode {
  const { desk, row, title, one } = props;
  const { t } = desk;
  return (
    <PersonFrame desk={desk} row={row} title={title}>
      {one ? <FactDecisions desk={desk} here={props.action} {...one} /> : null}
      {one ? <h2>{t('officials.office.correct')}</h2> : null}
      {props.source}
      <SchemaForm
        t={t}
        action={props.action}
        fields={props.fields}
        state={props.state}
        submit={props.submit}
        cancelHref={officePersonPath(row.id)}
      />
    </PersonFrame>
  );
}
