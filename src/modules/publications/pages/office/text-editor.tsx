/** The field of the text: plain without scripts; with them a toolbar, a preview beside it, pictures by drop or paste. */
import type { VNode } from 'preact';
import { pictureLimitWords } from '../../../../platform/files/fault-words.ts';
import { PICTURE_ACCEPT, PICTURE_KINDS, PICTURE_LIMITS } from '../../../../platform/files/kinds.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { fieldId } from '../../../../ui/controls/form-fields.tsx';
import { controlAttributes, Field, type FieldBase } from '../../../../ui/controls/field.tsx';
import { fileSize } from '../../../../ui/controls/file-field.tsx';
import type { Desk } from './frame.tsx';

export const EDITOR_SCRIPT = 'editor.js';
export const EDITOR_STYLES = 'editor.css';

/** Where the script sends what. */
export interface EditorAddresses {
  preview: string;
  upload: string;
  draft: string;
}

const WORDS = [
  'toolbar',
  'bold',
  'italic',
  'heading',
  'list',
  'numbers',
  'quote',
  'link',
  'note',
  'picture',
  'preview',
  'words',
  'picture_alt',
  'picture_insert',
  'picture_main',
  'picture_cancel',
  'picture_missing',
  'picture_sending',
  'picture_failed',
  'keeping',
  'offline',
  'newer',
  'other_window',
] as const;

/** Takes the place of the hour, which only the browser knows. */
const TIME = '\u{E000}';

/** What the library says on its own page, said where a picture is dropped. */
function pictureLimits(t: Translate): string {
  return [
    t('ui.file.kinds', { kinds: PICTURE_KINDS }),
    t('ui.file.max', { size: fileSize(PICTURE_LIMITS.maxBytes) }),
    pictureLimitWords(t),
  ].join(' ');
}

export function TextEditor({
  desk: { t },
  value,
  faults,
  addresses,
  saves,
}: {
  desk: Desk;
  value: string;
  faults: readonly string[];
  addresses: EditorAddresses;
  /** How often this window knows that the draft was kept. */
  saves: number;
}): VNode {
  const field: FieldBase = {
    t,
    id: fieldId('body'),
    name: 'body',
    label: t('publications.form.body'),
    hint: t('publications.form.body.hint'),
    faults,
    required: false,
  };
  const words = {
    ...Object.fromEntries(WORDS.map((name) => [name, t(`publications.editor.${name}`)])),
    kept: t('publications.editor.kept', { time: TIME }),
    picture_limits: pictureLimits(t),
  };
  return (
    <div
      class="text-editor"
      data-editor={JSON.stringify(addresses)}
      data-words={JSON.stringify(words)}
      data-accept={PICTURE_ACCEPT}
      data-saves={String(saves)}
    >
      <Field field={field}>
        <textarea {...controlAttributes(field)} class="input editor-text" rows={22} spellcheck>
          {/* The parser eats one line break right after the tag. */}
          {value.startsWith('\n') || value.startsWith('\r\n') ? `\n${value}` : value}
        </textarea>
      </Field>
    </div>
  );
}
