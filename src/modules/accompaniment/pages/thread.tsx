/** What those who propose and the desk wrote to each other, the first message first. */
import type { VNode } from 'preact';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import type { Side } from '../tables.ts';
import { momentWords, type Reader } from './words.ts';

export interface ShownMessage {
  side: Side;
  /** Empty: it is kept no longer, or was sealed with another key. */
  words: string;
  at: Temporal.Instant;
  /** Of the staff, for the desk. */
  name?: string | undefined;
  read: boolean;
}

export interface ThreadProps extends Reader {
  messages: readonly ShownMessage[];
  /** Who reads. */
  self: Side;
  /** Where "I have read it" goes. */
  action: string;
}

export function Thread(props: ThreadProps): VNode {
  const { t, messages, self, action } = props;
  const unread = messages.filter(({ side, read }) => side !== self && !read).length;
  if (messages.length === 0) return <p class="soft">{t(`accompaniment.thread.empty.${self}`)}</p>;
  return (
    <>
      <ol class="thread">
        {messages.map((message) => (
          <Message {...props} message={message} />
        ))}
      </ol>
      {unread > 0 ? (
        <div class="thread-read">
          <p class="soft">{t(`accompaniment.thread.unread.${self}`, { count: unread })}</p>
          <ActionForm action={action} fields={{ what: 'read' }} label={t('accompaniment.thread.read')} />
        </div>
      ) : null}
    </>
  );
}

function Message({ message, self, ...reader }: ThreadProps & { message: ShownMessage }): VNode {
  const { t } = reader;
  const { side, words, at, name, read } = message;
  const own = side === self;
  return (
    <li class={own ? 'thread-own' : 'thread-other'}>
      <p class="thread-by">
        <strong>{own ? t(`accompaniment.thread.self.${side}`) : t(`accompaniment.thread.by.${side}`)}</strong>
        {name ? ` · ${name}` : ''} · <time datetime={at.toString()}>{momentWords(reader, at)}</time>
      </p>
      <Prose text={words || t('accompaniment.thread.not_kept')} />
      {own ? (
        <p class="thread-mark">
          {t(read ? 'accompaniment.thread.was_read' : 'accompaniment.thread.not_read')}
        </p>
      ) : null}
    </li>
  );
}
