/** The workspace's state in the page: loaded once, then kept up by the stream. */
import { useEffect, useReducer } from 'react';
import type { Ephemeral, Message, Streamed, Workspace } from './data.ts';

type Step = { readonly kind: 'loaded'; readonly workspace: Workspace } | Streamed;

/** Undefined until it is loaded. Loads again whenever the stream was cut. */
export function useWorkspace(): Workspace | undefined {
  const [workspace, dispatch] = useReducer(reduce, undefined);
  useEffect(() => {
    const stream = new EventSource('/sandbox/stream');
    stream.onopen = () => void load().then((loaded) => dispatch({ kind: 'loaded', workspace: loaded }));
    stream.onmessage = ({ data }) => dispatch(JSON.parse(String(data)) as Streamed);
    return () => stream.close();
  }, []);
  return workspace;
}

async function load(): Promise<Workspace> {
  return (await (await fetch('/sandbox/state')).json()) as Workspace;
}

function reduce(now: Workspace | undefined, step: Step): Workspace | undefined {
  if (step.kind === 'loaded') return step.workspace;
  if (!now) return now;
  switch (step.kind) {
    case 'posted':
    case 'updated':
    case 'reacted':
      return { ...now, messages: put(now.messages, step.message) };
    case 'deleted':
      return { ...now, messages: now.messages.filter((one) => !same(one, step.message)) };
    case 'ephemeral':
      return { ...now, ephemerals: put<Ephemeral>(now.ephemerals, step.message) };
    case 'ephemeral-gone':
      return { ...now, ephemerals: now.ephemerals.filter((one) => !same(one, step.message)) };
    case 'views':
      return {
        ...now,
        views: { ...now.views, [step.user]: step.stack },
        homes: { ...now.homes, [step.user]: step.home },
      };
  }
}

function same(one: Message, other: Message): boolean {
  return one.channel === other.channel && one.ts === other.ts;
}

function put<Kind extends Message>(all: readonly Kind[], message: Kind): readonly Kind[] {
  const at = all.findIndex((one) => same(one, message));
  return at < 0 ? [...all, message] : all.with(at, message);
}
