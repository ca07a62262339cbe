/** Pictures and documents of a proposal, for everybody and for its authors. */
import type { VNode } from 'preact';
import { pictureLimitWords } from '../../../platform/files/fault-words.ts';
import {
  DOCUMENT_ACCEPT,
  DOCUMENT_KINDS_WORDS,
  PICTURE_ACCEPT,
  PICTURE_KINDS,
  PICTURE_LIMITS,
} from '../../../platform/files/kinds.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { FileField, fileSize } from '../../../ui/controls/file-field.tsx';
import { fieldId, FormFields } from '../../../ui/controls/form-fields.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Figure } from '../../../ui/data/picture.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { ownPath } from '../addresses.ts';
import type { ProposalFile } from '../queries/files.ts';
import { MOST_DOCUMENT_BYTES, MOST_FILES } from '../rules/files.ts';
import { FileForm } from '../schemas/files.ts';
import { reasonWords } from './words.ts';

/** `PDF, 1.2 MB` */
export const kindWords = ({ format, size }: ProposalFile, lang: Lang): string =>
  `${format.toUpperCase()}, ${fileSize(size, lang)}`;

interface FilesProps {
  t: Translate;
  lang: Lang;
  files: readonly ProposalFile[];
  /** Another language than the page's. */
  foreign?: string | undefined;
}

/** What was looked at: pictures as they are, documents to download. What is not shown is said with its reason. */
export function ProposalFiles({ t, lang, files, foreign }: FilesProps): VNode | null {
  const shown = files.filter(({ href }) => href !== undefined);
  const refused = files.filter(({ state }) => state === 'refused');
  if (shown.length === 0 && refused.length === 0) return null;
  const documents = shown.filter(({ kind }) => kind === 'document');
  return (
    <Section title={t('proposals.files.title')}>
      <div class="proposal-pictures" lang={foreign}>
        {shown.flatMap(({ picture, words }) =>
          picture ? (
            <Figure picture={picture} alt={words} caption={words} sizes="(min-width: 60rem) 40rem, 92vw" />
          ) : (
            []
          ),
        )}
      </div>
      {documents.length > 0 ? (
        <ul class="proposal-points proposal-documents">
          {documents.map((file) => (
            <li>
              <SafeLink href={file.href ?? ''} download>
                {file.words || t('proposals.files.document')} ({kindWords(file, lang)})
              </SafeLink>
            </li>
          ))}
        </ul>
      ) : null}
      {refused.map(({ reason }) => (
        <p class="soft">{t('proposals.files.not_shown', { reason: reasonWords(t, reason) })}</p>
      ))}
    </Section>
  );
}

const TONE: Readonly<Record<ProposalFile['state'], Tone>> = {
  waiting: 'warning',
  accepted: 'success',
  refused: 'neutral',
};

export interface OwnFilesProps extends FilesProps {
  token: string;
  /** More can be added now. */
  open: boolean;
  state: FormState;
}

/** On one's own page: what was sent, how it stands, and the form for one more. */
export function OwnFiles(props: OwnFilesProps): VNode | null {
  const { t, lang, token, files, open } = props;
  if (!open && files.length === 0) return null;
  const own = files.filter(({ state }) => state !== 'refused').length;
  return (
    <Section title={t('proposals.files.title')} id="archivos">
      {files.length > 0 ? (
        <ul class="proposal-own-files">
          {files.map((file) => (
            <li>
              <p>
                <SafeLink href={`${ownPath(token)}/archivos/${file.id}`}>
                  {file.words || t('proposals.files.document')}
                </SafeLink>{' '}
                <span class="soft">({kindWords(file, lang)})</span>{' '}
                <StatusTag tone={TONE[file.state]}>
                  {t(`proposals.files.state.${file.state}`, { reason: reasonWords(t, file.reason) })}
                </StatusTag>
              </p>
              <ActionForm
                action={`${ownPath(token)}/archivos/${file.id}`}
                label={t('proposals.files.remove')}
                about={file.words}
                size="small"
              />
            </li>
          ))}
        </ul>
      ) : null}
      {open && own < MOST_FILES ? <AddFile {...props} /> : null}
      {open && own >= MOST_FILES ? <p>{t('proposals.files.full', { count: MOST_FILES })}</p> : null}
    </Section>
  );
}

function AddFile({ t, token, state }: OwnFilesProps): VNode {
  return (
    <>
      <p>{t('proposals.files.lead', { count: MOST_FILES })}</p>
      <SchemaForm
        t={t}
        fields={[]}
        state={state}
        action={`${ownPath(token)}/archivos`}
        submit={t('proposals.files.send')}
        label={t('proposals.files.send')}
        prefix="archivo"
        files
      >
        <FileField
          t={t}
          id={fieldId('file', 'archivo')}
          name="file"
          label={t('proposals.files.file')}
          hint={t('proposals.files.file.hint', {
            pictures: fileSize(PICTURE_LIMITS.maxBytes),
            documents: fileSize(MOST_DOCUMENT_BYTES),
            limit: pictureLimitWords(t),
          })}
          faults={state.faults.filter(({ field }) => field === 'file').map(({ message }) => message)}
          accept={`${PICTURE_ACCEPT},${DOCUMENT_ACCEPT}`}
          kinds={`${PICTURE_KINDS}, ${DOCUMENT_KINDS_WORDS}`}
          required
        />
        <FormFields
          t={t}
          fields={fieldsOf(FileForm)}
          values={state.values}
          faults={state.faults}
          prefix="archivo"
        />
        <p class="soft">{t('proposals.files.inside')}</p>
      </SchemaForm>
    </>
  );
}
