/** Blocks in order: what is only read goes to the Block Kit package, what is acted on is ours. */
import type { Fields } from './data.ts';
import { Element } from './elements/element.tsx';
import { plain } from './elements/texts.ts';
import { KitBlocks } from './kit.tsx';
import { useSurface } from './surface.tsx';
import { Context, SectionText } from './texts.tsx';
import { say } from './words.ts';

export function Blocks({ blocks }: { readonly blocks: readonly Fields[] }) {
  return (
    <div className="blocks">
      {runs(blocks).map((run) => (
        <Run key={String(run[0]?.['block_id'] ?? JSON.stringify(run[0]))} run={run} />
      ))}
    </div>
  );
}

function Run({ run }: { readonly run: readonly Fields[] }) {
  const [first] = run;
  if (first?.['type'] === 'actions') return <Actions block={first} />;
  if (first?.['type'] === 'input') return <Input block={first} />;
  if (first?.['type'] === 'context') return <Context block={first} />;
  if (first?.['type'] === 'section') return <Section block={first} />;
  return <KitBlocks blocks={run} />;
}

function Section({ block }: { readonly block: Fields }) {
  const accessory = block['accessory'] as Fields | undefined;
  if (!accessory) return <SectionText block={block} />;
  return (
    <div className="section-with">
      <SectionText block={block} />
      <span className="beside">
        {accessory['type'] === 'image' ? (
          <img className="thumb" src={String(accessory['image_url'])} alt={String(accessory['alt_text'])} />
        ) : (
          <Element block={block} element={accessory} sends="at once" />
        )}
      </span>
    </div>
  );
}

/** Neighbours that the package can draw together stay together, so that its spacing holds. */
function runs(blocks: readonly Fields[]): readonly (readonly Fields[])[] {
  const found: Fields[][] = [];
  let open: Fields[] | undefined;
  for (const block of blocks) {
    if (ours(block)) {
      found.push([block]);
      open = undefined;
      continue;
    }
    if (!open) {
      open = [];
      found.push(open);
    }
    open.push(block);
  }
  return found;
}

const OURS = new Set(['actions', 'input', 'section', 'context']);

function ours(block: Fields): boolean {
  return OURS.has(String(block['type']));
}

function Actions({ block }: { readonly block: Fields }) {
  const elements = (block['elements'] ?? []) as readonly Fields[];
  return (
    <div className="actions">
      {elements.map((element) => (
        <Element key={String(element['action_id'])} block={block} element={element} sends="at once" />
      ))}
    </div>
  );
}

function Input({ block }: { readonly block: Fields }) {
  const { errors } = useSurface();
  const wrong = errors[String(block['block_id'])];
  const hint = plain(block['hint']);
  return (
    <div className={`input ${wrong ? 'wrong' : ''}`}>
      <div className="input-label">
        {plain(block['label'])}
        {block['optional'] === true && <span> {say.optional}</span>}
      </div>
      <Element
        block={block}
        element={block['element'] as Fields}
        sends={block['dispatch_action'] === true ? 'at once' : 'with the view'}
      />
      {wrong && (
        <p className="input-error" role="alert">
          {wrong}
        </p>
      )}
      {hint && <p className="input-hint">{hint}</p>}
    </div>
  );
}
