/** The files of a proposal at the desk: looked at before anybody else sees them. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import type { Lang, Translate } from '../../../../platform/i18n/translate.ts';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { BLANK, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { officeProposalPath } from '../../addresses.ts';
import type { ProposalFile } from '../../queries/files.ts';
import { RefuseFileForm } from '../../schemas/files.ts';
import { kindWords } from '../files.tsx';
import { reasonWords } from '../words.ts';

export interface OfficeFilesProps {
  t: Translate;
  lang: Lang;
  number: number;
  files: readonly ProposalFile[];
}

export function OfficeFiles({ t, lang, number, files }: OfficeFilesProps): VNode | null {
  if (files.length === 0) return null;
  return (
    <Section title={t('proposals.files.title')} id="archivos">
      <p>{t('proposals.files.office.lead')}</p>
      <ul class="proposal-own-files">
        {files.map((file) => (
          <li>
            <OfficeFile
              t={t}
              lang={lang}
              file={file}
              path={`${officeProposalPath(number)}/archivos/${file.id}`}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function OfficeFile({
  t,
  lang,
  file,
  path,
}: {
  t: Translate;
  lang: Lang;
  file: ProposalFile;
  path: string;
}): VNode {
  const { state, words } = file;
  return (
    <>
      {file.kind === 'picture' && state !== 'refused' ? (
        <img
          class="proposal-look"
          src={path}
          alt={words}
          width={file.width}
          height={file.height}
          loading="lazy"
        />
      ) : null}
      <p>
        {state === 'refused' ? (
          words
        ) : (
          <SafeLink href={path}>{words || t('proposals.files.document')}</SafeLink>
        )}{' '}
        <span class="soft">({kindWords(file, lang)})</span>{' '}
        <StatusTag tone={state === 'waiting' ? 'warning' : state === 'accepted' ? 'success' : 'neutral'}>
          {t(`proposals.files.office.${state}`, { reason: reasonWords(t, file.reason) })}
        </StatusTag>
      </p>
      {state === 'waiting' ? (
        <ActionForm
          action={path}
          fields={{ decision: 'show' }}
          label={t('proposals.files.office.show')}
          about={words}
          kind="primary"
        />
      ) : null}
      {state === 'refused' ? null : (
        <Disclosure summary={t('proposals.files.office.refuse')}>
          <SchemaForm
            t={t}
            fields={fieldsOf(RefuseFileForm)}
            state={BLANK}
            action={path}
            hidden={{ decision: 'refuse' }}
            prefix={`archivo-${file.id}`}
            submit={t('proposals.files.office.refuse')}
            label={`${t('proposals.files.office.refuse')}: ${words}`}
            danger
          />
        </Disclosure>
      )}
    </>
  );
}
