/** Flux's notification-controller: author `imagerepository/<name>.<namespace>`, words as text (fluxcd.io/flux). */
import type { Layout } from '../reading.ts';
import { saysPull } from '../relevance.ts';
import { spoken } from '../spoken.ts';

const OBJECT =
  /\b(imagerepository|imagepolicy|imageupdateautomation|helmrelease|kustomization|helmrepository|helmchart|ocirepository|gitrepository|bucket)\/([a-z0-9.-]+)\b/i;
const FAILED = /\b(?:failed|error|unauthorized|denied|timeout|stalled|not found)\b/i;

export const flux: Layout = (said) => {
  const object = said.headlines.map((line) => OBJECT.exec(line)).find(Boolean);
  if (!object || !/controller$|flux/.test(said.author)) return null;
  const kind = object[1]?.toLowerCase() ?? '';
  const cluster = said.fields.find(([name]) => name.toLowerCase() === 'cluster')?.[1];
  const chart = /oci:\/\/([a-z0-9.:-]+)\/[^\s'"]+|https?:\/\/([a-z0-9.:-]+)\/v2\//i.exec(said.lines);
  const registry = chart?.[1] ?? chart?.[2];
  const ofRegistry =
    /^(?:imagerepository|ocirepository|helmrepository)$/.test(kind) &&
    (kind !== 'helmrepository' || registry !== undefined);
  const relevant = FAILED.test(said.lines) && (ofRegistry || saysPull(said.lines));
  const words = spoken(said.lines);
  const labels = {
    ...words,
    ...(registry && !words.image ? { registry } : {}),
    ...(cluster ? { cluster } : {}),
  };
  return {
    alertname: null,
    status: relevant ? 'firing' : null,
    labels,
    relevance: relevant ? 'explicit' : 'no',
  };
};
