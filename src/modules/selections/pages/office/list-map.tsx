/** What columns, words and names of a list mean: asked where a machine cannot know it. */
import type { VNode } from 'preact';
import { isMessageKey, type Translate } from '../../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { type Option, Select } from '../../../../ui/controls/choice-fields.tsx';
import { FieldSet } from '../../../../ui/controls/field-set.tsx';
import { fieldId } from '../../../../ui/controls/form-fields.tsx';
import { Form, HiddenFields } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { officeSelectionFilePath } from '../../addresses.ts';
import { answerOf, type Asked, BLANK, FIELD, WORD_COLUMNS } from '../../import/list-asked.ts';
import { ANOTHER } from '../../import/list-corrected.ts';
import { type ListKind, mappedNames } from '../../import/list-columns.ts';
import { UNREAD } from '../../import/list-map.ts';
import type { Choosable } from '../../queries/office.ts';

export interface ListMapProps {
  t: Translate;
  id: string;
  list: ListKind;
  asked: Asked;
  /** How it is read now. */
  readAs: string;
  /** Who somebody can be; too many for a choice: their key is typed. */
  people: readonly Choosable[] | undefined;
  /** Nothing or not all of it could be read. */
  open: boolean;
}

export function ListMapForm(props: ListMapProps): VNode {
  const { t, id, asked, readAs, open } = props;
  return (
    <Section title={t('selections.office.map.title')} id="columnas">
      <p>{t('selections.office.map.text')}</p>
      <Disclosure summary={t('selections.office.map.open', { count: asked.headers.length })} open={open}>
        <Form action={officeSelectionFilePath(id, 'columnas')}>
          <HiddenFields fields={{ as: readAs }} />
          {(asked.rows ?? []).length > 0 ? <Rows {...props} /> : null}
          {asked.words.length > 0 ? <Words {...props} /> : null}
          {asked.people.length > 0 ? <People {...props} /> : null}
          {asked.newPeople === true ? <NewPeople {...props} /> : null}
          <Columns {...props} />
          <EveryRow {...props} />
          <ButtonRow>
            <Button kind="secondary">{t('selections.office.map.read_again')}</Button>
          </ButtonRow>
        </Form>
        <p>
          <SafeLink href={officeSelectionFilePath(id, 'mapa.json')}>
            {t('selections.office.map.download')}
          </SafeLink>
        </p>
      </Disclosure>
    </Section>
  );
}

