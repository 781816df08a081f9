/** Sections and contexts: their texts as rich_text, their shape as Slack lays it out. */
import type { Fields } from './data.ts';
import { plain } from './elements/texts.ts';
import { KitBlocks } from './kit.tsx';
import { richText } from './mrkdwn.ts';

/** A text object, or nothing where it is empty. */
export function Text({ of }: { readonly of: unknown }) {
  const text = plain(of);
  if (text === '') return null;
  if ((of as Fields)['type'] === 'mrkdwn') return <Mrkdwn text={text} />;
  return <KitBlocks blocks={[{ type: 'rich_text', elements: [plainSection(text)] }]} />;
}

function plainSection(text: string): Fields {
  return { type: 'rich_text_section', elements: [{ type: 'text', text }] };
}

/** A line of mrkdwn, as in the text of a message without blocks. */
export function Mrkdwn({ text }: { readonly text: string }) {
  return text === '' ? null : <KitBlocks blocks={[richText(text)]} />;
}

export function SectionText({ block }: { readonly block: Fields }) {
  const fields = (block['fields'] ?? []) as readonly Fields[];
  return (
    <div className="section">
      <Text of={block['text']} />
      {fields.length > 0 && (
        <div className="section-fields">
          {fields.map((field) => (
            <Text key={plain(field)} of={field} />
          ))}
        </div>
      )}
    </div>
  );
}

export function Context({ block }: { readonly block: Fields }) {
  const elements = (block['elements'] ?? []) as readonly Fields[];
  return (
    <div className="context">
      {elements.map((element) =>
        element['type'] === 'image' ? (
          <img
            key={String(element['image_url'])}
            src={String(element['image_url'])}
            alt={String(element['alt_text'])}
          />
        ) : (
          <Text key={String(element['text'])} of={element} />
        ),
      )}
    </div>
  );
}
