/** What the image holds: blobs and bytes, and what it was built for where the node is something else. Pure. */
import type { Case } from '../../engine/case.ts';
import type { Section } from '../../engine/verdict.ts';
import type { Language, Words } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { layers } from '../../probes/layers.ts';
import { node } from '../../probes/node.ts';

interface HoldsWords {
  readonly title: string;
  there(of: {
    readonly image: string;
    readonly held: number;
    readonly all: number;
    readonly size: string;
  }): string;
  otherMachine(of: {
    readonly image: string;
    readonly builtFor: string;
    readonly node: string;
    readonly is: string;
  }): string;
}

const words: Words<HoldsWords> = {
  en: {
    title: 'What it holds',
    there: ({ image, held, all, size }) =>
      held === all
        ? `\`${image}\`: all ${all} blobs are there, ${size}`
        : `\`${image}\`: ${held} of ${all} blobs are there, of ${size} in all`,
    otherMachine: ({ image, builtFor, node: name, is }) =>
      `\`${image}\` was built for \`${builtFor}\` alone and node \`${name}\` is \`${is}\`: it is pulled all the same, and then ends with \`exec format error\``,
  },
};

export function holds(cases: readonly Case[], language: Language): Section | null {
  const lines = [...new Set(cases.flatMap((one) => linesOf(one, words[language])))];
  return lines.length === 0 ? null : { id: 'holds', title: words[language].title, lines };
}

function linesOf({ pull: { image }, answers }: Case, say: HoldsWords): readonly string[] {
  const fact = factIn(answers, layers);
  if (!fact || fact.of === 0) return [];
  const held = fact.of - fact.missing.length;
  const there = say.there({ image, held, all: fact.of, size: sizeOf(fact.bytes) });
  const machine = factIn(answers, node)?.node;
  const { config } = fact;
  if (!config || !machine || (config.os === machine.os && config.arch === machine.arch)) return [there];
  const builtFor = `${config.os}/${config.arch}`;
  return [
    there,
    say.otherMachine({ image, builtFor, node: machine.name, is: `${machine.os}/${machine.arch}` }),
  ];
}

/** Registries and `crane` count in powers of ten. */
function sizeOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
