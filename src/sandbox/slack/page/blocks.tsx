/** Blocks in order: what is only read goes to the Block Kit package, what is acted on is ours. */
import type { Fields } from './data.ts';
import { Element } from './elements/element.tsx';
import { plain } from './elements/texts.ts';
import { KitBlocks } from './kit.tsx';
import { useSurface } from './surface.tsx';

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
  const accessory = first?.['accessory'] as Fields | undefined;
  if (!first || !accessory || accessory['type'] === 'image') return <KitBlocks blocks={run} />;
  const { accessory: _, ...section } = first;
  return (
    <div className="section-with">
      <KitBlocks blocks={[section]} />
      <span className="beside">
        <Element block={first} element={accessory} sends="at once" />
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

function ours(block: Fields): boolean {
  const type = block['type'];
  if (type === 'actions' || type === 'input') return true;
  const accessory = block['accessory'] as Fields | undefined;
  return type === 'section' && accessory !== undefined && accessory['type'] !== 'image';
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
        {block['optional'] === true && <span> (optional)</span>}
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
