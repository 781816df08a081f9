/** What a message says: its blocks, or its text, and its attachments. */
import { useRef } from 'react';
import { Blocks } from './blocks.tsx';
import type { Fields, Message } from './data.ts';
import { useDesk } from './desk.tsx';
import { Files } from './files.tsx';
import { send } from './send.ts';
import { SurfaceContext, surfaceOf } from './surface.tsx';
import { Mrkdwn } from './texts.tsx';

export function Content({ message }: { readonly message: Message }) {
  const { me } = useDesk();
  const held = useRef<Record<string, unknown>>({});
  const surface = surfaceOf(
    'action',
    { user: me.id, channel: message.channel, message_ts: message.ts },
    held.current,
    {},
    send,
  );
  return (
    <SurfaceContext value={surface}>
      {message.blocks?.length ? <Blocks blocks={message.blocks} /> : <Mrkdwn text={message.text} />}
      <Files files={(message['files'] ?? []) as readonly Fields[]} />
      {message.attachments?.map((attachment) => (
        <Attachment key={String(attachment['id'] ?? attachment['fallback'])} attachment={attachment} />
      ))}
    </SurfaceContext>
  );
}

function Attachment({ attachment }: { readonly attachment: Fields }) {
  const said = (name: string): string => String(attachment[name] ?? '');
  const colour = said('color');
  const fields = (attachment['fields'] ?? []) as readonly Fields[];
  const blocks = attachment['blocks'] as readonly Fields[] | undefined;
  const title = attachment['title_link'] ? `<${said('title_link')}|${said('title')}>` : said('title');
  return (
    <div className="attachment">
      <Mrkdwn text={said('pretext')} />
      <div className="attachment-bar" style={colour ? { borderColor: `#${colour.replace('#', '')}` } : {}}>
        <Mrkdwn text={title && `*${title}*`} />
        <Mrkdwn text={said('text')} />
        {blocks && <Blocks blocks={blocks} />}
        <div className="attachment-fields">
          {fields.map((field) => (
            <div key={String(field['title'])} className={field['short'] === true ? 'short' : ''}>
              <Mrkdwn text={`*${String(field['title'] ?? '')}*\n${String(field['value'] ?? '')}`} />
            </div>
          ))}
        </div>
        {said('footer') && <small>{said('footer')}</small>}
      </div>
    </div>
  );
}
