import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../platform/i18n/translate.ts';
import { Button } from './button.tsx';
import type { ButtonKind } from './button.tsx';

export interface FormProps {
  action: string;
  method?: 'post' | 'get' | undefined;
  /** Files are sent too (multipart). */
  files?: boolean | undefined;
  id?: string | undefined;
  /** Names the form for screen readers when the page has several. */
  label?: string | undefined;
  children: ComponentChildren;
}

/** The browser's own checks are off: the server's words are clearer, and in the reader's language. */
export function Form({ action, method = 'post', files, id, label, children }: FormProps): VNode {
  return (
    <form
      class="form"
      id={id}
      method={method}
      action={action}
      enctype={files ? 'multipart/form-data' : undefined}
      aria-label={label}
      novalidate
    >
      {children}
    </form>
  );
}

export interface ActionFormProps {
  action: string;
  fields?: Readonly<Record<string, string>> | undefined;
  label: string;
  kind?: ButtonKind | undefined;
  size?: 'normal' | 'small' | undefined;
  confirm?: string | undefined;
  about?: string | undefined;
}

/** One button that changes something: a POST with hidden fields. */
export function ActionForm({
  action,
  fields,
  label,
  kind = 'secondary',
  size,
  confirm,
  about,
}: ActionFormProps): VNode {
  return (
    <form
      class={size === 'small' ? 'action-form action-form-small' : 'action-form'}
      method="post"
      action={action}
    >
      <HiddenFields fields={fields ?? {}} />
      <Button kind={kind} size={size} confirm={confirm} about={about}>
        {label}
      </Button>
    </form>
  );
}

export function HiddenFields({ fields }: { fields: Readonly<Record<string, string>> }): VNode {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

export interface FilterFormProps {
  t: Translate;
  action: string;
  /** Address without filters, shown when some are set. */
  clearHref?: string | undefined;
  submit?: string | undefined;
  label: string;
  children: ComponentChildren;
}

/** Filters of a list, in a row on a wide screen; a GET, so that the result can be kept and sent. */
export function FilterForm({ t, action, clearHref, submit, label, children }: FilterFormProps): VNode {
  return (
    <search aria-label={label}>
      <form class="filter-form" method="get" action={action}>
        <div class="filter-fields">{children}</div>
        <div class="button-row">
          <Button kind="secondary">{submit ?? t('ui.filter.submit')}</Button>
          {clearHref ? (
            <Button kind="link" href={clearHref}>
              {t('ui.filter.clear')}
            </Button>
          ) : null}
        </div>
      </form>
    </search>
  );
}