export function columnWords(name: string, t: Translate): string {
  const key = `selections.column.${name}`;
  return isMessageKey(key) ? t(key) : name;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function Columns({ t, list, asked }: ListMapProps): VNode {
  const options: Option[] = [
    ...mappedNames(list).map((name) => ({ value: name, label: columnWords(name, t) })),
    { value: UNREAD, label: t('selections.office.map.unread') },
  ];
  return (
    <FieldSet legend={t('selections.office.map.columns')} hint={t('selections.office.map.columns.hint')}>
      {asked.headers.map(({ header, column, seems, secret }, at) =>
        secret ? (
          <p>
            <strong>{header}</strong>: {t('selections.office.map.secret')}
          </p>
        ) : (
          <Select
            t={t}
            id={fieldId(FIELD.column(at))}
            name={FIELD.column(at)}
            label={header}
            options={options}
            value={asked.map.columns?.[header] ?? seems ?? ''}
            empty={
              column === undefined || asked.map.columns?.[header] !== undefined
                ? t('selections.office.map.as_named')
                : t('selections.office.map.as_named_is', { what: columnWords(column, t) })
            }
            mark={false}
          />
        ),
      )}
    </FieldSet>
  );
}

/** Whether a row corrects one that is there: the program does not decide it. */
function Rows({ t, asked: { rows, more, map } }: ListMapProps): VNode {
  return (
    <FieldSet legend={t('selections.office.map.rows')} hint={t('selections.office.map.rows.hint')}>
      {rows?.map(({ line, row, words, of }, at) => (
        <Select
          t={t}
          id={fieldId(FIELD.row(at))}
          name={FIELD.row(at)}
          label={t('selections.office.map.row', { line, words })}
          options={[
            ...of.map((one) => ({
              value: one.key,
              label: t('selections.office.map.row.same', { words: one.words }),
            })),
            { value: ANOTHER, label: t('selections.office.map.row.another') },
          ]}
          value={map.corrections?.[row] ?? ''}
          empty={t('selections.office.map.unsaid')}
          mark={false}
        />
      ))}
      <Beyond t={t} count={more?.rows} />
    </FieldSet>
  );
}

/** How many are asked once these are answered. */
function Beyond({ t, count = 0 }: { t: Translate; count?: number | undefined }): VNode | null {
  return count === 0 ? null : <p>{t('selections.office.map.beyond', { count })}</p>;
}

function Words({ t, asked }: ListMapProps): VNode {
  return (
    <FieldSet legend={t('selections.office.map.words')} hint={t('selections.office.map.words.hint')}>
      {asked.words.map((one, at) => {
        const { codes = [], prefix = '' } = WORD_COLUMNS[one.column] ?? {};
        return (
          <Select
            t={t}
            id={fieldId(FIELD.word(at))}
            name={FIELD.word(at)}
            label={t('selections.office.map.word', {
              printed: one.printed,
              column: columnWords(one.column, t),
            })}
            options={[
              ...codes.map((code) => ({ value: code, label: codeWords(`${prefix}.${code}`, code, t) })),
              { value: BLANK, label: t('selections.office.map.blank') },
            ]}
            value={answerOf(asked, one)}
            empty={t('selections.office.map.unsaid')}
            mark={false}
          />
        );
      })}
      <Beyond t={t} count={asked.more?.words} />
    </FieldSet>
  );
}

const codeWords = (key: string, code: string, t: Translate): string => (isMessageKey(key) ? t(key) : code);

/** Of which of them a list of this kind can speak; left out: of both. */
const SPEAKS_OF: Partial<Record<ListKind, Choosable['as']>> = {
  candidate: 'candidate',
  score: 'candidate',
  objection: 'candidate',
  member: 'member',
};

/** Two of one name look different. */
const whoWords = (t: Translate, { name, as, detail }: Choosable): string =>
  [name, t(`selections.office.map.as.${as}`), detail].filter(Boolean).join(' · ');

function People({ t, list, asked, people }: ListMapProps): VNode {
  const known = people?.filter((one) => one.as === (SPEAKS_OF[list] ?? one.as));
  return (
    <FieldSet legend={t('selections.office.map.people')} hint={t('selections.office.map.people.hint')}>
      {asked.people.map((printed, at) => {
        const field = {
          t,
          id: fieldId(FIELD.person(at)),
          name: FIELD.person(at),
          label: printed,
          value: asked.map.people?.[printed] ?? '',
          mark: false,
        };
        return known === undefined ? (
          <TextField {...field} hint={t('selections.office.map.person.hint')} maxlength={80} />
        ) : (
          <Select
            {...field}
            options={known.map((one) => ({ value: one.key, label: whoWords(t, one) }))}
            empty={t('selections.office.map.unsaid')}
          />
        );
      })}
      <Beyond t={t} count={asked.more?.people} />
    </FieldSet>
  );
}

function NewPeople({ t, asked }: ListMapProps): VNode {
  return (
    <Select
      t={t}
      id={fieldId(FIELD.newPeople)}
      name={FIELD.newPeople}
      label={t('selections.office.map.new_people')}
      hint={t('selections.office.map.new_people.hint')}
      options={[{ value: 'si', label: t('selections.office.map.new_people.yes') }]}
      value={asked.map.new_people === true ? 'si' : ''}
      empty={t('selections.office.map.new_people.unsaid')}
      mark={false}
    />
  );
}

function EveryRow({ t, asked: { everyRow, map } }: ListMapProps): VNode {
  return (
    <FieldSet legend={t('selections.office.map.every_row')} hint={t('selections.office.map.every_row.hint')}>
      {everyRow.map((name) => (
        <TextField
          t={t}
          id={fieldId(FIELD.everyRow(name))}
          name={FIELD.everyRow(name)}
          label={capital(columnWords(name, t))}
          value={map.every_row?.[name] ?? ''}
          maxlength={500}
          mark={false}
        />
      ))}
      <TextField
        t={t}
        id={fieldId(FIELD.numbersOf)}
        name={FIELD.numbersOf}
        label={t('selections.office.map.numbers_of')}
        hint={t('selections.office.map.numbers_of.hint')}
        value={map.numbers_of ?? ''}
        maxlength={200}
        mark={false}
      />
    </FieldSet>
  );
}
