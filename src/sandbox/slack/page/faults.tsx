/** What is broken in the sandbox: ask about it, heal it. Empty-handed where the sandbox has no faults. */
import { useCallback, useEffect, useState } from 'react';
import type { Fault } from './data.ts';
import { useDesk } from './desk.tsx';
import { Icon } from './icons.tsx';
import { send } from './send.ts';
import { say } from './words.ts';

const EVERY_MS = 4_000;

export interface Faults {
  /** Undefined while unknown or where there is no such thing. */
  readonly all: readonly Fault[] | undefined;
  reload(): Promise<void>;
}

export function useFaults(): Faults {
  const [all, setAll] = useState<readonly Fault[]>();
  const reload = useCallback(async () => {
    const response = await fetch('/sandbox/faults').catch(() => undefined);
    if (!response?.ok) return;
    const said = (await response.json()) as readonly Fault[] | { readonly faults: readonly Fault[] };
    setAll('faults' in said ? said.faults : said);
  }, []);
  useEffect(() => {
    void reload();
    const timer = setInterval(() => void reload(), EVERY_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return { all, reload };
}

interface PanelProps {
  readonly faults: Faults;
  close(): void;
}

export function FaultsPanel({ faults, close }: PanelProps) {
  const all = faults.all ?? [];
  const broken = all.filter((one) => !one.healed).length;
  return (
    <aside className="side faults" aria-label={say.broken}>
      <header className="pane-head">
        <h1>{say.broken}</h1>
        <p>{say.brokenOf(broken, all.length)}</p>
        <div className="pane-tools">
          <button type="button" className="ghost" aria-label={say.close} onClick={close}>
            <Icon name="close" />
          </button>
        </div>
      </header>
      <ul>
        {all.map((fault) => (
          <FaultCard key={fault.id} fault={fault} reload={faults.reload} />
        ))}
      </ul>
      {all.length === 0 && <p className="empty">{say.nothingBroken}</p>}
    </aside>
  );
}

function FaultCard({ fault, reload }: { readonly fault: Fault; reload(): Promise<void> }) {
  const { me, channel } = useDesk();
  const [doing, setDoing] = useState<'nothing' | 'asking' | 'healing'>('nothing');
  const [why, setWhy] = useState('');
  const perform = async (what: 'asking' | 'healing'): Promise<void> => {
    setDoing(what);
    const sent =
      what === 'healing'
        ? await send('heal', { id: fault.id })
        : await send('command', {
            user: me.id,
            channel: channel.id,
            text: `why-pull-fails ${fault.subject}`,
          });
    if (what === 'healing') await reload();
    setWhy(sent.ok ? '' : (sent.why ?? say.refused));
    setDoing('nothing');
  };
  return (
    <li className={fault.healed ? 'healed' : ''}>
      <div className="fault-head">
        <b>{fault.title}</b>
        <span className={`pill ${fault.healed ? 'good' : 'bad'}`}>
          {say.state[fault.healed ? 'healed' : 'broken']}
        </span>
      </div>
      <code>{fault.subject}</code>
      <div className="fault-tools">
        <button
          type="button"
          className={`button button-small ${doing === 'asking' ? 'busy' : ''}`}
          disabled={doing !== 'nothing'}
          onClick={() => void perform('asking')}
        >
          {say.askWhy}
        </button>
        <button
          type="button"
          className={`button button-small ${doing === 'healing' ? 'busy' : ''}`}
          disabled={doing !== 'nothing' || fault.healed}
          onClick={() => void perform('healing')}
        >
          {say.heal}
        </button>
        <details>
          <summary>{say.plantedCause}</summary>
          <code>{fault.cause}</code>
        </details>
      </div>
      {why && (
        <p className="input-error" role="alert">
          {why}
        </p>
      )}
    </li>
  );
}
