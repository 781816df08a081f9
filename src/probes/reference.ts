import type { Probe } from '../engine/probe.ts';
import { type ParsedReference, parseReference } from '../engine/reference.ts';

export type ReferenceFact = ParsedReference;

/** Is the image reference of the pull well formed, and where does it lead? */
export const reference: Probe<ReferenceFact> = {
  id: 'reference',
  asks: (pull) => `reading the reference \`${pull.image}\``,
  ask: async ({ pull, network }) => {
    const parsed = parseReference(pull.image);
    if (parsed.state === 'invalid') return parsed;
    const { ref } = parsed;
    const portGiven = /:[0-9]+$/.test(ref.domain);
    if (portGiven || !network.settings(ref.endpoint).plainHttp) return parsed;
    return { state: 'valid', ref: { ...ref, endpoint: { ...ref.endpoint, port: 80 } } };
  },
};
