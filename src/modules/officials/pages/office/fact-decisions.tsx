/** What can be done with a fact beside correcting it: show it, keep it back, take it away. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { BLANK, type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { TagRow } from '../../../../ui/data/tag.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { Statement } from '../../queries/statements.ts';
import { KeepForm, WhyForm } from '../../schemas/institution-forms.ts';
import { type Desk, EvidenceTag } from './institution-frame.tsx';

export function FactDecisions({
  desk: { t },
  here,
  statement,
  against,
  typed,
}: {
  desk: Desk;
  /** The page of the fact. */
  here: string;
  statement: Pick<Statement, 'evidence' | 'source'>;
  /** What contradicts it, in words. */
  against: readonly string[];
  typed?: { form: 'show' | 'keep'; state: FormState } | undefined;
}): VNode {
  return (
    <>
      <TagRow>
        <EvidenceTag t={t} evidence={statement.evidence} />
      </TagRow>
      {statement.source !== null && (statement.evidence !== 'shown' || against.length > 0) ? (
        <Section title={t('officials.office.show')} id="mostrar">
          {against.length > 0 ? (
            <>
              <p>{t('officials.office.against')}</p>
              <ul>
                {against.map((words) => (
                  <li>{words}</li>
                ))}
              </ul>
            </>
          ) : null}
          <SchemaForm
            t={t}
            action={`${here}/mostrar`}
            fields={fieldsOf(WhyForm)}
            state={typed?.form === 'show' ? typed.state : BLANK}
            submit={t('officials.office.show_this')}
            prefix="m"
            label={t('officials.office.show')}
          />
        </Section>
      ) : null}
      {statement.evidence === 'kept' ? null : (
        <Section title={t('officials.office.keep')} id="guardar">
          <SchemaForm
            t={t}
            action={`${here}/guardar`}
            fields={fieldsOf(KeepForm)}
            state={typed?.form === 'keep' ? typed.state : BLANK}
            submit={t('officials.office.keep_this')}
            prefix="g"
            label={t('officials.office.keep')}
          />
        </Section>
      )}
      <ActionForm
        action={`${here}/quitar`}
        label={t('officials.office.withdraw')}
        kind="danger"
        confirm={t('officials.office.withdraw_confirm')}
      />
    </>
  );
}
