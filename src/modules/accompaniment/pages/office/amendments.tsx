/** What authors added below a frozen text, at the desk: read before everybody reads it. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { officeAmendmentPath } from '../../addresses.ts';
import { AmendmentForm } from '../../schemas/forms.ts';
import type { ShownAmendment } from '../help.tsx';
import { type DeskProps, stateOf } from './desk-props.ts';
import { Amendment } from '../suggested.tsx';

export function Amendments(props: DeskProps): VNode | null {
  const { t, lang, zone, amendments } = props;
  if (amendments.length === 0) return null;
  return (
    <Section title={t('accompaniment.amendments')}>
      <ul class="help-list">
        {amendments.map((one) => (
          <li>
            <Amendment t={t} lang={lang} zone={zone} one={one} />
            {one.answer ? (
              <p class="soft">
                {t('accompaniment.suggestion.answer')}: {one.answer}
              </p>
            ) : null}
            <Decide {...props} amendment={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

const WAYS = { waiting: ['publish', 'refuse'], published: ['hide'], refused: [], hidden: [] } as const;

function Decide({
  t,
  number,
  mayPublish,
  drawn,
  amendment,
}: DeskProps & { amendment: ShownAmendment }): VNode | null {
  if (!mayPublish)
    return amendment.state === 'waiting' ? <p class="soft">{t('accompaniment.office.publishes')}</p> : null;
  return (
    <>
      {WAYS[amendment.state].map((decision) => {
        const what = `${decision}-${amendment.id}`;
        const label = t(`accompaniment.amendment.do.${decision}`);
        return (
          <Disclosure summary={label} open={drawn?.what === what}>
            <SchemaForm
              t={t}
              fields={fieldsOf(AmendmentForm)}
              state={stateOf(drawn, what)}
              action={officeAmendmentPath(number, amendment.id)}
              hidden={{ decision }}
              prefix={what}
              submit={label}
              danger={decision !== 'publish'}
              label={label}
            />
          </Disclosure>
        );
      })}
    </>
  );
}
