/** The view on top of the person's stack. */
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Blocks } from './blocks.tsx';
import type { Fields, View } from './data.ts';
import { useDesk } from './desk.tsx';
import { plain } from './elements/texts.ts';
import { Icon } from './icons.tsx';
import { send } from './send.ts';
import { SurfaceContext, surfaceOf } from './surface.tsx';
import { say } from './words.ts';

export function Modal({ view }: { readonly view: View }) {
  const { me } = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const held = useRef<Record<string, unknown>>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const about = { user: me.id, view_id: view.id };
  const close = (): void => void send('view-close', about);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const missing = missingIn(view['blocks'] as readonly Fields[], held.current);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    const sent = await send('view-submit', { ...about, state: held.current });
    setBusy(false);
    setErrors(sent.errors ?? {});
    setFailure(sent.ok || sent.errors ? '' : say.appSilent(sent.why ?? say.refused));
  };
  return (
    <dialog
      className="dialog modal"
      ref={dialog}
      aria-label={plain(view['title'])}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form onSubmit={(event) => void submit(event)} noValidate>
        <header>
          <h2>{plain(view['title'])}</h2>
          <button type="button" className="ghost" aria-label={say.close} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        <div className="modal-body">
          <SurfaceContext value={surfaceOf('view-action', about, held.current, errors, send)}>
            <Blocks blocks={view['blocks'] as readonly Fields[]} />
          </SurfaceContext>
        </div>
        <footer>
          {failure && (
            <span className="warning" role="alert">
              <Icon name="warning" size={16} /> {failure}
            </span>
          )}
          <button type="button" className="button" onClick={close}>
            {plain(view['close']) || say.cancel}
          </button>
          {plain(view['submit']) && (
            <button type="submit" className={`button button-primary ${busy ? 'busy' : ''}`} disabled={busy}>
              {plain(view['submit'])}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}

/** Inputs that must be filled and are not, by block_id. Slack checks this before it sends. */
function missingIn(
  blocks: readonly Fields[],
  held: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const wrong = blocks.filter((block) => {
    if (block['type'] !== 'input' || block['optional'] === true) return false;
    const element = block['element'] as Fields;
    const value = held[`${String(block['block_id'])} ${String(element['action_id'])}`];
    const started = Object.keys(element).some((name) => name.startsWith('initial_'));
    if (value === undefined) return !started;
    return value === '' || (Array.isArray(value) && value.length === 0);
  });
  return Object.fromEntries(wrong.map((block) => [String(block['block_id']), say.required]));
}
